import { WlcapWriter } from '../captures/wlcap/index.ts';
import type { Output, Write } from './model.ts';

/** Writes a `.wlcap` file (docs/captures.md). @param created when it is made */
export function wlcapOutput(write: Write, created: Date): Output {
  const writer = new WlcapWriter();
  write(writer.head(created));
  return {
    begin: (connection) => write(writer.connection(connection)),
    unit: ({ connection, side, time, unit, encrypted }) => write(writer.unit(connection, side, time, unit, encrypted)),
    gap: (connection, side, time, bytes) => write(writer.gap(connection, side, time, bytes)),
    late: (connection, time) => write(writer.late(connection, time)),
    end: (connection, end, time, reason) => write(writer.end(connection, end, time, reason)),
    finish: () => [],
  };
}
