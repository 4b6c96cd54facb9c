import { feedTraffic } from './traffic/feed.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../protocols/core/index.ts';
import type { Wire } from '../../../wire/requests.ts';
import { createWire } from '../../../wire/wire.ts';
import { hasEjabberd, hasProsody, startEjabberd, startProsody, type XmppServer } from '../../servers/index.ts';

const iq = (to: string, payload: string, type = 'get') =>
  `<iq type="${type}" id="{id}"${to === '' ? '' : ` to="${to}"`}>${payload}</iq>`;
const form = (fields: string) => `<x xmlns="jabber:x:data" type="submit">${fields}</x>`;
const hidden = (type: string) => `<field var="FORM_TYPE" type="hidden"><value>${type}</value></field>`;
const pubsub = (content: string, owner = '') =>
  `<pubsub xmlns="http://jabber.org/protocol/pubsub${owner}">${content}</pubsub>`;

/** An afternoon of ordinary requests, wrong ones among them: what comes back is what servers say every day. */
const requests: readonly string[] = [
  '<presence><show>away</show><status>here</status><priority>1</priority></presence>',
  iq('', '<query xmlns="jabber:iq:roster"/>'),
  iq(
    '',
    '<query xmlns="jabber:iq:roster"><item jid="juliet@localhost" name="Juliet"><group>Friends</group></item></query>',
    'set',
  ),
  '<presence type="subscribe" to="juliet@localhost"/>',
  iq('localhost', '<query xmlns="http://jabber.org/protocol/disco#info"/>'),
  iq('localhost', '<query xmlns="http://jabber.org/protocol/disco#items"/>'),
  iq('romeo@localhost', '<query xmlns="http://jabber.org/protocol/disco#info"/>'),
  ...['conference', 'pubsub', 'upload'].map((name) =>
    iq(`${name}.localhost`, '<query xmlns="http://jabber.org/protocol/disco#info"/>'),
  ),
  iq('localhost', '<ping xmlns="urn:xmpp:ping"/>'),
  iq('localhost', '<query xmlns="jabber:iq:version"/>'),
  iq('localhost', '<time xmlns="urn:xmpp:time"/>'),
  iq('localhost', '<query xmlns="jabber:iq:last"/>'),
  iq('', '<vCard xmlns="vcard-temp"/>'),
  iq('', '<vCard xmlns="vcard-temp"><FN>Romeo</FN><NICKNAME>r</NICKNAME></vCard>', 'set'),
  iq('', '<query xmlns="jabber:iq:private"><storage xmlns="storage:bookmarks"/></query>'),
  iq('', '<enable xmlns="urn:xmpp:carbons:2"/>', 'set'),
  iq('', '<blocklist xmlns="urn:xmpp:blocking"/>'),
  iq('', '<block xmlns="urn:xmpp:blocking"><item jid="nurse@localhost"/></block>', 'set'),
  iq('localhost', '<query xmlns="jabber:iq:register"/>'),
  iq('', '<prefs xmlns="urn:xmpp:mam:2"/>'),
  '<message type="chat" id="m1" to="romeo@localhost"><body>to myself 😀</body><active xmlns="http://jabber.org/protocol/chatstates"/><request xmlns="urn:xmpp:receipts"/></message>',
  '<message type="chat" id="m2" to="nobody@nowhere.invalid"><body>lost</body></message>',
  iq(
    '',
    '<query xmlns="urn:xmpp:mam:2" queryid="q1"><set xmlns="http://jabber.org/protocol/rsm"><max>5</max></set></query>',
    'set',
  ),
  iq('localhost', '<query xmlns="urn:example:none"/>'),
  iq('nobody@localhost', '<query xmlns="http://jabber.org/protocol/disco#info"/>'),
  '<presence to="room@conference.localhost/romeo"><x xmlns="http://jabber.org/protocol/muc"/></presence>',
  iq('room@conference.localhost', '<query xmlns="http://jabber.org/protocol/muc#owner"/>'),
  iq(
    'room@conference.localhost',
    `<query xmlns="http://jabber.org/protocol/muc#owner">${form(`${hidden('http://jabber.org/protocol/muc#roomconfig')}<field var="muc#roomconfig_roomname"><value>Room</value></field>`)}</query>`,
    'set',
  ),
  iq('room@conference.localhost', '<query xmlns="http://jabber.org/protocol/disco#info"/>'),
  iq(
    'room@conference.localhost',
    '<query xmlns="http://jabber.org/protocol/muc#admin"><item affiliation="owner"/></query>',
  ),
  '<message type="groupchat" id="m3" to="room@conference.localhost"><body>hello, room</body></message>',
  '<message type="groupchat" id="m4" to="room@conference.localhost"><subject>matters</subject></message>',
  '<presence to="room@conference.localhost/other"/>',
  '<presence type="unavailable" to="room@conference.localhost/other"/>',
  iq(
    '',
    pubsub(
      '<publish node="http://jabber.org/protocol/tune"><item id="current"><tune xmlns="http://jabber.org/protocol/tune"><title>Air</title></tune></item></publish>',
    ),
    'set',
  ),
  iq('', pubsub('<items node="http://jabber.org/protocol/tune"/>')),
  iq('pubsub.localhost', pubsub('<create node="n1"/>'), 'set'),
  iq('pubsub.localhost', pubsub('<subscribe node="n1" jid="romeo@localhost"/>'), 'set'),
  iq(
    'pubsub.localhost',
    pubsub(
      '<publish node="n1"><item id="i1"><entry xmlns="http://www.w3.org/2005/Atom"><title>t</title></entry></item></publish>',
    ),
    'set',
  ),
  iq('pubsub.localhost', pubsub('<configure node="n1"/>', '#owner')),
  iq('pubsub.localhost', pubsub('<items node="none"/>')),
  iq('pubsub.localhost', pubsub('<delete node="n1"/>', '#owner'), 'set'),
  iq(
    'upload.localhost',
    '<request xmlns="urn:xmpp:http:upload:0" filename="a.txt" size="5" content-type="text/plain"/>',
  ),
  iq('localhost', '<query xmlns="http://jabber.org/protocol/disco#items" node="http://jabber.org/protocol/commands"/>'),
  '<presence type="unavailable"/>',
];

