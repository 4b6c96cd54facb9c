import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const iq = (type: string, content: string): string =>
  `<iq type="${type}" id="1" to="juliet@capulet.example/balcony">${content}</iq>`;
const get = (content: string): string => iq('get', content);
const set = (content: string): string => iq('set', content);
const result = (content: string): string => iq('result', content);
const chat = (content: string): string => `<message type="chat" to="juliet@capulet.example">${content}</message>`;
const presence = (content: string): string => `<presence to="juliet@capulet.example">${content}</presence>`;

describe('searching (XEP-0055)', () => {
  accepts(get('<query xmlns="jabber:iq:search"/>'));
  accepts(set('<query xmlns="jabber:iq:search"><last>Capulet</last></query>'));
  accepts(
    result('<query xmlns="jabber:iq:search"><item jid="juliet@capulet.example"><first>Juliet</first></item></query>'),
  );

  objects(
    result('<query xmlns="jabber:iq:search"><item><first>Juliet</first></item></query>'),
    'xmpp/attribute-required',
  );
  objects(
    get('<query xmlns="jabber:iq:search"><instructions>Fill in.</instructions></query>'),
    'xmpp/element-not-here',
  );
  objects(set('<query xmlns="jabber:iq:search"><last>a</last><last>b</last></query>'), 'xmpp/child-too-many');
  objects(set('<query xmlns="jabber:iq:search"><surname>Capulet</surname></query>'), 'xmpp/element-unknown');
});

describe('remote procedure calls (XEP-0009)', () => {
  const call = (value: string): string =>
    set(
      `<query xmlns="jabber:iq:rpc"><methodCall><methodName>examples.getStateName</methodName><params><param><value>${value}</value></param></params></methodCall></query>`,
    );
  accepts(call('<i4>6</i4>'));
  accepts(call('six'));
  accepts(
    call(
      '<struct><member><name>n</name><value><array><data><value><boolean>1</boolean></value></data></array></value></member></struct>',
    ),
  );

  objects(call('<i4>six</i4>'), 'xmpp/text-value');
  objects(call('<boolean>true</boolean>'), 'xmpp/text-value');
  objects(call('<i4>6</i4><string>six</string>'), 'xmpp/child-choice');
  objects(set('<query xmlns="jabber:iq:rpc"><methodCall/></query>'), 'xmpp/child-required');
  objects(result('<query xmlns="jabber:iq:rpc"><methodResponse/></query>'), 'xmpp/child-choice');
});

describe('components and connections (XEP-0225, XEP-0233, XEP-0279, XEP-0304)', () => {
  accepts('<iq type="set" id="1"><bind xmlns="urn:xmpp:component:0"><hostname>chat.example.org</hostname></bind></iq>');
  accepts('<iq type="get" id="1"><address xmlns="urn:xmpp:sic:1"/></iq>');
  accepts(
    '<iq type="result" id="1"><address xmlns="urn:xmpp:sic:1"><ip>192.0.2.1</ip><port>5222</port></address></iq>',
  );

  objects('<iq type="get" id="1"><unbind xmlns="urn:xmpp:component:0"/></iq>', 'xmpp/payload-place');
  objects(
    '<iq type="result" id="1"><address xmlns="urn:xmpp:sic:1"><ip>somewhere</ip></address></iq>',
    'xmpp/text-value',
  );
  objects('<iq type="result" id="1"><address xmlns="urn:xmpp:sic:1"/></iq>', 'xmpp/child-required');
  objects('<iq type="get" id="1"><address xmlns="urn:xmpp:sic:0"/></iq>', 'xmpp/namespace-retired');
});

describe('private data (XEP-0083, XEP-0209)', () => {
  const stored = (content: string): string =>
    `<iq type="set" id="1"><query xmlns="jabber:iq:private">${content}</query></iq>`;
  accepts(stored('<roster xmlns="roster:delimiter">::</roster>'));
  accepts(
    stored(
      '<metacontacts xmlns="storage:metacontacts"><meta jid="romeo@montague.example" tag="a" order="1"/></metacontacts>',
    ),
  );

  objects(
    stored('<metacontacts xmlns="storage:metacontacts"><meta jid="romeo@montague.example"/></metacontacts>'),
    'xmpp/attribute-required',
  );
  objects(
    stored(
      '<metacontacts xmlns="storage:metacontacts"><meta jid="romeo@montague.example" tag="a" order="first"/></metacontacts>',
    ),
    'xmpp/attribute-value',
  );
});

