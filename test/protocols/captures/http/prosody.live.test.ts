import { on, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import '../../../../protocols/all.ts';
import type { DecodedUnit } from '../../../../protocols/decoding/index.ts';
import { hasProsody, startProsody, type XmppServer } from '../../../servers/index.ts';
import { captureOf, decode } from './reading.ts';
import { startRelay, type Relay } from './relay.ts';

const httpbind = 'http://jabber.org/protocol/httpbind';
const client = "xmlns='jabber:client'";

describe.skipIf(!hasProsody)('Prosody over HTTP, recorded (needs prosody on the PATH)', () => {
  let server: XmppServer;
  let relay: Relay;

  beforeAll(async () => {
    server = await startProsody();
    relay = await startRelay(server.http);
  });
  afterAll(async () => {
    relay.stop();
    await server.stop();
  });

  const findings = (units: readonly DecodedUnit[]): readonly string[] =>
    units.flatMap(({ findings: found }) =>
      found.filter(({ severity }) => severity !== 'information').map(({ code, message }) => `${code} ${message}`),
    );

  it('speaks BOSH, whose units are one conversation without findings', async () => {
    const sent: string[] = [];
    let rid = 1000;
    let sid = '';
    const received: string[] = [];
    const post = async (content: string, attributes = ''): Promise<string> => {
      const body = `<body rid='${rid++}'${sid === '' ? '' : ` sid='${sid}'`} xmlns='${httpbind}'${attributes}>${content}</body>`;
      sent.push(body);
      const response = await fetch(`http://127.0.0.1:${relay.port}/http-bind`, { method: 'POST', body });
      const text = await response.text();
      received.push(text);
      return text;
    };
    const xbosh = "xmlns:xmpp='urn:xmpp:xbosh'";
    const opened = await post('', ` to='localhost' wait='5' hold='1' ver='1.11' xmpp:version='1.0' ${xbosh}`);
    sid = /sid='([^']+)'/.exec(opened)?.[1] ?? '';
    const plain = Buffer.from('\0romeo\0secret').toString('base64');
    await post(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`);
    await post('', ` to='localhost' xmpp:restart='true' ${xbosh}`);
    await post(`<iq type='set' id='bind' ${client}><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`);
    // One request waits at the server while another one is sent over a second connection.
    const waiting = post('');
    await Promise.all([
      waiting,
      post(`<iq type='get' id='ping' to='localhost' ${client}><ping xmlns='urn:xmpp:ping'/></iq>`),
    ]);
    await post('', " type='terminate'");

    const { units, notes } = decode(captureOf(relay.pieces, 1000));
    const bodies = units.filter(({ kind }) => kind === 'body');
    expect(bodies.filter(({ side }) => side === 'client').map(({ opened: unit }) => unit.text())).toEqual(sent);
    expect(
      bodies
        .filter(({ side }) => side === 'server')
        .map(({ opened: unit }) => unit.text())
        .sort(),
    ).toEqual(received.sort());
    expect(units.filter(({ kind }) => kind === 'garbage')).toEqual([]);
    expect(findings(units)).toEqual([]);
    expect(new Set(units.map(({ connection }) => connection))).toEqual(new Set([0]));
    expect(notes.filter((text) => !text.includes('belong to the BOSH session'))).toEqual([]);
    const answers = (id: string): boolean => {
      const asked = bodies.find(({ side, opened: unit }) => side === 'client' && unit.text()?.includes(`id='${id}'`));
      return bodies.some((unit) => asked !== undefined && unit.answers.includes(asked.number));
    };
    expect([answers('bind'), answers('ping')]).toEqual([true, true]);
  });

  it('opens a WebSocket, whose units have no findings', async () => {
    const before = relay.pieces.length;
    const socket = new WebSocket(`ws://127.0.0.1:${relay.port}/xmpp-websocket`, 'xmpp');
    const received = on(socket, 'message');
    await once(socket, 'open');
    const framing = "xmlns='urn:ietf:params:xml:ns:xmpp-framing'";
    const open = async (): Promise<void> => {
      socket.send(`<open ${framing} to='localhost' version='1.0'/>`);
      await received.next();
      await received.next();
    };
    await open();
    const plain = Buffer.from('\0romeo\0secret').toString('base64');
    socket.send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`);
    await received.next();
    await open();
    socket.send(`<close ${framing}/>`);
    await once(socket, 'close');
    const { units, notes } = decode(captureOf(relay.pieces.slice(before)));
    const opening = ['client open', 'server open', 'server features'];
    expect(units.map(({ side, opened }) => `${side} ${opened.name}`)).toEqual([
      ...opening,
      'client auth',
      'server success',
      ...opening,
      'client close',
      'server close',
    ]);
    expect(findings(units)).toEqual([]);
    expect(notes).toEqual([]);
  });
});
