import { plural } from '../../core/index.ts';
import { allBytes, type Piece, type Reading } from '../bytes/index.ts';
import { uint32 } from '../integers.ts';
import { beginsAgain, rankOf } from '../logs/index.ts';
import { startsWith } from '../recognise.ts';
import { isLone, least } from './known-reading.ts';

/**
 * The pieces of a text that does not tell connections, and one direction at most, such as the literals of a program. A header or an
 * open after those of a connection begins another one. Where most of the text is something else, a piece that is nothing by itself, and
 * that cannot go on with the one before it, is left out.
 * @param tell takes what is left out: a sentence
 */
export function apart(reading: Reading, tell: (text: string) => void): Reading {
  const sides = new Set(reading.pieces.map(({ from }) => from).filter((from) => from !== undefined));
  if (reading.pieces.length < 2 || sides.size > 1 || reading.pieces.some(({ connection }) => connection !== undefined))
    return reading;
  const mayLeave = reading.share < least || reading.hasWords === true;
  const pieces = !mayLeave || goOn(allBytes(reading)) ? reading.pieces : reading.pieces.filter(isLone);
  const left = reading.pieces.length - pieces.length;
  if (pieces.length === 0) return reading;
  if (left > 0)
    tell(
      `Of this text ${plural(left, 'list or text', 'lists and texts')} of bytes ${left === 1 ? 'is' : 'are'} left out: the bytes are neither AMQP nor XMPP by themselves.`,
    );
  return { ...reading, pieces: byConnection(pieces) };
}

/** Whether bytes are headers and frames of AMQP one after the other, of which the last may be cut, or XMPP. */
function goOn(bytes: Uint8Array): boolean {
  if (startsWith(bytes, '<')) return true;
  return [...unitsOf(bytes)].every((unit) => unit !== undefined);
}

/** The headers and frames that bytes begin with; undefined, and the last, where they are none. */
function* unitsOf(bytes: Uint8Array): Generator<Uint8Array | undefined> {
  for (let at = 0; at + 8 <= bytes.length;) {
    const isHeader = startsWith(bytes.subarray(at, at + 4), 'AMQP');
    const size = isHeader ? 8 : uint32(bytes, at, false);
    const [, , , , doff = 0, type = 0] = bytes.subarray(at, at + 8);
    if (!isHeader && (size < 8 || doff < 2 || doff * 4 > size || type > 1)) {
      yield undefined;
      return;
    }
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

function byConnection(pieces: readonly Piece[]): readonly Piece[] {
  let count = 0;
  let reached = 0;
  const placed = pieces.map((piece) => {
    const ranks = isLone(piece) ? [...unitsOf(piece.bytes)].map((unit) => (unit === undefined ? 0 : rankOf(unit))) : [];
    const first = ranks.find((rank) => rank > 0) ?? 0;
    if (beginsAgain(first, reached)) {
      count++;
      reached = 0;
    }
    reached = ranks.reduce((most, rank) => Math.max(most, rank), reached);
    return { ...piece, connection: String(count) };
  });
  return count === 0 ? pieces : placed;
}
