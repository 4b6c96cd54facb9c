import { fromHex } from '../core/index.ts';

/** One unit that a library's own trace printed. */
export interface TracedBytes {
  /** `sent` by the side that printed the log. */
  readonly direction: 'sent' | 'received';
  /** The library's number or name of the connection, where it prints one. */
  readonly connection: string;
  readonly bytes: Uint8Array;
  /** Line of the log, from 1. */
  readonly line: number;
}

/** `rhea:raw` prints `SENT: 41 bytes 0000…` or `… RECV …` with the bytes in hex, one read or write a line. */
const rheaRaw =
  /rhea:raw\s+(?:\[([^\]]*)\]:?\s+)?(SENT|WRITE|RECV|READ|RECEIVED)[^0-9a-f]*(?:\d+(?:\s+bytes)?:?\s+)?([0-9a-f]{8,})\s*(?:\+\d+(?:ms|[smhd]))?\s*$/i;

/** Whether a text looks like the log of `DEBUG=rhea:raw`. */
export function isRheaRawLog(text: string): boolean {
  return text.split(/\r?\n/, 50).some((line) => rheaRaw.test(line));
}

/** Reads the log of `DEBUG=rhea:raw`; lines of other kinds are passed over. */
export function readRheaRawLog(text: string): readonly TracedBytes[] {
  const traced: TracedBytes[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const found = rheaRaw.exec(line);
    if (found === null) return;
    const [, connection = '', verb = '', hex = ''] = found;
    const bytes = fromHex(hex.slice(0, hex.length & ~1)) ?? new Uint8Array(0);
    traced.push({ direction: /SENT|WRITE/i.test(verb) ? 'sent' : 'received', connection, bytes, line: index + 1 });
  });
  return traced;
}
