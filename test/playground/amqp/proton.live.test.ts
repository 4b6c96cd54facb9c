import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../../playground/index.ts';
import { hasProton, runOnce } from '../../servers/index.ts';

const PYTHON = '/usr/bin/python3';
const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

describe.skipIf(!hasProton)('Proton’s Python client (skipped where python3-qpid-proton is not installed)', () => {
  let playground: Playground;
  let seen: Map<string, unknown>;
  beforeAll(async () => {
    playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    const output = [];
    for (const name of ['./proton-client.py', './proton-transactions.py'])
      output.push(await runOnce(PYTHON, [script(name), playground.info.amqp]));
    const lines = output
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('{'));
    seen = new Map(
      lines.map((line) => JSON.parse(line) as { name: string; value: unknown }).map(({ name, value }) => [name, value]),
    );
  });
  afterAll(() => playground.stop());

  it.each([
    ['has its message accepted', 'sent', 'ACCEPTED'],
    ['gets the message with the very types and properties that it sent', 'types', ['ubyte', 'uint', 'm-1', true, 'b']],
    ['gets again what it gave back, without a failed attempt being counted', 'again', 0],
    ['finds what it rejected among the dead letters', 'dead', ['m-1', 'proton', true]],
    ['is told that an address does not exist', 'refused', 'amqp:not-found'],
    ['gets a dynamic address', 'dynamic', true],
    ['gets a large message through the anonymous relay', 'large', 200_000],
    ['takes back what it sent in a transaction', 'send_and_abort', ['aborted', []]],
    ['sends in a transaction', 'send_and_commit', ['committed', []]],
    ['receives in a transaction, and takes that back', 'receive_and_abort', ['aborted', ['one', 'two']]],
    [
      'gets that again, and takes it back although it has settled it',
      'receive_settled_and_abort',
      ['aborted', ['one', 'two']],
    ],
    ['gets that again, and is done with it', 'receive_and_commit', ['committed', ['one', 'two']]],
    ['ends all of its transactions', 'finished', true],
    ['has a message without an address rejected', 'relay', 'REJECTED'],
  ])('%s', (_what, name, expected) => {
    expect(seen.get(name)).toEqual(expected);
  });

  it('is not let in with a wrong password', () => {
    expect(seen.get('wrong password')).toMatch(/Exception|Error/);
  });
});
