import { describe, expect, test } from 'vitest';
import { noProject, type FramedUnit, type Side } from '../../../protocols/core/index.ts';
import { UnitDecoder, UnitQueue, type DecodedUnit } from '../../../protocols/decoding/index.ts';

const presence = new TextEncoder().encode('<presence/>');

function unit(offset: number): FramedUnit {
  return { protocol: 'xmpp', kind: 'stanza', offset, size: presence.length, bytes: presence };
}

/** Adds so many units at once, and then drains. */
async function atOnce(count: number, most?: number): Promise<{ taken: number[]; pauses: number[]; leftOut: number }> {
  const taken: number[] = [];
  const pauses: number[] = [];
  const take = ({ offset }: DecodedUnit): void => void taken.push(offset);
  const queue = new UnitQueue(new UnitDecoder(noProject), take, most);
  for (let i = 0; i < count; i++) queue.add(0, 'client', 0, unit(i));
  const leftOut = await queue.drain(() => {
    pauses.push(taken.length);
    return Promise.resolve();
  });
  return { taken, pauses, leftOut };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('Units that come at once', () => {
  test('are passed on in their order, part by part', async () => {
    const { taken, pauses, leftOut } = await atOnce(12_000);
    expect(taken).toEqual(upTo(12_000));
    expect(leftOut).toBe(0);
    const parts = pauses.map((each, i) => each - (pauses[i - 1] ?? 0));
    expect(Math.max(...parts)).toBeLessThanOrEqual(10_000);
  });

  test('wait up to a bound, and those behind it are counted', async () => {
    const { taken, leftOut } = await atOnce(12_000, 100);
    expect(taken).toEqual(upTo(taken.length));
    expect(taken.length).toBeGreaterThanOrEqual(100);
    expect(taken.length + leftOut).toBe(12_000);
  });

  test('go on after a drain', async () => {
    const taken: number[] = [];
    const queue = new UnitQueue(new UnitDecoder(noProject), ({ offset }) => void taken.push(offset), 1);
    const pause = (): Promise<void> => Promise.resolve();
    for (let i = 0; i < 3; i++) queue.add(0, 'client', 0, unit(i));
    await queue.drain(pause);
    const before = taken.length;
    queue.add(0, 'client', 0, unit(3));
    expect(await queue.drain(pause)).toBe(0);
    expect(taken.slice(before)).toEqual([3]);
  });

  /** The codes of an answer that comes after so many units at once. */
  async function codesOfAnswerAfter(count: number): Promise<readonly string[]> {
    const codes: string[] = [];
    const decoder = new UnitDecoder(noProject);
    await decoder.learn('xmpp');
    const queue = new UnitQueue(decoder, ({ issues }) => void codes.push(...issues.map(({ code }) => code)), 0);
    const add = (side: Side, text: string): void => {
      const bytes = new TextEncoder().encode(text);
      queue.add(0, side, 0, { protocol: 'xmpp', kind: 'stanza', offset: 0, size: bytes.length, bytes });
    };
    for (const side of ['client', 'server'] as const)
      add(
        side,
        `<stream:stream ${side === 'client' ? 'to' : 'from'}='a.example' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`,
      );
    for (let i = 0; i < count; i++) add('client', '<presence/>');
    await queue.drain(() => Promise.resolve());
    add('server', `<iq type='result' id='1' from='a.example'/>`);
    await queue.drain(() => Promise.resolve());
    return codes;
  }

  test('leave a gap on the connection of which something is left out', async () => {
    expect(await codesOfAnswerAfter(1)).toContain('xmpp/reply-unasked');
    expect(await codesOfAnswerAfter(10_000)).not.toContain('xmpp/reply-unasked');
  });
});