const servers = [
  { name: 'Prosody', has: hasProsody, start: startProsody },
  { name: 'ejabberd', has: hasEjabberd, start: startEjabberd },
];

describe.each(servers)('what $name sends', ({ name, has, start }) => {
  describe.skipIf(!has)(`(needs ${name})`, () => {
    let server: XmppServer;
    let wire: Wire;

    beforeAll(async () => {
      server = await start();
      wire = createWire();
    });

    afterAll(async () => {
      await wire.dispose();
      await server.stop();
    });

    it('draws no error, from log-in to the end', async () => {
      const profile = {
        protocol: 'xmpp' as const,
        service: `xmpp://127.0.0.1:${server.c2s}`,
        jid: 'romeo@localhost/bench',
        tls: { ca: server.certificates.ca },
      };
      await wire.connect({ name: 'romeo', profile, password: server.password });
      for (const [i, text] of requests.entries())
        await wire.send({ connection: 'romeo', payload: { kind: 'xmpp', text: text.replace('{id}', `r${i}`) } });
      await wire.disconnect('romeo');
      const { rows } = await wire.rows({ filter: { connection: 'romeo' }, from: 0, count: 1000 });
      const traffic = feedTraffic({ jid: 'romeo@localhost' });
      const wrong: string[] = [];
      for (const row of rows) {
        const unit = await wire.unit({ seq: row.seq, secrets: true });
        if (unit === null) continue;
        const serious = ({ severity }: Issue): boolean => severity === 'error' || severity === 'warning';
        for (const { code, message } of traffic.check(row.side, unit.bytes).filter(serious))
          wrong.push(`${row.side} ${code}: ${message}\n    ${new TextDecoder().decode(unit.bytes).slice(0, 600)}`);
      }
      expect(rows.length).toBeGreaterThan(60);
      expect(wrong.filter((line) => line.startsWith('received'))).toEqual([]);
      expect(wrong).toEqual([]);
    });
  });
});
