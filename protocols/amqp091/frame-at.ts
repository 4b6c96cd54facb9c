/** Larger frames are taken for garbage: no peer agrees on them (connection.tune's frame-max is 128 kB as a rule). */
export const largestFrame091 = 64 * 1024 * 1024;
/** A frame without its payload: type, channel and size before it, 0xCE behind it (AMQP 0-9-1, 2.3.5). */
const around = 8;
export const frameEnd091 = 0xce;

/** Classes of AMQP 0-9-1 and RabbitMQ's extensions: connection to confirm. */
export const classes091: ReadonlySet<number> = new Set([10, 20, 30, 40, 50, 60, 85, 90]);
const largestMethod = 120;

/** The size of the whole frame that begins at `at`; 0 where more must come, −1 where it is none. */
export function frame091At(bytes: Uint8Array, at: number): number {
  const type = bytes[at];
  if (type !== 1 && type !== 2 && type !== 3 && type !== 8) return -1;
  if (bytes.length - at < 7) return 0;
  const channel = uint16(bytes, at + 1);
  const size = uint32(bytes, at + 3);
  if (size > largestFrame091) return -1;
  if (type === 8 && (size !== 0 || channel !== 0)) return -1;
  if (type === 1) {
    if (size < 4) return -1;
    if (bytes.length - at < 11) return 0;
    if (!classes091.has(uint16(bytes, at + 7)) || uint16(bytes, at + 9) > largestMethod) return -1;
  }
  if (type === 2 && (size < 14 || (bytes.length - at >= 11 && uint32(bytes, at + 7) !== 60 << 16))) return -1;
  if (bytes.length - at < size + around) return 0;
  return bytes[at + size + 7] === frameEnd091 ? size + around : -1;
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) * 65_536 + uint16(bytes, at + 2);
}
