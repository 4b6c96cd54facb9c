import type { StreamContext } from '../stream-context.ts';
import type { Feeder, InputContext } from './model.ts';

type Given = Parameters<StreamContext['unit']>;

/**
 * Reads XML that was pasted: without a stream’s header, white space around elements is no unit, and behind all of them one line end
 * is none with it.
 * @param read makes what reads the bytes
 */
export function withoutOuterSpace(context: InputContext, read: (context: InputContext) => Feeder): Feeder {
  const { streams } = context;
  let hasHeader = false;
  /** The last white space: at most what a line end has. */
  let waiting: Given[] = [];
  const take = (...given: Given): void => {
    const [, , , unit] = given;
    if (unit.kind === 'keepalive') {
      if (!hasHeader) return;
      waiting.push(given);
      const [first, ...rest] = waiting;
      if (first === undefined || rest.length < lineEnd.length) return;
      streams.unit(...first);
      waiting = rest;
      return;
    }
    hasHeader ||= unit.kind === 'stream';
    flush(0);
    streams.unit(...given);
  };
  const flush = (left: number): void => {
    for (const each of waiting.slice(0, waiting.length - left)) streams.unit(...each);
    waiting = [];
  };
  const feeder = read({ ...context, streams: { ...streams, unit: take } });
  return {
    push: (chunk) => feeder.push(chunk),
    end: () => {
      const problem = feeder.end();
      const [other, last] = waiting.slice(-2).map(([, , , { bytes }]) => bytes[0]);
      const end = last ?? other;
      const isPair = last !== undefined && other === lineEnd[0];
      flush(end === lineEnd[1] ? (isPair ? 2 : 1) : 0);
      return problem;
    },
  };
}

/** CR and LF. */
const lineEnd: readonly number[] = [0x0d, 0x0a];
