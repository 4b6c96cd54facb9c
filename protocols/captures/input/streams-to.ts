import { endsOf } from '../connections.ts';
import type { StreamContext } from '../stream-context.ts';
import type { UnitSink } from './model.ts';

/** What a program brings along to read connections. */
export type StreamTools = Pick<StreamContext, 'framer' | 'keyLog' | 'crypto' | 'all'>;

/** The context of streams whose units, gaps and notes go to a sink, by the numbers of their connections. */
export function streamsTo(sink: UnitSink, tools: StreamTools): StreamContext {
  return {
    ...tools,
    unit: ({ number }, side, time, unit, encrypted) => sink.unit(number, side, time, unit, encrypted),
    late: ({ number }, lost, bytes) => sink.late(number, lost, bytes),
    begins: (connection, { swapped, framing }) => {
      if (sink.details === undefined) return;
      const ends = endsOf(connection);
      if (ends === undefined) return sink.details(connection.number, { framing });
      const [client, server] = swapped ? [ends[1], ends[0]] : ends;
      sink.details(connection.number, { client, server, framing });
    },
    ended: ({ number }, side, time) => sink.ended?.(number, side, time),
    note: ({ number }, side, text) => sink.note(number, side, text),
    connections: (count, leftOut) => sink.connections?.(count, leftOut),
  };
}
