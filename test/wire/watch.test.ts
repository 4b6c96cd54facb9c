import { expect, it } from 'vitest';
import { Watch } from '../../wire/watch.ts';

function watched(
  ping: () => Promise<unknown>,
  patience = 600,
): { readonly watch: Watch; readonly stuck: Promise<void>; readonly isStuck: () => boolean } {
  let found = false;
  let tell: () => void = () => undefined;
  const stuck = new Promise<void>((resolve) => (tell = resolve));
  const watch = new Watch({
    ping,
    patience,
    onStuck: () => {
      found = true;
      tell();
    },
  });
  return { watch, stuck, isStuck: () => found };
}

it('what answers is not stuck, however long something is due', async () => {
  let pings = 0;
  const { watch, isStuck } = watched(() => Promise.resolve(pings++));
  const met = watch.due();
  await expect.poll(() => pings).toBeGreaterThan(5);
  met();
  expect(isStuck()).toBe(false);
});

it('what does not answer is stuck, and is asked once', async () => {
  let pings = 0;
  const { watch, stuck } = watched(() => {
    pings++;
    return new Promise(() => undefined);
  });
  watch.due();
  await stuck;
  expect(pings).toBe(1);
});

it('what cannot answer any more is not stuck: it has ended', async () => {
  let pings = 0;
  const { watch, isStuck } = watched(() => {
    pings++;
    return Promise.reject(new Error('gone'));
  });
  const met = watch.due();
  await expect.poll(() => pings).toBeGreaterThan(5);
  met();
  expect(isStuck()).toBe(false);
});

it('nothing is asked while nothing is due', async () => {
  let pings = 0;
  const { watch, stuck } = watched(() => {
    pings++;
    return new Promise(() => undefined);
  });
  watch.due()();
  // Another watch, for which something is due, lives out its time meanwhile.
  const other = watched(() => new Promise(() => undefined));
  other.watch.due();
  await Promise.race([other.stuck, stuck]);
  expect(pings).toBe(0);
});