describe('shared boards and documents (XEP-0113, XEP-0284)', () => {
  const board = (content: string): string => chat(`<x xmlns="http://jabber.org/protocol/swb">${content}</x>`);
  const edit = (content: string): string => chat(`<sxe xmlns="urn:xmpp:sxe:0" session="s" id="e">${content}</sxe>`);
  accepts(board('<path d="M 100 100 L 300 100" stroke="#ff0000" stroke-width="1" id="p1"/>'));
  accepts(edit('<new rid="1" type="element" name="p"/>'));

  objects(board('<move id="p1" dx="far" dy="1"/>'), 'xmpp/attribute-value');
  objects(board('<path stroke="#ff0000"/>'), 'xmpp/attribute-required');
  objects(edit('<remove/>'), 'xmpp/attribute-required');
});

describe('presence and priorities (XEP-0132, XEP-0168, XEP-0276)', () => {
  accepts(presence('<rap xmlns="urn:xmpp:rap:0" ns="urn:xmpp:jingle:apps:rtp:1" num="-1"/>'));
  accepts(presence('<poke xmlns="http://jabber.org/protocol/poke"/>'));
  accepts(presence('<decloak xmlns="urn:xmpp:decloak:0" reason="media"/>'));

  objects(presence('<rap xmlns="urn:xmpp:rap:0" num="128"/>'), 'xmpp/attribute-value');
  objects(chat('<decloak xmlns="urn:xmpp:decloak:0" reason="media"/>'), 'xmpp/payload-place');
});

describe('messages that are routed, claimed or marked (XEP-0259, XEP-0287, XEP-0354, XEP-0432)', () => {
  accepts(chat('<body>Hi</body><whose xmlns="urn:xmpp:tmp:mine:0" id="4"/>'));
  accepts(chat('<body>Hi</body><cmr xmlns="urn:xmpp:cmr:0" algorithm="urn:xmpp:cmr:all"/>'));
  accepts(
    chat(
      '<payload xmlns="urn:xmpp:json-msg:0" datatype="urn:example:foo"><json xmlns="urn:xmpp:json:0">{}</json></payload>',
    ),
  );

  objects(chat('<mine xmlns="urn:xmpp:tmp:mine:0"/>'), 'xmpp/child-required');
  objects(chat('<mark xmlns="urn:xmpp:spim-marker:0"/>'), 'xmpp/attribute-required');
  objects(chat('<cmr xmlns="urn:xmpp:cmr:0"/>'), 'xmpp/attribute-required');
  objects(chat('<payload xmlns="urn:xmpp:json-msg:0" datatype="urn:example:foo"/>'), 'xmpp/child-required');
});

describe('objects, hops and places (XEP-0075, XEP-0219, XEP-0255, XEP-0275)', () => {
  accepts(get('<read xmlns="jabber:iq:joap"><name>location</name></read>'));
  accepts(
    get(
      '<locationquery xmlns="urn:xmpp:locationquery:0"><reference><id>192.0.2.1</id><type>ip</type></reference></locationquery>',
    ),
  );
  accepts(result('<score xmlns="urn:xmpp:reputation:0" jid="romeo@montague.example" num="65"/>'));

  objects(get('<read xmlns="jabber:iq:joap"><name>a place</name></read>'), 'xmpp/text-value');
  objects(get('<locationquery xmlns="urn:xmpp:locationquery:0"><lat>north</lat></locationquery>'), 'xmpp/text-value');
  objects(
    result('<score xmlns="urn:xmpp:reputation:0" jid="romeo@montague.example" num="101"/>'),
    'xmpp/attribute-value',
  );
});

describe('what came before others (XEP-0011, XEP-0023, XEP-0090, XEP-0093, XEP-0094, XEP-0112, XEP-0161)', () => {
  objects(get('<query xmlns="jabber:iq:browse"/>'), 'xmpp/namespace-retired');
  objects(get('<query xmlns="jabber:iq:agents"/>'), 'xmpp/namespace-retired');
  objects(get('<query xmlns="jabber:iq:time"/>'), 'xmpp/namespace-retired');
  objects(chat('<body>Hi</body><x xmlns="jabber:x:expire" seconds="1800"/>'), 'xmpp/namespace-retired');
  objects(chat('<x xmlns="jabber:x:roster"><item jid="romeo@montague.example"/></x>'), 'xmpp/namespace-retired');
  objects(chat('<x xmlns="jabber:x:roster"/>'), 'xmpp/namespace-retired', 'xmpp/child-required');
  objects(set('<abuse xmlns="urn:xmpp:tmp:abuse"><condition/></abuse>'), 'xmpp/namespace-retired', 'xmpp/child-choice');
});
