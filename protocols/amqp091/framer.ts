import { ByteQueue } from '../core/index.ts';
import type { FramedUnit, Framer } from '../core/index.ts';
import { frameEnd091, largestFrame091 } from './frame-at.ts';
import { nextFrame } from './resync.ts';

/** Garbage is given out in units of at most so many bytes. */
const largestGarbage = 64 * 1024;

/**
 * Cuts AMQP 0-9-1 (4.2.3): the protocol header, then frames that end with 0xCE. Anything else is garbage up to the next frame that is
 * whole, so that a stream may begin within a frame.
 */
export function createAmqp091Framer(): Framer {
  const queue = new ByteQueue();
  let begun = false;
  let lost = false;
  /** Of what is lost so many bytes are before the place where a frame may begin. */
  let searched = 0;
  const take = (kind: FramedUnit['kind'], size: number): FramedUnit => {
    const { offset } = queue;
    return { protocol: 'amqp-0-9-1', kind, offset, size, bytes: queue.take(size) };
  };
  /** Gives the garbage before the next frame. */
  const search = (units: FramedUnit[]): void => {
    const found = nextFrame(queue.peek(), searched);
    searched = found.at;
    lost = !found.whole;
    // The byte before the place stays: only behind the end of a frame another begins.
    while (searched > largestGarbage || (!lost && searched > 0)) {
      const size = Math.min(searched, largestGarbage);
      units.push(take('garbage', size));
      searched -= size;
    }
  };
  return {
    push(chunk) {
      const units: FramedUnit[] = [];
      queue.push(chunk);
      while (queue.length > 0) {
        if (!begun) {
          const start = startOf(queue);
          if (start === undefined) break;
          begun = true;
          lost = start === 'middle';
        }
        if (lost) search(units);
        if (lost || queue.length === 0) break;
        const size = nextSize(queue);
        lost = size === 'garbage';
        if (size === undefined || (size !== 'garbage' && queue.length < size)) break;
        if (size === 'garbage') continue;
        const unit = take(kindOf(queue.buffer[queue.start]), size);
        units.push(unit);
        // Its size may be wrong.
        lost = unit.kind !== 'header' && unit.bytes[size - 1] !== frameEnd091;
      }
      return units;
    },
    end: () => {
      const units: FramedUnit[] = [];
      while (queue.length > 0) units.push(take('garbage', Math.min(queue.length, largestGarbage)));
      return units;
    },
  };
}

const kindOf = (type: number | undefined): FramedUnit['kind'] =>
  type === 0x41 ? 'header' : type === 8 ? 'heartbeat' : 'frame';

/** Whether a stream begins with a header or a method, or in the middle; undefined when that cannot be told yet. */
function startOf({ buffer, start, length }: ByteQueue): 'beginning' | 'middle' | undefined {
  const type = buffer[start];
  if (type === 0x41) return 'beginning';
  if (type !== 1) return 'middle';
  // The class of the method: those of connections and channels come first.
  if (length < 9) return undefined;
  const isFirst = buffer[start + 7] === 0 && (buffer[start + 8] === 10 || buffer[start + 8] === 20);
  return isFirst ? 'beginning' : 'middle';
}

/** The size of the unit at the front of a queue that holds some bytes; undefined when that cannot be told yet. */
function nextSize({ buffer, start, length }: ByteQueue): number | 'garbage' | undefined {
  const at = (index: number): number => buffer[start + index] ?? 0;
  const type = at(0);
  if (type === 0x41) {
    if (length < 4) return undefined;
    return at(1) === 0x4d && at(2) === 0x51 && at(3) === 0x50 ? 8 : 'garbage';
  }
  if (type !== 1 && type !== 2 && type !== 3 && type !== 8) return 'garbage';
  if (length < 7) return undefined;
  const size = at(3) * 2 ** 24 + ((at(4) << 16) | (at(5) << 8) | at(6)) + 8;
  return size > largestFrame091 ? 'garbage' : size;
}
