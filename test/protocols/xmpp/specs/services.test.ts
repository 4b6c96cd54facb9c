import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const set = (content: string, to = 'example.org'): string => `<iq type="set" id="1" to="${to}">${content}</iq>`;
const get = (content: string, to = 'example.org'): string => `<iq type="get" id="1" to="${to}">${content}</iq>`;
const result = (content: string): string => `<iq type="result" id="1" from="example.org">${content}</iq>`;
const form = (type: string, field: string, value: string): string =>
  `<x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE" type="hidden"><value>${type}</value></field><field var="${field}"><value>${value}</value></field></x>`;

describe('ad-hoc commands (XEP-0050, XEP-0133)', () => {
  const command = (attributes: string, content = ''): string =>
    `<command xmlns="http://jabber.org/protocol/commands" ${attributes}>${content}</command>`;
  accepts(set(command('node="config"')));
  accepts(
    result(
      command(
        'node="config" sessionid="s" status="executing"',
        '<actions execute="complete"><prev/><complete/></actions>',
      ),
    ),
  );
  accepts(result(command('node="list" sessionid="s" status="completed"', '<note type="info">Done</note>')));
  accepts(
    set(
      command(
        'node="http://jabber.org/protocol/admin#delete-user" sessionid="s"',
        form('http://jabber.org/protocol/admin', 'accountjids', 'iago@shakespeare.example'),
      ),
    ),
  );

  objects(set(command('')), 'xmpp/attribute-required');
  objects(set(command('node="config" action="start"')), 'xmpp/attribute-value');
  objects(get(command('node="config"')), 'xmpp/payload-place');
  objects(set(command('node="config" status="executing"')), 'xmpp/attribute-not-here');
  objects(set(command('node="config"', '<actions><next/></actions>')), 'xmpp/element-not-here');
  objects(result(command('node="config" status="executing"', '<actions><forward/></actions>')), 'xmpp/element-unknown');
});

describe('upload slots (XEP-0363)', () => {
  const request = (attributes: string, content = ''): string =>
    get(`<request xmlns="urn:xmpp:http:upload:0" ${attributes}>${content}</request>`, 'upload.example.org');
  const slot = (put: string, headers = ''): string =>
    result(
      `<slot xmlns="urn:xmpp:http:upload:0"><put url="${put}">${headers}</put><get url="https://example.org/a.jpg"/></slot>`,
    );
  accepts(request('filename="a.jpg" size="23456" content-type="image/jpeg"'));
  accepts(
    request(
      'filename="a.jpg" size="1"',
      '<ephemeral xmlns="urn:xmpp:http:upload:purpose:0" expire-before="2025-09-10T23:08:25Z"/>',
    ),
  );
  accepts(slot('https://upload.example.org/a.jpg', '<header name="Authorization">Basic abc</header>'));

  objects(request('filename="a.jpg"'), 'xmpp/attribute-required');
  objects(request('filename="a.jpg" size="0"'), 'xmpp/attribute-value');
  objects(
    request('filename="a.jpg" size="1"', '<ephemeral xmlns="urn:xmpp:http:upload:purpose:0"/>'),
    'xmpp/attribute-required',
  );
  objects(
    result('<slot xmlns="urn:xmpp:http:upload:0"><get url="https://example.org/a.jpg"/></slot>'),
    'xmpp/child-required',
  );
});

