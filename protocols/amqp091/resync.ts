/** Finds frames of AMQP 0-9-1 in bytes of which it is not known where a frame begins. */
import { frame091At, frameEnd091 } from './frame-at.ts';

/** Frames are looked for up to this size: the frame-max that servers propose as a rule, and the header and end around it. */
const largest = 128 * 1024 + 8;

/**
 * The next place from `from` on where a frame begins: at the front, or behind the end of another. The frame of a body says too little
 * to begin with.
 * @returns `whole`: a frame is there, up to its end; otherwise one may be there, or `at` is the end of the bytes
 */
export function nextFrame(bytes: Uint8Array, from: number): { readonly at: number; readonly whole: boolean } {
  let at = from === 0 || bytes[from - 1] === frameEnd091 ? from : behindEnd(bytes, from);
  while (at < bytes.length) {
    const size = bytes[at] === 3 ? -1 : frame091At(bytes, at);
    if (size > 0) return { at, whole: true };
    if (size === 0 && statedSize(bytes, at) <= largest) return { at, whole: false };
    at = behindEnd(bytes, at);
  }
  return { at: bytes.length, whole: false };
}

/** The place behind the next octet that ends frames. */
function behindEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(frameEnd091, from);
  return end < 0 ? bytes.length : end + 1;
}

/** The size of the frame at a place; 0 where it is not there yet. */
function statedSize(bytes: Uint8Array, at: number): number {
  if (bytes.length - at < 7) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset + at + 3, 4).getUint32(0) + 8;
}
