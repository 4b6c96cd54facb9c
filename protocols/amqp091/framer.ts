import { ByteQueue } from '../core/index.ts';
import type { FramedUnit, Framer } from '../core/index.ts';

/** Larger frames are taken for garbage: no peer agrees on them (connection.tune's frame-max is 128 kB as a rule). */
const largestFrame = 64 * 1024 * 1024;

/** Cuts AMQP 0-9-1 (4.2.3): the protocol header, then frames that end with 0xCE; anything else is garbage to the end. */
export function createAmqp091Framer(): Framer {
  const queue = new ByteQueue();
  let lost = false;
  const take = (kind: FramedUnit['kind'], size: number): FramedUnit => {
    const { offset } = queue;
    return { protocol: 'amqp-0-9-1', kind, offset, size, bytes: queue.take(size) };
  };
  return {
    push(chunk) {
      const units: FramedUnit[] = [];
      queue.push(chunk);
      while (queue.length > 0) {
        const size: number | 'garbage' | undefined = lost ? 'garbage' : nextSize(queue);
        lost = size === 'garbage';
        if (size === 'garbage') units.push(take('garbage', queue.length));
        else if (size === undefined || queue.length < size) break;
        else units.push(take(kindOf(queue.buffer[queue.start]), size));
      }
      return units;
    },
    end: () => (queue.length === 0 ? [] : [take('garbage', queue.length)]),
  };
}

const kindOf = (type: number | undefined): FramedUnit['kind'] =>
  type === 0x41 ? 'header' : type === 8 ? 'heartbeat' : 'frame';

/** The size of the unit at the front of a queue that holds some bytes; undefined when that cannot be told yet. */
function nextSize({ buffer, start, length }: ByteQueue): number | 'garbage' | undefined {
  const at = (index: number): number => buffer[start + index] ?? 0;
  const type = at(0);
  if (type === 0x41) return length < 4 || (at(1) === 0x4d && at(2) === 0x51 && at(3) === 0x50) ? 8 : 'garbage';
  if (type !== 1 && type !== 2 && type !== 3 && type !== 8) return 'garbage';
  if (length < 7) return undefined;
  const size = at(3) * 2 ** 24 + ((at(4) << 16) | (at(5) << 8) | at(6)) + 8;
  return size > largestFrame ? 'garbage' : size;
}
