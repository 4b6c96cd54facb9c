import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startPlayground, type Playground } from '../../../playground/index.ts';

/** The part of @xmpp/client that is used here; it has no declarations. */
interface XmppElement {
  attrs: Record<string, string>;
  is(name: string, ns?: string): boolean;
  getChildText(name: string): string | null;
  toString(): string;
}
interface XmppClient {
  start(): Promise<{ toString(): string }>;
  stop(): Promise<unknown>;
  send(element: XmppElement): Promise<void>;
  on(event: string, listener: (value: XmppElement) => void): void;
  once(event: string, listener: (value: XmppElement) => void): void;
  readonly iqCaller: { request(iq: XmppElement): Promise<XmppElement> };
  readonly reconnect: { stop(): void };
}
interface XmppModule {
  readonly client: (options: object) => XmppClient;
  readonly xml: (name: string, attributes?: object | string, ...children: (XmppElement | string)[]) => XmppElement;
}
const module = '@xmpp/client';
const { client, xml } = (await import(module)) as XmppModule;

let playground: Playground;
const clients: XmppClient[] = [];
beforeAll(async () => {
  // @xmpp/client takes a WebSocket from the global object; Node 20 has none.
  Object.assign(globalThis, { WebSocket });
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});
afterAll(async () => {
  for (const each of clients) await each.stop();
  await playground.stop();
});

async function connect(
  service: string,
  username: string,
  resource: string,
  password = 'wireloupe',
): Promise<{
  xmpp: XmppClient;
  stanzas: XmppElement[];
  jid: string;
  next(found: (stanza: XmppElement) => boolean): Promise<XmppElement>;
}> {
  const xmpp = client({ service, domain: 'localhost', username, password, resource });
  xmpp.reconnect.stop();
  xmpp.on('error', () => undefined);
  const stanzas: XmppElement[] = [];
  let wake: () => void = () => undefined;
  xmpp.on('stanza', (stanza) => {
    stanzas.push(stanza);
    wake();
  });
  const jid = (await xmpp.start()).toString();
  clients.push(xmpp);
  const next = async (found: (stanza: XmppElement) => boolean): Promise<XmppElement> => {
    for (;;) {
      const stanza = stanzas.find(found);
      if (stanza !== undefined) return stanza;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return { xmpp, stanzas, jid, next };
}

describe('@xmpp/client', () => {
  it('logs in over TCP with STARTTLS', async () => {
    // It offers no way to trust an authority; verification is tested with a bare socket.
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect((await connect(playground.info.xmpp, 'romeo', 'tcp')).jid).toBe('romeo@localhost/tcp');
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it('over WebSocket exchanges messages and iqs with another', async () => {
    const romeo = await connect(playground.info.websocket, 'romeo', 'ws');
    const juliet = await connect(playground.info.websocket, 'juliet', 'ws');
    await juliet.xmpp.send(xml('presence'));
    await juliet.next((stanza) => stanza.is('presence'));
    await romeo.xmpp.send(
      xml('message', { to: 'juliet@localhost', type: 'chat' }, xml('body', {}, 'it is the east 😀 & more')),
    );
    const message = await juliet.next((stanza) => stanza.is('message'));
    expect([message.attrs.from, message.getChildText('body')]).toEqual([
      'romeo@localhost/ws',
      'it is the east 😀 & more',
    ]);
    const result = await romeo.xmpp.iqCaller.request(
      xml('iq', { type: 'get', to: 'localhost' }, xml('query', 'http://jabber.org/protocol/disco#info')),
    );
    expect(result.attrs.type).toBe('result');
    await expect(
      romeo.xmpp.iqCaller.request(
        xml('iq', { type: 'get', to: 'juliet@localhost/gone' }, xml('ping', 'urn:xmpp:ping')),
      ),
    ).rejects.toMatchObject({ condition: 'service-unavailable' });
  });

  it('is refused with a wrong password', async () => {
    await expect(connect(playground.info.websocket, 'romeo', 'x', 'wrong')).rejects.toMatchObject({
      condition: 'not-authorized',
    });
  });
});
