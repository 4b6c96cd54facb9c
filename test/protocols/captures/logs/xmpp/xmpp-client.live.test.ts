import { format } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startLoggedPlayground, type LoggedPlayground } from '../../../../servers/index.ts';
import { captureOf } from '../../http/reading.ts';
import { startRelay } from '../../http/relay.ts';
import { decodeInput } from '../decode-input.ts';
import { expectSameUnits } from '../same-units.ts';

/** The part of @xmpp/client that is used here; it has no declarations. */
interface XmppElement {
  is(name: string): boolean;
  getChildText(name: string): string | null;
}
interface XmppClient {
  start(): Promise<unknown>;
  stop(): Promise<unknown>;
  send(element: XmppElement): Promise<void>;
  on(event: string, listener: (value: XmppElement) => void): void;
  off(event: string, listener: (value: XmppElement) => void): void;
  readonly iqCaller: { request(iq: XmppElement): Promise<XmppElement> };
  readonly reconnect: { stop(): void };
}
interface XmppModule {
  readonly client: (options: object) => XmppClient;
  readonly xml: (name: string, attributes?: object | string, ...children: (XmppElement | string)[]) => XmppElement;
}
const [program, log] = ['@xmpp/client', '@xmpp/debug'];
const { client, xml } = (await import(program)) as XmppModule;
const { default: debug } = (await import(log)) as { readonly default: (entity: XmppClient, force: boolean) => void };

/** Text that is printed without escapes, and that looks like the log itself. */
const texts = [
  `a <b> & "c" 'd' \\ é € 😀 &amp; </body>.\nsecond line\n third\n`,
  '\nbegins with a line',
  '  <presence/>\n</message>\nOUT\n<message/>\nIN\n<iq/>\nstatus disconnect',
  'x'.repeat(100_000),
  '',
];

/** Sessions one after the other: a refused log-in, one with every kind of stanza, and one that ends with an error. Gives the log. */
async function sessions(service: string): Promise<string> {
  const lines: string[] = [];
  const printed = (['debug', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...values: unknown[]) => void lines.push(format(...values))),
  );
  const make = (username: string, password: string): XmppClient => {
    const xmpp = client({ service, domain: 'localhost', username, password, resource: 'js' });
    xmpp.reconnect.stop();
    debug(xmpp, true);
    xmpp.on('error', () => undefined);
    return xmpp;
  };
  try {
    const refused = make('romeo', 'wrong');
    await expect(refused.start()).rejects.toMatchObject({ condition: 'not-authorized' });
    await refused.stop();

    const romeo = make('romeo', 'wireloupe');
    await romeo.start();
    await romeo.send(xml('presence', {}, xml('status', {}, `<&> "'`), xml('priority', {}, '1')));
    for (const [index, text] of texts.entries()) {
      const heard = new Promise<void>((resolve) => {
        const listen = (stanza: XmppElement): void => {
          if (!stanza.is('message')) return;
          romeo.off('stanza', listen);
          resolve();
        };
        romeo.on('stanza', listen);
      });
      await romeo.send(xml('message', { to: 'romeo@localhost/js', id: `m${index}` }, xml('body', {}, text)));
      await heard;
    }
    const ping = (to: string) => romeo.iqCaller.request(xml('iq', { type: 'get', to }, xml('ping', 'urn:xmpp:ping')));
    await expect(ping('juliet@localhost/gone')).rejects.toMatchObject({ condition: 'service-unavailable' });
    await romeo.send(xml('iq', { type: 'get', id: 'empty', to: 'localhost' }));
    await ping('localhost');
    await romeo.stop();

    const juliet = make('juliet', 'wireloupe');
    await juliet.start();
    const ended = new Promise<void>((resolve) => juliet.on('disconnect', () => resolve()));
    await juliet.send(xml('quest', 'jabber:client'));
    await ended;
  } finally {
    for (const each of printed) each.mockRestore();
  }
  return lines.join('\n');
}

describe('the log of @xmpp/client has what crosses the wire', () => {
  let playground: LoggedPlayground;
  beforeAll(async () => {
    // @xmpp/client takes a WebSocket from the global object; Node 20 has none. It offers no way to trust an authority.
    Object.assign(globalThis, { WebSocket });
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    playground = await startLoggedPlayground();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await playground.stop();
  });

  it.each(['xmpp', 'websocket'] as const)('over %s', async (kind) => {
    const address = new URL(playground.info[kind]);
    const relay = await startRelay(Number(address.port));
    onTestFinished(() => relay.stop());
    address.port = String(relay.port);
    const logged = await decodeInput(await sessions(address.href));
    const captured = await decodeInput(captureOf(relay.pieces), playground.keyLog());
    expect(captured.connections.length).toBe(3);
    // It prints no headers and ends of streams.
    expectSameUnits(logged, captured, { unlogged: (unit) => unit.kind === 'stream' });
    const codes = logged.connections.flat().flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes).toEqual(['xmpp/iq-payload', 'xmpp/element-unknown']);
  });
});
