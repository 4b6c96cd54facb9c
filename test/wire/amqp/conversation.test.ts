import { beforeEach, describe, expect, it } from 'vitest';
import { startPlayground } from '../../../playground/index.ts';
import type { ConversationResult } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { cleanUp, failureOf, testWire, valueOf } from '../fake.ts';

let wire: Wire;
beforeEach(async () => {
  const playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  cleanUp(() => playground.stop());
  wire = testWire();
  valueOf(await wire.connect({ name: 'broker', profile: { protocol: 'amqp', service: playground.info.amqp } }));
});

/** An amqp-value section with the string “hello”. */
const hello = Buffer.from('005377a10568656c6c6f', 'hex');

type Sessions = Extract<ConversationResult, { protocol: 'amqp' }>;

/** Asks again and again, each time for what is newer, until an answer fits. */
async function following(fits: (result: Sessions) => boolean): Promise<Sessions> {
  let since: number | undefined;
  for (;;) {
    const result = await wire.conversation({ name: 'broker', ...(since === undefined ? {} : { since }) });
    if (result?.protocol !== 'amqp') throw new Error('the connection is not open any more');
    expect(result.version).not.toBe(since);
    if (fits(result)) return result;
    since = result.version;
  }
}

const linksOf = ({ state }: Sessions) => state.sessions.flatMap(({ links }) => links);

describe('the sessions and links of a connection', () => {
  it('are none at first, and are told at once', async () => {
    expect(await wire.conversation({ name: 'broker' })).toMatchObject({ state: { sessions: [], moreSessions: 0 } });
  });

  it('are told as they come and go, with both ends', async () => {
    const controller = new AbortController();
    const waiting = wire.send(
      {
        connection: 'broker',
        payload: { kind: 'amqp-receive', from: 'empty', count: 3, settle: 'accept' },
        timeout: 20_000,
      },
      controller.signal,
    );
    const during = await following((result) =>
      linksOf(result).some(({ credit, server }) => credit === 3 && server !== undefined),
    );
    expect(during.state.sessions).toMatchObject([
      { client: { channel: 0, ended: false }, server: { channel: 0, ended: false }, moreLinks: 0 },
    ]);
    expect(linksOf(during)).toMatchObject([
      {
        sender: 'server',
        client: { source: 'empty', detached: false },
        server: { source: 'empty' },
        deliveries: 0,
        unsettled: 0,
      },
    ]);
    controller.abort();
    expect(failureOf(await waiting).code).toBe('cancelled');
    const after = await following(({ state }) =>
      state.sessions.every(({ client, server }) => client?.ended === true && server?.ended === true),
    );
    expect(after.state.sessions).toHaveLength(1);
  });

  it('tell what was sent', async () => {
    valueOf(
      await wire.send({ connection: 'broker', payload: { kind: 'amqp-message', to: 'readings', message: hello } }),
    );
    expect(linksOf(await following((result) => linksOf(result).length > 0))).toMatchObject([
      { sender: 'client', client: { target: 'readings' }, deliveries: 1, unsettled: 0 },
    ]);
  });

  it('are waited for until something crosses, or the connection closes', async () => {
    const { version: since } = (await wire.conversation({ name: 'broker' }))!;
    const waiting = wire.conversation({ name: 'broker', since });
    await wire.disconnect('broker');
    expect(await waiting).toBeNull();
  });

  it('are not waited for any more when the request is cancelled', async () => {
    const { version: since } = (await wire.conversation({ name: 'broker' }))!;
    const controller = new AbortController();
    const waiting = wire.conversation({ name: 'broker', since }, controller.signal);
    controller.abort();
    expect(await waiting).toBeNull();
    expect(await wire.conversation({ name: 'broker', since }, controller.signal)).toBeNull();
  });

  it('are told of open connections only', async () => {
    expect(await wire.conversation({ name: 'nobody' })).toBeNull();
    await wire.disconnect('broker');
    expect(await wire.conversation({ name: 'broker' })).toBeNull();
  });
});
