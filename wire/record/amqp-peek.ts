/** A field of a performative as far as pairing needs it; compounds and other types are undefined. */
export type PeekedField = number | boolean | string | undefined;

/** The little that recording needs of a frame: its performative and the simple ones among its first fields. */
export interface AmqpPeek {
  /** `transfer`, `sasl-init`, `AMQP header`, `heartbeat`, or `frame` where the performative cannot be read. */
  readonly name: string;
  readonly channel: number | undefined;
  readonly fields: readonly PeekedField[];
  /** Where the performative ends and a transfer's payload begins, in bytes. */
  readonly payload: number;
}

/** Names of the performatives by descriptor code (AMQP 1.0, 2.7 and 5.3.3). */
const performatives: Readonly<Record<number, string>> = {
  0x10: 'open', 0x11: 'begin', 0x12: 'attach', 0x13: 'flow', 0x14: 'transfer', 0x15: 'disposition', 0x16: 'detach', 0x17: 'end', 0x18: 'close',
  0x40: 'sasl-mechanisms', 0x41: 'sasl-init', 0x42: 'sasl-challenge', 0x43: 'sasl-response', 0x44: 'sasl-outcome',
};
const headers: Readonly<Record<number, string>> = { 0: 'AMQP header', 2: 'TLS header', 3: 'SASL header' };
/** Fields that pairing looks at: none has its place after this. */
const fieldCount = 6;

/**
 * Peeks into one unit. This runs for every frame that passes, hence no decoding of the whole; what looks wrong is left
 * to the decoder, which runs when somebody looks. Never throws.
 */
export function peekAmqp(bytes: Uint8Array, kind: string): AmqpPeek {
  if (kind === 'header') {
    const name = bytes[5] === 0 && bytes[4] !== 3 ? 'AMQP 0-9-1 header' : (headers[bytes[4] ?? 0] ?? 'protocol header');
    return { name, channel: undefined, fields: [], payload: bytes.length };
  }
  if (kind === 'garbage') return { name: 'garbage', channel: undefined, fields: [], payload: bytes.length };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Frame header: size, doff in words of four bytes, type, channel for type 0 (AMQP 1.0, 2.3.1).
  const start = (bytes[4] ?? 0) * 4;
  const channel = bytes[5] === 0 && bytes.length >= 8 ? view.getUint16(6) : undefined;
  if (bytes.length <= start) return { name: 'heartbeat', channel, fields: [], payload: bytes.length };
  const cursor = { view, at: start };
  const code = readDescriptor(cursor);
  const name = code === undefined ? undefined : performatives[code];
  if (name === undefined) return { name: 'frame', channel, fields: [], payload: bytes.length };
  const payload = endOfList(cursor);
  return { name, channel, fields: readFields(cursor), payload };
}

interface Cursor {
  readonly view: DataView;
  at: number;
}

function readDescriptor(cursor: Cursor): number | undefined {
  const { view } = cursor;
  if (!has(cursor, 3) || view.getUint8(cursor.at) !== 0x00) return undefined;
  cursor.at++;
  const code = readScalar(cursor);
  if (typeof code === 'number') return code;
  // Symbolic descriptors: amqp:open:list.
  const symbol = typeof code === 'string' ? /^amqp:(.+):list$/u.exec(code)?.[1] : undefined;
  const found = Object.entries(performatives).find(([, name]) => name === symbol);
  return found === undefined ? undefined : Number(found[0]);
}

/** The byte after the performative's list; sizes count from after themselves (AMQP 1.0, 1.6.22). */
function endOfList(cursor: Cursor): number {
  const { view, at } = cursor;
  const code = has(cursor, 1) ? view.getUint8(at) : 0;
  let end = view.byteLength;
  if (code === 0x45) end = at + 1;
  else if (code === 0xc0 && has(cursor, 2)) end = at + 2 + view.getUint8(at + 1);
  else if (code === 0xd0 && has(cursor, 5)) end = at + 5 + view.getUint32(at + 1);
  return Math.min(end, view.byteLength);
}

function readFields(cursor: Cursor): PeekedField[] {
  const { view } = cursor;
  if (!has(cursor, 1)) return [];
  const code = view.getUint8(cursor.at++);
  let count = 0;
  if (code === 0xc0 && has(cursor, 2)) {
    count = view.getUint8(cursor.at + 1);
    cursor.at += 2;
  } else if (code === 0xd0 && has(cursor, 8)) {
    count = view.getUint32(cursor.at + 4);
    cursor.at += 8;
  }
  const fields: PeekedField[] = [];
  while (fields.length < Math.min(count, fieldCount) && has(cursor, 1)) fields.push(readScalar(cursor));
  return fields;
}

/** Reads one value and moves on; what is not a number, boolean or text gives undefined. Format codes: AMQP 1.0, 1.6. */
function readScalar(cursor: Cursor): PeekedField {
  const { view } = cursor;
  const code = view.getUint8(cursor.at++);
  const at = cursor.at;
  const width = fixedWidth(code);
  if (width !== undefined) {
    cursor.at += width;
    if (at + width > view.byteLength) return undefined;
    if (code === 0x41 || code === 0x42) return code === 0x41;
    if (code === 0x56) return view.getUint8(at) === 1;
    if (code === 0x43 || code === 0x44) return 0;
    if (code === 0x50 || code === 0x52 || code === 0x53) return view.getUint8(at);
    if (code === 0x60) return view.getUint16(at);
    if (code === 0x70) return view.getUint32(at);
    return code === 0x80 ? Number(view.getBigUint64(at)) : undefined;
  }
  return readVariable(cursor, code);
}

/** Bytes of a value of fixed width: the code's first digit says it (AMQP 1.0, 1.2). */
function fixedWidth(code: number): number | undefined {
  const category = code >> 4;
  return category >= 0x4 && category <= 0x9 ? [0, 1, 2, 4, 8, 16][category - 4] : undefined;
}

function readVariable(cursor: Cursor, code: number): PeekedField {
  const { view } = cursor;
  const category = code >> 4;
  const wide = category === 0xb || category === 0xd || category === 0xf;
  const known = wide || category === 0xa || category === 0xc || category === 0xe;
  if (!known || !has(cursor, wide ? 4 : 1)) {
    cursor.at = view.byteLength;
    return undefined;
  }
  const size = wide ? view.getUint32(cursor.at) : view.getUint8(cursor.at);
  const start = cursor.at + (wide ? 4 : 1);
  cursor.at = start + size;
  const text = code === 0xa1 || code === 0xb1 || code === 0xa3 || code === 0xb3;
  if (!text || cursor.at > view.byteLength) return undefined;
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + start, size));
}

function has(cursor: Cursor, bytes: number): boolean {
  return cursor.at + bytes <= cursor.view.byteLength;
}
