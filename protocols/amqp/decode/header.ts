import { byteAt } from '../types/bytes.ts';

/** What follows a protocol header: frames, frames of a SASL exchange, a TLS handshake, or another protocol altogether. */
export type HeaderName = 'amqp' | 'sasl' | 'tls' | 'amqp-0-9-1' | 'unknown';

/** A protocol header: the letters AMQP, a protocol id, and a version (AMQP 1.0, 2.2). */
export interface ProtocolHeader {
  readonly name: HeaderName;
  readonly protocolId: number;
  /** `1.0.0`; for AMQP 0-9-1, whose header is laid out otherwise, `0-9-1`. */
  readonly version: string;
  /** The bytes are a header of this standard: a known protocol id, version 1.0.0. */
  readonly supported: boolean;
}

const names: Readonly<Record<number, HeaderName>> = { 0: 'amqp', 2: 'tls', 3: 'sasl' };

/** Whether the bytes at `at` begin with the letters AMQP. */
export function isHeaderAt(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x41 && bytes[at + 1] === 0x4d && bytes[at + 2] === 0x51 && bytes[at + 3] === 0x50;
}

/** Reads the eight bytes of a protocol header; undefined where they are none. */
export function readHeader(bytes: Uint8Array, at = 0): ProtocolHeader | undefined {
  if (!isHeaderAt(bytes, at) || at + 8 > bytes.length) return undefined;
  const protocolId = byteAt(bytes, at + 4);
  const [major, minor, revision] = [byteAt(bytes, at + 5), byteAt(bytes, at + 6), byteAt(bytes, at + 7)];
  if (protocolId === 0 && major === 0 && minor === 9 && revision === 1)
    return { name: 'amqp-0-9-1', protocolId, version: '0-9-1', supported: false };
  const name = names[protocolId] ?? 'unknown';
  return {
    name,
    protocolId,
    version: `${major}.${minor}.${revision}`,
    supported: name !== 'unknown' && major === 1 && minor === 0 && revision === 0,
  };
}
