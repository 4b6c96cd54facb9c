import type { AddressInfo } from 'node:net';
import rhea from 'rhea';
import { expect, it, onTestFinished } from 'vitest';
import { answering } from '../wire/fake.ts';
import { folderOf, wireloupe } from './terminal.ts';

const script = '- send: { to: q, message: { body: { value: hello } } }\n';

function project(port: number, more: object = {}): string {
  return JSON.stringify({
    connections: { broker: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}`, ...more } },
  });
}

/** A broker that takes connections without SASL only, and what it got. */
async function brokerWithoutSasl(): Promise<{ readonly port: number; readonly bodies: unknown[] }> {
  const bodies: unknown[] = [];
  const container = rhea.create_container();
  container.on('connection_open', ({ connection }: rhea.EventContext) => void connection.on('error', () => undefined));
  container.on('message', ({ message }: rhea.EventContext) => void bodies.push(message?.body));
  const server = container.listen({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, bodies };
}

it('"sasl": "none" connects without SASL, and check accepts it', async () => {
  const { port, bodies } = await brokerWithoutSasl();
  const cwd = await folderOf({ 'wireloupe.json': project(port, { sasl: 'none' }), 'a.amqp.yaml': script });
  const checked = await wireloupe(['check', 'wireloupe.json'], { cwd });
  expect([checked.code, checked.out]).toEqual([0, '1 file, 0 errors, 0 warnings\n']);
  const { code, said } = await wireloupe(['send', 'a.amqp.yaml'], { cwd });
  expect([code, said]).toEqual([0, expect.stringContaining('accepted') as string]);
  expect(bodies).toEqual(['hello']);
});

it('a broker that answers the SASL header with that of AMQP leads to "sasl": "none", which is accepted', async () => {
  const cwd = await folderOf({
    'wireloupe.json': project(await answering(Buffer.from('AMQP\0\x01\0\0', 'latin1'))),
    'a.amqp.yaml': script,
  });
  const { code, said } = await wireloupe(['send', 'a.amqp.yaml'], { cwd });
  expect(code).toBe(1);
  const [advice] = /"sasl": "\w+"/u.exec(said) ?? [];
  expect(advice).toBe('"sasl": "none"');
  const followed = await folderOf({
    'wireloupe.json': `{ "connections": { "broker": { "protocol": "amqp", "service": "amqp://a", ${advice ?? ''} } } }`,
  });
  expect((await wireloupe(['check', 'wireloupe.json'], { cwd: followed })).code).toBe(0);
});
