import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../../playground/index.ts';
import type { TapInfo } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { closedPort, failureOf, listen, testWire, valueOf } from '../fake.ts';
import { pemFile } from './tapped.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});
afterAll(() => playground.stop());

const hello = Buffer.from('005377a10568656c6c6f', 'hex');

/** A program that sends a message, with a wire of its own. */
async function program(service: string, ca?: string): Promise<Wire> {
  const wire = testWire();
  const tls = ca === undefined ? {} : { tls: { ca } };
  valueOf(await wire.connect({ name: 'program', profile: { protocol: 'amqp', service, ...tls } }));
  valueOf(
    await wire.send({
      connection: 'program',
      payload: { kind: 'amqp-message', to: 'readings', message: hello },
      timeout: 60_000,
    }),
  );
  return wire;
}

describe('taps of wire', () => {
  it('record what crosses as live traffic, with what belongs together', async () => {
    const wire = testWire();
    const told: TapInfo[] = [];
    wire.on('tapChanged', (info) => told.push(info));
    const profile = { protocol: 'amqp', service: playground.info.amqp } as const;
    const started = valueOf(await wire.startTap({ name: 'broker', profile, listen: 'amqps://127.0.0.1:0' }));
    expect(started.isNew).toBe(true);
    expect(started.info.offers).toMatch(/^amqps:\/\/127\.0\.0\.1:\d+$/u);
    await program(started.info.offers, pemFile(started.authority.certificate));
    await expect
      .poll(async () => (await wire.rows({ filter: { text: 'name:disposition' }, from: 0, count: 10 })).matching)
      .toBe(1);
    const { rows } = await wire.rows({ filter: { text: 'name:transfer' }, from: 0, count: 10 });
    expect(rows).toMatchObject([{ side: 'client', name: 'transfer' }]);
    expect(rows[0]?.peer).toBeGreaterThan(0);
    expect((await wire.recordedConnections()).map(({ name }) => name)).toEqual(['broker']);
    await expect.poll(() => told.at(-1)).toMatchObject({ open: 1, total: 1, recorded: 1, notes: [] });
    await wire.stopTap('broker');
    expect(told.at(-1)).toMatchObject({ listening: null, open: 0 });
    expect(await wire.taps()).toEqual([]);
  });

  it('keep the authority that programs trust, where it is good for the tap', async () => {
    const wire = testWire();
    const profile = { protocol: 'amqp', service: playground.info.amqp } as const;
    const first = valueOf(await wire.startTap({ name: 'a', profile, listen: '127.0.0.1:0' }));
    const { authority } = first;
    const again = valueOf(await wire.startTap({ name: 'b', profile, listen: '127.0.0.1:0', authority }));
    expect([again.isNew, again.authority]).toEqual([false, authority]);
    const elsewhere = { protocol: 'xmpp', service: 'xmpp://chat.example', jid: 'a@example' } as const;
    const other = valueOf(await wire.startTap({ name: 'c', profile: elsewhere, listen: '127.0.0.1:0', authority }));
    expect(other.isNew).toBe(true);
    expect(other.authority.names).toEqual([...authority.names, 'chat.example', 'example']);
    expect((await wire.taps()).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('end one of the same name, with its connections', async () => {
    const wire = testWire();
    const profile = { protocol: 'amqp', service: playground.info.amqp } as const;
    const first = valueOf(await wire.startTap({ name: 'a', profile, listen: '127.0.0.1:0' }));
    const user = await program(first.info.offers);
    const second = valueOf(await wire.startTap({ name: 'a', profile, listen: '127.0.0.1:0' }));
    expect(second.info.listening).not.toBe(first.info.listening);
    await expect.poll(async () => (await user.connections())[0]?.state).toBe('failed');
    expect((await wire.taps()).map(({ offers }) => offers)).toEqual([second.info.offers]);
  });

  it('say what is wrong with a connection, and with where they are to listen', async () => {
    const wire = testWire();
    const gone = { protocol: 'amqp', service: `amqp://127.0.0.1:${await closedPort()}` } as const;
    const { info } = valueOf(await wire.startTap({ name: 'a', profile: gone, listen: '127.0.0.1:0' }));
    const user = testWire();
    failureOf(await user.connect({ name: 'p', profile: { protocol: 'amqp', service: info.offers } }));
    await expect
      .poll(async () => (await wire.taps())[0])
      .toMatchObject({ open: 0, total: 1, notes: [expect.stringContaining('Nothing listens at')] });
    const taken = `127.0.0.1:${await listen(() => undefined)}`;
    expect(failureOf(await wire.startTap({ name: 'b', profile: gone, listen: taken })).message).toContain(
      'Another program listens',
    );
    expect(failureOf(await wire.startTap({ name: 'b', profile: gone, listen: 'ws://127.0.0.1:0' })).message).toContain(
      'cannot offer “ws:”',
    );
  });
});