describe('version, last activity and time (XEP-0012, XEP-0092, XEP-0202)', () => {
  accepts(get('<query xmlns="jabber:iq:version"/>'));
  accepts(
    result('<query xmlns="jabber:iq:version"><name>Exodus</name><version>0.7.0.4</version><os>Windows XP</os></query>'),
  );
  accepts(get('<query xmlns="jabber:iq:last"/>'));
  accepts(result('<query xmlns="jabber:iq:last" seconds="903">Heading home</query>'));
  accepts(result('<time xmlns="urn:xmpp:time"><tzo>-06:00</tzo><utc>2006-12-19T17:58:35Z</utc></time>'));

  objects(get('<query xmlns="jabber:iq:version"><name>Exodus</name></query>'), 'xmpp/element-not-here');
  objects(result('<query xmlns="jabber:iq:version"><name>Exodus</name></query>'), 'xmpp/child-expected');
  objects(result('<query xmlns="jabber:iq:last"/>'), 'xmpp/attribute-required');
  objects(result('<query xmlns="jabber:iq:last" seconds="-1"/>'), 'xmpp/attribute-value');
  objects(
    result('<time xmlns="urn:xmpp:time"><tzo>-06:00</tzo><utc>20061219T17:58:35</utc></time>'),
    'xmpp/text-value',
  );
});

describe('services outside XMPP (XEP-0215)', () => {
  accepts(get('<services xmlns="urn:xmpp:extdisco:2" type="turn"/>'));
  accepts(
    result(
      '<services xmlns="urn:xmpp:extdisco:2"><service host="stun.example.org" port="9998" transport="udp" type="stun"/></services>',
    ),
  );
  objects(result('<services xmlns="urn:xmpp:extdisco:2"><service type="stun"/></services>'), 'xmpp/attribute-required');
  objects(
    result(
      '<services xmlns="urn:xmpp:extdisco:2"><service host="stun.example.org" port="99999" type="stun"/></services>',
    ),
    'xmpp/attribute-value',
  );
});

describe('channels and rooms (XEP-0249, XEP-0369, XEP-0437, XEP-0463, XEP-0488)', () => {
  const participant = (content: string): string =>
    `<message from="coven@mix.example"><event xmlns="http://jabber.org/protocol/pubsub#event"><items node="urn:xmpp:mix:nodes:participants"><item id="123456"><participant xmlns="urn:xmpp:mix:core:1">${content}</participant></item></items></event></message>`;
  accepts(
    set(
      '<join xmlns="urn:xmpp:mix:core:1"><subscribe node="urn:xmpp:mix:nodes:messages"/><nick>third witch</nick></join>',
      'coven@mix.example',
    ),
  );
  accepts(participant('<nick>third witch</nick><jid>hag66@shakespeare.example</jid>'));
  accepts(
    '<message to="juliet@capulet.example"><x xmlns="jabber:x:conference" jid="darkcave@macbeth.example" reason="Hey" continue="true"/></message>',
  );
  accepts('<presence to="conference.example"><rai xmlns="urn:xmpp:rai:0"/></presence>');
  accepts(
    '<presence to="news@chat.example/louise"><x xmlns="http://jabber.org/protocol/muc"><mav xmlns="urn:xmpp:muc:affiliations:1" since="9pacabr2q1"/></x></presence>',
  );
  accepts(set('<request xmlns="urn:xmpp:muc-token-invite:0" delay="60" counter="5"/>', 'room@chat.example'));

  objects(set('<setnick xmlns="urn:xmpp:mix:core:1"/>', 'coven@mix.example'), 'xmpp/child-required');
  objects(set('<destroy xmlns="urn:xmpp:mix:core:1"/>', 'mix.example'), 'xmpp/attribute-required');
  objects(participant('<name>third witch</name>'), 'xmpp/element-unknown');
  objects(
    '<message to="juliet@capulet.example"><x xmlns="jabber:x:conference" reason="Hey"/></message>',
    'xmpp/attribute-required',
  );
  objects(
    '<message to="juliet@capulet.example"><x xmlns="jabber:x:conference" jid="darkcave@macbeth.example/nick"/></message>',
    'xmpp/attribute-value',
  );
  objects(
    '<message from="conference.example"><rai xmlns="urn:xmpp:rai:0"><activity>room@conference.example/nick</activity></rai></message>',
    'xmpp/text-value',
  );
  objects(set('<revoke xmlns="urn:xmpp:muc-token-invite:0"/>', 'room@chat.example'), 'xmpp/text-value');
});

