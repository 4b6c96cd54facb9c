import { describe, expect, it } from 'vitest';
import { startPlayground } from '../../../playground/index.ts';
import type { ConversationResult } from '../../../wire/protocol.ts';
import { cleanUp, patient, testWire, valueOf } from '../fake.ts';

describe('the contacts of a connection', () => {
  it('are told as presence comes and goes', async () => {
    const playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    cleanUp(() => playground.stop());
    const wire = testWire(patient);
    for (const name of ['romeo', 'juliet']) {
      valueOf(
        await wire.connect({
          name,
          profile: { protocol: 'xmpp', service: playground.info.websocket, jid: `${name}@localhost/test` },
          password: 'wireloupe',
        }),
      );
    }
    const send = async (name: string, text: string): Promise<void> => {
      valueOf(await wire.send({ connection: name, payload: { kind: 'xmpp', text } }));
    };
    let since: number | undefined;
    const next = async (): Promise<Extract<ConversationResult, { protocol: 'xmpp' }>['state']> => {
      const result = await wire.conversation({ name: 'romeo', ...(since === undefined ? {} : { since }) });
      if (result?.protocol !== 'xmpp') throw new Error('the connection is not open any more');
      since = result.version;
      return result.state;
    };
    expect(await next()).toEqual({ contacts: [], moreContacts: 0 });
    await send('juliet', '<presence to="romeo@localhost/test"><show>away</show><status>asleep</status></presence>');
    expect((await next()).contacts).toEqual([
      {
        jid: 'juliet@localhost',
        moreResources: 0,
        resources: [{ resource: 'test', show: 'away', status: 'asleep', priority: 0 }],
      },
    ]);
    await send('juliet', '<presence to="romeo@localhost/test" type="unavailable"/>');
    expect((await next()).contacts).toEqual([]);
    const waiting = wire.conversation({ name: 'romeo', ...(since === undefined ? {} : { since }) });
    await wire.disconnect('romeo');
    expect(await waiting).toBeNull();
  });
});
