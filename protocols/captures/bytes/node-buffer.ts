import { fromHex, plural } from '../../core/index.ts';
import { isMostly, shareOf } from './coverage.ts';
import type { Piece, Reading } from './model.ts';
import { originOf } from './origin.ts';

const name = /<(?:Slow)?Buffer(?=[ >])|\[Uint8Contents\]: </g;
/** How Node writes that a Buffer has more bytes than it prints. */
const more = /\.\.\. (\d+) more bytes?/;

/** `<Buffer 41 4d 51 50 …>` and the contents of an ArrayBuffer, as Node prints them; one that is cut short says how many bytes are left out. */
export function readNodeBuffer(text: string): Reading | undefined {
  const pieces: Piece[] = [];
  let missing = 0;
  let spelled = 0;
  let before = 0;
  name.lastIndex = 0;
  for (let found = name.exec(text); found !== null; found = name.exec(text)) {
    const start = found.index + found[0].length;
    const stop = text.indexOf('>', start);
    const end = stop < 0 ? text.length : stop;
    const content = text.slice(start, end);
    const cut = content.indexOf('...');
    const bytes = fromHex((cut < 0 ? content : content.slice(0, cut)).replace(/\s/g, ''));
    if (bytes === undefined) return undefined;
    if (cut >= 0) missing += Number(more.exec(content.slice(cut, cut + 60))?.[1] ?? 1);
    pieces.push({ bytes, from: originOf(text.slice(before, found.index)) });
    spelled += end - found.index;
    before = name.lastIndex = end + 1;
  }
  if (pieces.length === 0 || !isMostly(spelled, text)) return undefined;
  return {
    spelling: 'a Buffer of Node.js',
    pieces,
    share: shareOf(spelled, text.length),
    missing:
      missing === 0
        ? undefined
        : `Node.js printed only the beginning: ${plural(missing, 'byte')} more are not in this text. Print the Buffer with toString('hex').`,
  };
}
