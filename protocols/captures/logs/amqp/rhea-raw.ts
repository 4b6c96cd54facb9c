import { fromHex } from '../../../core/index.ts';
import type { LogFormat } from '../model.ts';

/** `rhea:raw` prints `SENT: 41 0000…` or `RECV: 41 0000…` with the bytes in hex, one read or write a line. */
const line =
  /rhea:raw\s+(?:\[([^\]]*)\]:?\s+)?(SENT|WRITE|RECV|READ|RECEIVED)[^0-9a-f]*(?:\d+(?:\s+bytes)?:?\s+)?([0-9a-f]{8,})\s*(?:\+\d+(?:ms|[smhd]))?\s*$/i;

/** The log of `DEBUG=rhea:raw`. */
export const rheaRaw: LogFormat = {
  name: 'rhea-raw',
  title: 'rhea with DEBUG=rhea:raw',
  writer: 'client',
  recognises: (text) => line.test(text),
  reader: (take) => ({
    line(text, number) {
      const found = line.exec(text);
      if (found === null) return;
      const [, connection = '', verb = '', hex = ''] = found;
      const bytes = fromHex(hex.slice(0, hex.length & ~1)) ?? new Uint8Array(0);
      const direction = /SENT|WRITE/i.test(verb) ? 'sent' : 'received';
      take({ what: 'stream', connection, direction, line: number, bytes });
    },
    end: () => undefined,
  }),
};
