import { clip, plural, type Side } from '../core/index.ts';
import type { WlcapConnection } from '../captures/wlcap/index.ts';
import type { ConvertedUnit, Output, Write } from './model.ts';

/** Rows of a diagram: people look at no more, and programs draw no more. */
const mostRows = 5000;
const longestText = 120;

/** A row of a diagram: an arrow between the ends of a connection, or a note at one of them. */
export interface DiagramRow {
  readonly connection: number;
  readonly side: Side | undefined;
  readonly kind: 'unit' | 'failure' | 'gap' | 'end';
  readonly text: string;
  /** Milliseconds since 1970; 0 where it is not known. */
  readonly time: number;
}

/** A whole diagram. */
export interface Diagram {
  readonly connections: readonly { readonly number: number; readonly client: string; readonly server: string }[];
  readonly rows: readonly DiagramRow[];
}

/** Writes a sequence diagram. @param draw makes its text */
export function diagramOutput(draw: (diagram: Diagram) => string, write: Write): Output {
  const connections: { number: number; client: string; server: string }[] = [];
  const rows: DiagramRow[] = [];
  let leftOut = 0;
  const shown = new Set<number>();
  const add = (row: DiagramRow): void => {
    if (rows.length >= mostRows) leftOut++;
    else rows.push(row);
  };
  return {
    begin: ({ connection: number, client = 'client', server = 'server' }: WlcapConnection) => {
      if (rows.length >= mostRows) return;
      shown.add(number);
      connections.push({ number, client: clip(client, longestText), server: clip(server, longestText) });
    },
    unit: ({ connection, side, time, opened, unit }: ConvertedUnit) => {
      if (unit.kind === 'keepalive' || unit.kind === 'heartbeat') return;
      const failure = opened.failure();
      const text = `${opened.name} ${opened.summary()}`.replace(/\s+/g, ' ').trim();
      add({ connection, side, time, kind: failure === undefined ? 'unit' : 'failure', text: clip(text, longestText) });
    },
    gap: (connection, side, time, bytes) =>
      add({
        connection,
        side,
        time,
        kind: 'gap',
        text: bytes === undefined ? 'bytes are missing' : `${plural(bytes, 'byte')} missing`,
      }),
    late: () => undefined,
    end: (connection, end, time, reason) =>
      add({
        connection,
        side: end === 'cut' ? undefined : end,
        time,
        kind: 'end',
        text: clip(
          end === 'cut' ? 'the capture ends' : `${end} closes${reason === undefined ? '' : `: ${reason}`}`,
          longestText,
        ),
      }),
    finish: () => {
      write(draw({ connections, rows: rows.filter(({ connection }) => shown.has(connection)) }));
      return leftOut === 0
        ? []
        : [
            `A diagram has ${mostRows} rows at most: ${leftOut} more are left out. Choose a connection with --connection.`,
          ];
    },
  };
}
