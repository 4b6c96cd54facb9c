import { expect, it } from 'vitest';
import { registryOf } from '../../../protocols/amqp/owntypes/index.ts';
import { messageTexts } from '../../../wire/amqp/decoded.ts';

/** An amqp-value section with the string “hello”. */
const hello = Buffer.from('005377a10568656c6c6f', 'hex');

it('many messages are written in slices, between which other work has its turn', async () => {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const text = await messageTexts(
    Array.from({ length: 2000 }, () => hello),
    registryOf([]),
  );
  isOver = true;
  expect(text.split('\n---\n')).toEqual(Array.from({ length: 2000 }, () => 'message: { body: { value: hello } }'));
  expect(turns).toBeGreaterThan(2);
});
