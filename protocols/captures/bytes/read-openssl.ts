import { plural } from '../../core/index.ts';
import { shareOf } from './coverage.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { linesOf } from './lines.ts';
import type { Origin, Piece, Reading } from './model.ts';

/** `write to 0x55bce6d2e0f0 [0x55bce6e326a0] (297 bytes => 297 (0x129))`: the connection, and how many bytes crossed. */
const head = /^(write to|read from) (0x[0-9a-f]{1,16}) \[(?:0x)?[0-9a-f]{1,16}\] \(\d{1,12} bytes => (\d{1,12})\b/i;
/** `0000 - 16 03 01 01 24 01 00 01-20 03 …`. What it ends with may be left out: spaces and zeros. */
const row = /^\s{0,8}[0-9a-f]{4,8} - ((?:[0-9a-f]{2}(?:[ -]|$)){0,16})(<SPACES\/NULS>)?/i;

interface Block {
  readonly from: Origin;
  readonly connection: string;
  readonly size: number;
  readonly bytes: GrowingBytes;
}

/** What `openssl s_client -debug`, and s_server, print of each read and write: what crossed, TLS or before it. */
export function readOpenSsl(text: string): Reading | undefined {
  const pieces: Piece[] = [];
  let open: Block | undefined;
  let missing = 0;
  const close = (): void => {
    if (open !== undefined && open.size > 0) {
      missing += open.size - open.bytes.size;
      pieces.push({ bytes: open.bytes.take(), from: open.from, connection: open.connection });
    }
    open = undefined;
  };
  let spelled = 0;
  for (const line of linesOf(text)) {
    const found = head.exec(line);
    if (found !== null) {
      close();
      const [, verb = '', connection = '', size] = found;
      open = {
        from: verb.startsWith('w') ? 'sent' : 'received',
        connection,
        size: Number(size),
        bytes: new GrowingBytes(),
      };
      if (open.size === 0) open = undefined;
      continue;
    }
    const digits = open === undefined ? undefined : row.exec(line)?.[1];
    // Other words of the program may come between.
    if (open === undefined || digits === undefined) continue;
    for (const byte of digits.match(/[0-9a-f]{2}/gi) ?? [])
      if (open.bytes.size < open.size) open.bytes.push(parseInt(byte, 16));
    spelled += line.length;
    if (open.bytes.size === open.size) close();
  }
  close();
  if (pieces.length === 0) return undefined;
  return {
    spelling: 'the dump of openssl',
    pieces,
    share: shareOf(spelled, text.length),
    isCertain: true,
    missing: missing > 0 ? `The dump of openssl lacks ${plural(missing, 'byte')} that it counts.` : undefined,
  };
}
