import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionProfile } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { createWire } from '../../../wire/wire.ts';
import { hasEjabberd, startEjabberd, type XmppServer } from '../../servers/index.ts';
import { failureOf, valueOf } from '../fake.ts';

describe.skipIf(!hasEjabberd)('ejabberd (needs ejabberdctl on the PATH)', () => {
  let server: XmppServer;
  let wire: Wire;

  beforeAll(async () => {
    server = await startEjabberd();
    wire = createWire();
  });

  afterAll(async () => {
    await wire.dispose();
    await server.stop();
  });

  const connect = (name: string, service: string, password: string = server.password) => {
    const profile: ConnectionProfile = {
      protocol: 'xmpp',
      service,
      jid: 'romeo@localhost',
      tls: { ca: server.certificates.ca },
    };
    return wire.connect({ name, profile, password });
  };

  it('is spoken to over STARTTLS, direct TLS and WebSocket', async () => {
    for (const service of [
      `xmpp://127.0.0.1:${server.c2s}`,
      `xmpps://127.0.0.1:${server.directTls}`,
      server.websocket,
    ]) {
      expect(valueOf(await connect(service, service)).identity).toMatch(/^romeo@localhost\//u);
      const reply = valueOf(
        await wire.send({
          connection: service,
          payload: {
            kind: 'xmpp',
            text: '<iq type="get" id="v1" to="localhost"><query xmlns="jabber:iq:version"/></iq>',
          },
        }),
      );
      expect(reply.text).toContain('ejabberd');
      await wire.disconnect(service);
    }
    expect((await wire.connections()).map((info) => info.state)).toEqual([
      'disconnected',
      'disconnected',
      'disconnected',
    ]);
  });

  it('refuses a wrong password', async () => {
    expect(failureOf(await connect('wrong', `xmpp://127.0.0.1:${server.c2s}`, 'wrong')).server?.condition).toBe(
      'not-authorized',
    );
  });
});
