import '../../../../protocols/all.ts';
import { readInput, streamsTo, type UnitSink } from '../../../../protocols/captures/input/index.ts';
import { readKeyLog } from '../../../../protocols/captures/tls.ts';
import { noProject } from '../../../../protocols/core/index.ts';
import { UnitDecoder, type DecodedUnit } from '../../../../protocols/decoding/index.ts';
import { createFramer } from '../../../../protocols/framers.ts';
import { tlsCrypto } from '../../../../workspace/tls-crypto.ts';

/** What decoding an input gave. */
export interface DecodedInput {
  /** The units of each connection, in their order. */
  readonly connections: readonly (readonly DecodedUnit[])[];
  /** What cannot be read. */
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Decodes an input as `decode` does: its format is recognized by its content, and each connection is followed by all rules.
 * @param keyLog opens TLS of a capture, in the NSS format
 */
export async function decodeInput(input: string | Uint8Array, keyLog = ''): Promise<DecodedInput> {
  const decoder = new UnitDecoder(noProject);
  const byNumber = new Map<number, DecodedUnit[]>();
  const problems: string[] = [];
  const notes: string[] = [];
  const sink: UnitSink = {
    begin: (connection, start) => decoder.begin(connection, start),
    unit: (connection, side, time, unit, encrypted) => {
      const units = byNumber.get(connection) ?? [];
      byNumber.set(connection, units);
      units.push(decoder.decode(connection, side, time, unit, encrypted));
    },
    late: (connection, lost) => decoder.late(connection, lost),
    note: (_connection, _side, text) => notes.push(text),
    tell: () => undefined,
    problem: (text) => problems.push(text),
    flush: () => Promise.resolve(),
  };
  const streams = streamsTo(sink, { framer: createFramer, keyLog: readKeyLog(keyLog), crypto: tlsCrypto });
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  await readInput(inPieces(bytes), { direction: 'client', streams, sink });
  const numbers = [...byNumber.keys()].sort((a, b) => a - b);
  return { connections: numbers.map((number) => byNumber.get(number) ?? []), problems, notes };
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1 << 16) yield await Promise.resolve(bytes.subarray(at, at + (1 << 16)));
}
