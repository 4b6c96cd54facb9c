import { describe, expect, it } from 'vitest';
import { AmqpFollower } from '../../../../protocols/amqp/codec/index.ts';
import { noProject, type Note } from '../../../../protocols/core/index.ts';
import { opened, stepOf } from '../conversation/script.ts';

/** The notes of a conversation, one step a line, units numbered from 1; `lost` are bytes of the server that are missing. */
function notes(text: string): readonly Note[] {
  const follower = new AmqpFollower({ sides: 'both', project: () => noProject });
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.flatMap((line, index) => {
    if (line === 'lost') {
      follower.gap('server');
      return [];
    }
    const { side, bytes } = stepOf(line);
    const unit = { protocol: 'amqp', kind: 'frame', offset: 0, size: bytes.length, bytes, side } as const;
    return follower.feed({ ...unit, number: index + 1 }).notes;
  });
}

describe('notes on the links of an AMQP connection', () => {
  const refused = 'S attach: { name: l, handle: 3, role: receiver, source: { address: s }, target: null }';
  const asked =
    'C attach: { name: l, handle: 0, role: sender, source: { address: s }, target: { address: t }, initial-delivery-count: 0 }';
  const reason = 'S detach: { handle: 3, closed: true, error: { condition: amqp:not-found } }';

  it('a link that is refused: an attach without target, and a detach with the reason', () => {
    expect(notes(`${opened}\n${asked}\n${refused}\n${reason}`)).toEqual([
      {
        code: 'amqp/link-refused',
        message:
          'The server refuses the link “l”: its attach has no target, and this detach gives the reason, amqp:not-found.',
        units: [8, 9],
      },
    ]);
  });

  it('quotes no secret, and nothing of any length', () => {
    const named = (step: string): string => step.replace('name: l', 'name: "app?access_token=c2VjcmV0c2VjcmV0"');
    const long = reason.replace('amqp:not-found', 'x'.repeat(5000));
    const [note] = notes(`${opened}\n${named(asked)}\n${named(refused)}\n${long}`);
    expect(note?.message).toContain('the link “app?access_token=••••••••”: its attach has no target');
    expect(note?.message.length).toBeLessThan(400);
  });

  it('a receiver is refused by an attach without source', () => {
    const receiver = 'C attach: { name: l, handle: 0, role: receiver, source: { address: s }, target: {} }';
    const none = 'S attach: { name: l, handle: 3, role: sender, source: null, target: {}, initial-delivery-count: 0 }';
    expect(notes(`${opened}\n${receiver}\n${none}\n${reason}`)).toMatchObject([
      { code: 'amqp/link-refused', units: [8, 9] },
    ]);
  });

  it.each([
    ['a detach without an error', `${asked}\n${refused}\nS detach: { handle: 3 }`],
    ['a link that is attached and fails later', `${asked}\n${refused.replace('null', '{ address: t }')}\n${reason}`],
    [
      'the side that began it,',
      `${asked.replace('{ address: t }', 'null')}\n${refused}\n${reason.replace('S', 'C').replace('3', '0')}`,
    ],
    ['a gap between them', `${asked}\n${refused}\nlost\n${reason}`],
  ])('%s draws none', (_name, text) => {
    expect(notes(`${opened}\n${text}`)).toEqual([]);
  });
});
