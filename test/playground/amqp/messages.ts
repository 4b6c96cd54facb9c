import rhea from 'rhea';

/** A message as rhea encodes it. */
export function message(body: unknown, header: Readonly<Record<string, unknown>> = {}): Buffer {
  return rhea.message.encode({ body, ...header });
}

/** The message as rhea decodes it. */
export function read(bytes: Buffer | undefined): Record<string, unknown> {
  if (bytes === undefined) throw new Error('there is no message');
  return { ...rhea.message.decode(bytes) };
}

export function body(bytes: Buffer): string {
  return String(read(bytes).body);
}
