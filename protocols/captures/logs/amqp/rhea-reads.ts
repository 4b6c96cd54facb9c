import { createAmqpFramer } from '../../../amqp/decode/index.ts';
import type { FramedUnit } from '../../../core/index.ts';

/** Frames of one read that are remembered. */
const most = 4096;

const code = /\b[a-z_]{4,20}#([0-9a-f]{2})\b/;
const performative = 0x53;
const empty = -1;

/** The frames in what a connection of rhea read last, as far as `rhea:frames` has not told them as well. */
export class LatestRead {
  /** A frame may be in several reads. */
  readonly #framer = createAmqpFramer();
  /** The descriptors of the frames, in their order. */
  #codes: number[] = [];

  /** Takes the bytes of the next read. */
  take(bytes: Uint8Array): void {
    this.#codes = this.#framer
      .push(bytes)
      .filter(({ kind }) => kind === 'frame' || kind === 'heartbeat')
      .slice(0, most)
      .map(codeOf)
      .toReversed();
  }

  /** Whether a frame of `rhea:frames` is the next one of the read. Another one shows that the log goes on without bytes. */
  has(content: string): boolean {
    const found = content.startsWith('empty') ? empty : code.exec(content.slice(0, 2000))?.[1];
    const next = this.#codes.pop();
    // Some versions do not name the frame.
    const isSame =
      next !== undefined && (found === undefined || next === (found === empty ? empty : parseInt(found, 16)));
    if (!isSame) this.#codes = [];
    return isSame;
  }
}

function codeOf({ kind, bytes }: FramedUnit): number {
  if (kind === 'heartbeat') return empty;
  const body = (bytes[4] ?? 0) * 4;
  return bytes[body + 1] === performative ? (bytes[body + 2] ?? 0) : 0;
}
