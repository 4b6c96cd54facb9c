/** The longest head that is read, in bytes: servers accept much less (RFC 9112, 3 and 5.4). */
export const longestHead = 64 * 1024;

/** The first line and the fields of a message (RFC 9112, 2.1). */
export interface Head {
  readonly request?: { readonly method: string; readonly target: string };
  readonly response?: { readonly status: number; readonly reason: string };
  /** By name in lower case: the values of all lines of that name, in order (RFC 9110, 5.2). */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** Methods that a capture may begin with (RFC 9110, 9; RFC 5789). */
const methods = ['GET ', 'HEAD ', 'POST ', 'PUT ', 'DELETE ', 'CONNECT ', 'OPTIONS ', 'TRACE ', 'PATCH '] as const;
const version = 'HTTP/1.';

function startsWith(bytes: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Whether bytes (at least eight, where there are so many) begin a request or a response of HTTP/1.0 or 1.1. */
export function looksLikeHttp(bytes: Uint8Array): boolean {
  return startsWith(bytes, version) || methods.some((method) => startsWith(bytes, method));
}

/**
 * The length of the head at the front, its empty line included; -1 where it has no end yet. A bare LF ends a line, too (RFC 9112, 2.2).
 * @param from bytes that were searched before
 */
export function headLength(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(10, Math.max(from - 2, 0)); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return at + 2;
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return -1;
}

/** Reads a whole head; undefined where it is none of HTTP/1.0 or 1.1. Folded lines are joined (RFC 9112, 5.2). */
export function parseHead(bytes: Uint8Array): Head | undefined {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const [first = '', ...lines] = text.split(/\r?\n/);
  const start = startLine(first);
  if (start === undefined) return undefined;
  const fields = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of lines) {
    if (line === '') continue;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (last !== undefined) last.push(`${last.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    last = fields.get(name) ?? [];
    last.push(line.slice(colon + 1).trim());
    fields.set(name, last);
  }
  return { ...start, fields };
}

function startLine(line: string): Pick<Head, 'request' | 'response'> | undefined {
  const words = line.split(' ');
  const [first = '', second = ''] = words;
  if (first.startsWith(version)) {
    const status = /^[1-9]\d\d$/.test(second) ? Number(second) : undefined;
    return status === undefined ? undefined : { response: { status, reason: words.slice(2).join(' ').trim() } };
  }
  const last = words[words.length - 1] ?? '';
  if (words.length < 3 || !last.startsWith(version) || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(first)) return undefined;
  return { request: { method: first, target: words.slice(1, -1).join(' ') } };
}

/** The members of a field that is a list (RFC 9110, 5.6.1), in lower case; quoted strings are not understood. */
export function listOf(head: Head, name: string): readonly string[] {
  return (head.fields.get(name) ?? []).flatMap((value) =>
    value.split(',').flatMap((part) => {
      const member = part.trim().toLowerCase();
      return member === '' ? [] : [member];
    }),
  );
}

/** The value of a field that has one; undefined where it is missing. */
export function fieldOf(head: Head, name: string): string | undefined {
  return head.fields.get(name)?.[0];
}
