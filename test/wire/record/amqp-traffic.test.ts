import { noProject } from '../../../protocols/core/index.ts';
import { expect, it } from 'vitest';
import { decodeFrame } from '../../../protocols/amqp/index.ts';
import { startPlayground } from '../../../playground/index.ts';
import type { UnitResult } from '../../../wire/protocol.ts';
import { cleanUp, testWire, valueOf } from '../fake.ts';

it('a session with rhea at both ends draws no hint about encodings, until the project turns the rule on', async () => {
  const playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  cleanUp(() => playground.stop());
  const wire = testWire();
  valueOf(await wire.connect({ name: 'broker', profile: { protocol: 'amqp', service: playground.info.amqp } }));
  // An amqp-value section with the string “hello”.
  valueOf(
    await wire.send({
      connection: 'broker',
      payload: { kind: 'amqp-message', to: 'readings', message: Buffer.from('005377a10568656c6c6f', 'hex') },
    }),
  );
  valueOf(
    await wire.send({
      connection: 'broker',
      payload: { kind: 'amqp-receive', from: 'readings', count: 1, settle: 'accept' },
    }),
  );
  await wire.disconnect('broker');
  const units = async (): Promise<readonly UnitResult[]> => {
    const { rows } = await wire.rows({ filter: {}, from: 0, count: 1000 });
    return (await Promise.all(rows.map(({ seq }) => wire.unit({ seq })))).filter((unit) => unit !== null);
  };
  const codes = (all: readonly UnitResult[]): readonly string[] =>
    all.flatMap(({ issues }) => issues.map(({ code }) => code));
  const all = await units();
  expect(all.length).toBeGreaterThan(20);
  // The bytes do have what the rule is about.
  expect(all.flatMap(({ bytes }) => decodeFrame(bytes).issues.map(({ code }) => code))).toContain(
    'amqp/non-preferred-encoding',
  );
  expect(codes(all)).toEqual([]);
  const rules = { 'amqp/non-preferred-encoding': 'hint' } as const;
  await wire.setProjectContext({ connection: 'broker', project: { ...noProject, rules } });
  expect(new Set(codes(await units()))).toEqual(new Set(['amqp/non-preferred-encoding']));
});