describe('client state and components (XEP-0114, XEP-0352)', () => {
  accepts('<inactive xmlns="urn:xmpp:csi:0"/>');
  accepts('<handshake xmlns="jabber:component:accept">aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>');
  accepts('<handshake xmlns="jabber:component:accept"/>');
  objects('<handshake xmlns="jabber:component:accept">secret</handshake>', 'xmpp/text-value');
  objects('<inactive xmlns="urn:xmpp:csi:0">away</inactive>', 'xmpp/text-not-allowed');
  objects('<message><active xmlns="urn:xmpp:csi:0"/></message>', 'xmpp/element-not-here');
});

describe('publish-subscribe by the type of its stanza (XEP-0060)', () => {
  const iq = (type: string, content: string, owner = ''): string =>
    `<iq type="${type}" id="1" to="pubsub.example.org"><pubsub xmlns="http://jabber.org/protocol/pubsub${owner}">${content}</pubsub></iq>`;
  accepts(iq('get', '<items node="n" max_items="3"/>'));
  accepts(iq('set', '<publish node="n"><item/></publish>'));
  accepts(iq('get', '<options node="n" jid="a@b"/>'));
  objects(iq('get', '<publish node="n"/>'), 'xmpp/element-not-here');
  objects(iq('get', '<subscribe node="n" jid="a@b"/>'), 'xmpp/element-not-here');
  objects(iq('set', '<subscriptions/>'), 'xmpp/element-not-here');
  accepts(iq('set', '<delete node="n"/>', '#owner'));
  objects(iq('get', '<delete node="n"/>', '#owner'), 'xmpp/element-not-here');
});

describe('publishing and subscribing (XEP-0060)', () => {
  const pubsub = (content: string, type = 'set') =>
    `<iq type="${type}" id="a" to="p.example.org"><pubsub xmlns="http://jabber.org/protocol/pubsub">${content}</pubsub></iq>`;
  const options =
    '<x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE" type="hidden"><value>http://jabber.org/protocol/pubsub#subscribe_options</value></field><field var="pubsub#deliver"><value>1</value></field></x>';
  accepts(pubsub(`<subscribe node="n" jid="a@b.c"/><options>${options}</options>`), 'a subscription with its options');
  objects(pubsub('<options node="n"/>', 'get'), 'xmpp/attribute-required');
  objects(pubsub('<publish node="n"><item/></publish><retract node="n"><item id="1"/></retract>'), 'xmpp/child-choice');
  objects(pubsub('<items node="n"/>'), 'xmpp/element-not-here');
  objects(pubsub('<publish node="n"/>', 'get'), 'xmpp/element-not-here');
  objects(pubsub('<retract node="n"/>'), 'xmpp/child-required');
  objects(pubsub(''), 'xmpp/child-required');
  objects(pubsub('', 'get'), 'xmpp/child-required');
  objects(pubsub('<retract node="n"><item/></retract>'), 'xmpp/attribute-required');
  accepts(pubsub('<unlock xmlns="urn:xmpp:pubsub:queueing:0" node="n"><item id="1"/></unlock>', 'get'));
  objects(
    '<message from="p.example.org"><event xmlns="http://jabber.org/protocol/pubsub#event"/></message>',
    'xmpp/child-choice',
  );
});

describe('push services (XEP-0357)', () => {
  accepts(
    '<iq type="set" id="a"><enable xmlns="urn:xmpp:push:0" jid="p.example.org" node="n"><x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE"><value>http://jabber.org/protocol/pubsub#publish-options</value></field><field var="secret"><value>eruio</value></field></x></enable></iq>',
  );
});

describe('moderation (XEP-0425)', () => {
  objects(
    '<iq type="set" id="a" to="r@m.c"><moderate xmlns="urn:xmpp:message-moderate:1" id="x"><reason>spam</reason></moderate></iq>',
    'xmpp/child-required',
  );
});
