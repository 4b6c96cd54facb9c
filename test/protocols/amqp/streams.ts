import { createFramer } from '../../../protocols/framers.ts';
import { readFileSync } from 'node:fs';
import { createAmqpFramer } from '../../../protocols/amqp/index.ts';
import { createCaptureReader } from '../../../protocols/captures/read-capture.ts';
import { readKeyLog } from '../../../protocols/captures/tls.ts';
import type { FramedUnit } from '../../../protocols/core/index.ts';
import { tlsCrypto } from '../../../workspace/tls-crypto.ts';

/** A unit of a stream, as it was seen. */
export interface SeenUnit {
  readonly connection: number;
  readonly side: 'client' | 'server';
  readonly time: number;
  readonly unit: FramedUnit;
}

/** The units of a capture file, both directions in the order of time. */
export function unitsOfCapture(file: string, keyLog?: string): SeenUnit[] {
  const seen: SeenUnit[] = [];
  const bytes = readFileSync(file);
  const reader = createCaptureReader(bytes, {
    framer: createFramer,
    keyLog: keyLog === undefined ? new Map() : readKeyLog(readFileSync(keyLog, 'utf8')),
    crypto: tlsCrypto,
    unit: (connection, side, time, unit) => seen.push({ connection: connection.number, side, time, unit }),
    note: () => undefined,
  });
  if (reader === undefined) throw new Error(`${file} is not a packet capture`);
  reader.push(bytes);
  reader.end();
  return seen;
}

/** The units of one direction's bytes. */
export function unitsOfBytes(bytes: Uint8Array, side: 'client' | 'server' = 'client'): SeenUnit[] {
  const framer = createAmqpFramer();
  return [...framer.push(bytes), ...framer.end()].map((unit) => ({ connection: 0, side, time: 0, unit }));
}
