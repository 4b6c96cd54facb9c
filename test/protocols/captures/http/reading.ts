import { createCaptureReader } from '../../../../protocols/captures/read-capture.ts';
import { readKeyLog } from '../../../../protocols/captures/tls.ts';
import { noProject, type FramedUnit, type Side } from '../../../../protocols/core/index.ts';
import { UnitDecoder, type DecodedUnit } from '../../../../protocols/decoding/index.ts';
import { createFramer } from '../../../../protocols/framers.ts';
import { tlsCrypto } from '../../../../workspace/tls-crypto.ts';
import { pcapFile, tcpPacket } from '../packets.ts';

export interface Seen extends Pick<FramedUnit, 'protocol' | 'kind' | 'offset' | 'explanation'> {
  readonly connection: number;
  readonly side: Side;
  readonly encrypted: boolean | undefined;
  readonly text: string;
}

const binary = new TextDecoder('latin1');

/** A piece of a test's connection: what a side sends, or how many bytes of it are missing. */
export interface Piece {
  readonly from: Side;
  readonly bytes: Uint8Array | string | number;
  /** Which connection, from 0. */
  readonly on?: number;
}

export const bytesOf = (text: Uint8Array | string): Uint8Array =>
  typeof text === 'string' ? Uint8Array.from(new TextEncoder().encode(text)) : text;

/** A capture of connections that are open from their first byte on, or of their middle. */
export function captureOf(pieces: readonly Piece[], size = Infinity, whole = true): Uint8Array {
  const packets: Uint8Array[] = [];
  const next = new Map<string, number>();
  for (const { from, bytes, on = 0 } of pieces) {
    const key = `${from} ${on}`;
    if (!next.has(key)) {
      next.set(key, 1000);
      if (whole)
        packets.push(tcpPacket({ from, sequence: 999, flags: from === 'client' ? 2 : 0x12 }, 40000 + on, 5280));
    }
    const at = next.get(key) ?? 0;
    if (typeof bytes === 'number') {
      next.set(key, at + bytes);
      continue;
    }
    const all = bytesOf(bytes);
    for (let i = 0; i < all.length; i += Math.min(size, 1400)) {
      const payload = all.subarray(i, i + Math.min(size, 1400));
      packets.push(tcpPacket({ from, sequence: at + i, payload }, 40000 + on, 5280));
    }
    next.set(key, at + all.length);
  }
  return pcapFile(packets);
}

/** What a capture holds. */
export function read(
  file: Uint8Array,
  keyLog = '',
): { readonly seen: readonly Seen[]; readonly notes: readonly string[] } {
  const seen: Seen[] = [];
  const notes: string[] = [];
  const reader = createCaptureReader(file, {
    framer: createFramer,
    keyLog: readKeyLog(keyLog),
    crypto: tlsCrypto,
    unit: ({ number }, side, _time, { protocol, kind, offset, bytes, explanation }, encrypted) =>
      seen.push({
        connection: number,
        side,
        protocol,
        kind,
        offset,
        explanation,
        encrypted,
        text: binary.decode(bytes),
      }),
    note: ({ number }, side, text) => notes.push(`${number} ${side}: ${text}`),
  });
  if (reader === undefined) throw new Error('This is no capture.');
  reader.push(file);
  const problem = reader.end();
  if (problem !== undefined) notes.push(problem);
  return { seen, notes };
}

/** The units in short: `client xmpp stanza <a/>`. */
export function brief({ seen }: ReturnType<typeof read>): readonly string[] {
  return seen.map(({ connection, side, protocol, kind, text }) =>
    [...(connection === 0 ? [] : [connection]), side, protocol, kind, text].join(' '),
  );
}

/** One frame of a WebSocket; `first` is its first byte. */
export function frame(first: number, payload: Uint8Array | string, masked: boolean): Uint8Array {
  const bytes = bytesOf(payload);
  const mask = masked ? [1, 2, 3, 4] : [];
  const length = bytes.length < 126 ? [bytes.length] : [126, bytes.length >> 8, bytes.length & 255];
  const [short = 0, ...extended] = length;
  return Uint8Array.of(
    first,
    (masked ? 0x80 : 0) | short,
    ...extended,
    ...mask,
    ...bytes.map((byte, i) => (masked ? byte ^ (mask[i & 3] ?? 0) : byte)),
  );
}

const key = 'dGhlIHNhbXBsZSBub25jZQ==';

/** The request and the response of RFC 6455, 1.3, with further fields. */
export const upgrade = (fields = 'Sec-WebSocket-Protocol: xmpp\r\n'): string =>
  `GET /chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n${fields}\r\n`;
export const switching = (
  fields = 'Sec-WebSocket-Protocol: xmpp\r\n',
  accept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
): string =>
  `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${fields}\r\n`;

/** The units of a capture, decoded and followed. The protocols must have been loaded. */
export function decode(file: Uint8Array): {
  readonly units: readonly DecodedUnit[];
  readonly notes: readonly string[];
} {
  const decoder = new UnitDecoder(noProject);
  const units: DecodedUnit[] = [];
  const notes: string[] = [];
  const reader = createCaptureReader(file, {
    framer: createFramer,
    keyLog: new Map(),
    unit: ({ number }, side, time, unit, encrypted) => units.push(decoder.decode(number, side, time, unit, encrypted)),
    late: ({ number }, lost) => decoder.late(number, lost),
    note: (_connection, _side, text) => notes.push(text),
  });
  reader?.push(file);
  reader?.end();
  return { units, notes };
}
