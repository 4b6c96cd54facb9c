import type { FramedUnit, Framer } from '../text/index.ts';

/** Larger frames are taken for garbage: no peer agrees on them (connection.tune's frame-max is 128 kB as a rule). */
const largestFrame = 64 * 1024 * 1024;

/** Cuts AMQP 0-9-1 (4.2.3): the protocol header, then frames that end with 0xCE; anything else is garbage to the end. */
export function createAmqp091Framer(): Framer {
  let held: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let lost = false;
  const unit = (kind: FramedUnit['kind'], bytes: Uint8Array): FramedUnit => {
    const cut: FramedUnit = { protocol: 'amqp-0-9-1', kind, offset, size: bytes.length, bytes };
    offset += bytes.length;
    return cut;
  };
  return {
    push(chunk) {
      const units: FramedUnit[] = [];
      if (lost) return chunk.length === 0 ? [] : [unit('garbage', chunk)];
      held = join(held, chunk);
      for (;;) {
        const size = nextSize(held);
        if (size === 'garbage') {
          lost = true;
          if (held.length > 0) units.push(unit('garbage', held));
          held = new Uint8Array(0);
          return units;
        }
        if (size === undefined || held.length < size) return units;
        const bytes = held.subarray(0, size);
        held = held.subarray(size);
        units.push(unit(bytes[0] === 0x41 ? 'header' : bytes[0] === 8 ? 'heartbeat' : 'frame', bytes));
      }
    },
    end() {
      const rest = held;
      held = new Uint8Array(0);
      return rest.length === 0 ? [] : [unit('garbage', rest)];
    },
  };
}

/** The size of the unit at the front; undefined when that cannot be told yet. */
function nextSize(bytes: Uint8Array): number | 'garbage' | undefined {
  if (bytes.length === 0) return undefined;
  const type = bytes[0] ?? 0;
  if (type === 0x41) return bytes.length < 4 || (bytes[1] === 0x4d && bytes[2] === 0x51 && bytes[3] === 0x50) ? 8 : 'garbage';
  if (type !== 1 && type !== 2 && type !== 3 && type !== 8) return 'garbage';
  if (bytes.length < 7) return undefined;
  const size = ((bytes[3] ?? 0) * 2 ** 24 + ((bytes[4] ?? 0) << 16) + ((bytes[5] ?? 0) << 8) + (bytes[6] ?? 0)) + 8;
  return size > largestFrame ? 'garbage' : size;
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
