import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const set = (content: string, to = ''): string => `<iq type="set" id="1"${to}>${content}</iq>`;
const get = (content: string): string => `<iq type="get" id="1">${content}</iq>`;
const result = (content: string): string => `<iq type="result" id="1" from="example.org">${content}</iq>`;
const published = (content: string): string =>
  set(
    `<pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="n"><item id="i">${content}</item></publish></pubsub>`,
  );

describe('registration (XEP-0077, XEP-0379)', () => {
  accepts(get('<query xmlns="jabber:iq:register"/>'));
  accepts(
    result(
      '<query xmlns="jabber:iq:register"><instructions>Choose a name.</instructions><username/><password/></query>',
    ),
  );
  accepts(set('<query xmlns="jabber:iq:register"><remove/></query>'));
  accepts(
    '<presence type="subscribe" to="juliet@capulet.example"><preauth xmlns="urn:xmpp:pars:0" token="1tMFqYDdKhfe2pwp"/></presence>',
  );

  objects(
    set('<query xmlns="jabber:iq:register"><remove/><username>bill</username></query>'),
    'xmpp/registration-remove',
  );
  objects(set('<query xmlns="jabber:iq:register"><user>bill</user></query>'), 'xmpp/element-unknown');
  objects(
    set('<query xmlns="jabber:iq:register"><username>a</username><username>b</username></query>'),
    'xmpp/child-too-many',
  );
  objects('<message><query xmlns="jabber:iq:register"/></message>', 'xmpp/payload-place');
  objects(
    set('<query xmlns="jabber:iq:register"><username>a</username><misc>x</misc></query>'),
    'xmpp/element-deprecated',
  );
  objects(
    '<presence to="juliet@capulet.example" type="subscribe"><preauth xmlns="urn:xmpp:pars:0"/></presence>',
    'xmpp/attribute-required',
  );
});

describe('blocking and reports (XEP-0191, XEP-0377)', () => {
  accepts(get('<blocklist xmlns="urn:xmpp:blocking"/>'));
  accepts(set('<block xmlns="urn:xmpp:blocking"><item jid="romeo@montague.example"/></block>'));
  accepts(set('<unblock xmlns="urn:xmpp:blocking"/>'));
  accepts(
    set(
      '<block xmlns="urn:xmpp:blocking"><item jid="romeo@montague.example"><report xmlns="urn:xmpp:reporting:1" reason="urn:xmpp:reporting:spam"><text>Buy!</text></report></item></block>',
    ),
  );
  accepts(
    '<message type="error" from="romeo@montague.example" to="juliet@capulet.example"><error type="modify"><not-acceptable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/><blocked xmlns="urn:xmpp:blocking:errors"/></error></message>',
  );

  objects(set('<block xmlns="urn:xmpp:blocking"/>'), 'xmpp/child-required');
  objects(set('<block xmlns="urn:xmpp:blocking"><item/></block>'), 'xmpp/attribute-required');
  objects(get('<block xmlns="urn:xmpp:blocking"><item jid="romeo@montague.example"/></block>'), 'xmpp/payload-place');
  objects(
    set(
      '<block xmlns="urn:xmpp:blocking"><item jid="romeo@montague.example"><report xmlns="urn:xmpp:reporting:1"/></item></block>',
    ),
    'xmpp/attribute-required',
  );
});

describe('addresses that a payload is for', () => {
  const blocklist = (attributes: string, type = 'get'): string =>
    `<iq type="${type}" id="1" ${attributes}><blocklist xmlns="urn:xmpp:blocking"/></iq>`;
  accepts(blocklist('to="juliet@capulet.example"'));
  accepts(blocklist('from="juliet@capulet.example" to="juliet@capulet.example/balcony"', 'result'));
  accepts(
    '<message from="{{server}}"><received xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"/></received></message>',
    'accepts a variable in place of an address',
  );

  objects(blocklist('to="capulet.example"'), 'xmpp/address-form');
  objects(blocklist('to="juliet@capulet.example/balcony"'), 'xmpp/address-form');
});

describe('bookmarks (XEP-0048, XEP-0402, XEP-0492)', () => {
  accepts(
    published(
      '<conference xmlns="urn:xmpp:bookmarks:1" name="The Play’s the Thing" autojoin="true"><nick>JC</nick></conference>',
    ),
  );
  accepts(
    published(
      '<conference xmlns="urn:xmpp:bookmarks:1"><extensions><notify xmlns="urn:xmpp:notification-settings:1"><on-mention/></notify></extensions></conference>',
    ),
  );

  objects(published('<conference xmlns="urn:xmpp:bookmarks:1" autojoin="yes"/>'), 'xmpp/attribute-value');
  objects(
    published('<conference xmlns="urn:xmpp:bookmarks:1" jid="room@conference.example"/>'),
    'xmpp/attribute-unknown',
  );
  objects(published('<conference xmlns="urn:xmpp:bookmarks:0"/>'), 'xmpp/namespace-retired');
  objects(
    published(
      '<storage xmlns="storage:bookmarks"><conference name="Council" jid="council@conference.example"/></storage>',
    ),
    'xmpp/namespace-retired',
  );
});

describe('cards and pictures (XEP-0054, XEP-0084, XEP-0153)', () => {
  const hash = '111f4b3c50d7b0df729d299bc6f8e9ef9066971f';
  accepts(result('<vCard xmlns="vcard-temp"><FN>Peter</FN><ANYTHING/></vCard>'));
  accepts(
    published(
      `<metadata xmlns="urn:xmpp:avatar:metadata"><info bytes="12345" id="${hash}" type="image/png" width="64" height="64"/></metadata>`,
    ),
  );
  accepts(published('<metadata xmlns="urn:xmpp:avatar:metadata"/>'));
  accepts(`<presence><x xmlns="vcard-temp:x:update"><photo>${hash}</photo></x></presence>`);
  accepts('<presence><x xmlns="vcard-temp:x:update"><photo/></x></presence>');

  objects(published('<data xmlns="urn:xmpp:avatar:data">%%%</data>'), 'xmpp/text-value');
  objects(
    published(`<metadata xmlns="urn:xmpp:avatar:metadata"><info id="${hash}" type="image/png"/></metadata>`),
    'xmpp/attribute-required',
  );
  objects(
    published(
      `<metadata xmlns="urn:xmpp:avatar:metadata"><info bytes="many" id="${hash}" type="image/png"/></metadata>`,
    ),
    'xmpp/attribute-value',
  );
  objects('<presence><x xmlns="vcard-temp:x:update"><photo>no hash</photo></x></presence>', 'xmpp/text-value');
  objects('<message><vCard xmlns="vcard-temp:x:update"/></message>', 'xmpp/element-unknown');
});

describe('what somebody does (XEP-0080, XEP-0107, XEP-0108, XEP-0118, XEP-0172, XEP-0197)', () => {
  accepts(
    published(
      '<geoloc xmlns="http://jabber.org/protocol/geoloc"><lat>45.44</lat><lon>12.33</lon><country>Italy</country></geoloc>',
    ),
  );
  accepts(published('<mood xmlns="http://jabber.org/protocol/mood"><in_love/><text>Yay</text></mood>'));
  accepts(
    published(
      '<activity xmlns="http://jabber.org/protocol/activity"><relaxing><partying/></relaxing><text>My nurse’s birthday</text></activity>',
    ),
  );
  accepts(
    published(
      '<tune xmlns="http://jabber.org/protocol/tune"><artist>Yes</artist><length>686</length><rating>8</rating></tune>',
    ),
  );
  accepts(published('<nick xmlns="http://jabber.org/protocol/nick">Ishmael</nick>'));

  objects(published('<geoloc xmlns="http://jabber.org/protocol/geoloc"><lat>north</lat></geoloc>'), 'xmpp/text-value');
  objects(published('<mood xmlns="http://jabber.org/protocol/mood"><happy/><sad/></mood>'), 'xmpp/child-choice');
  objects(published('<mood xmlns="http://jabber.org/protocol/mood"><hapy/></mood>'), 'xmpp/element-unknown');
  objects(
    published('<activity xmlns="http://jabber.org/protocol/activity"><partying/></activity>'),
    'xmpp/element-unknown',
  );
  objects(published('<tune xmlns="http://jabber.org/protocol/tune"><rating>11</rating></tune>'), 'xmpp/text-value');
  objects(published('<video xmlns="urn:xmpp:viewing:0"><start_time>noon</start_time></video>'), 'xmpp/text-value');
});

describe('OMEMO (XEP-0384, XEP-0420)', () => {
  const encrypted = (content: string): string =>
    `<message type="chat" to="juliet@capulet.example"><encrypted xmlns="urn:xmpp:omemo:2">${content}</encrypted></message>`;
  const header = '<header sid="27183"><keys jid="juliet@capulet.example"><key rid="31415">aGk=</key></keys></header>';
  accepts(encrypted(`${header}<payload>aGk=</payload>`));
  accepts(encrypted(header));
  accepts(published('<devices xmlns="urn:xmpp:omemo:2"><device id="12345" label="Gajim"/></devices>'));
  accepts(published('<list xmlns="eu.siacs.conversations.axolotl"><device id="12345"/></list>'));

  objects(encrypted('<payload>aGk=</payload>'), 'xmpp/child-required');
  objects(encrypted(header.replace(' rid="31415"', '')), 'xmpp/attribute-required');
  objects(encrypted(header.replace('27183', '4294967296')), 'xmpp/attribute-value');
  objects(encrypted(`${header}<payload>not base64!</payload>`), 'xmpp/text-value');
  objects(published('<devices xmlns="urn:xmpp:omemo:2"><device id="0"/></devices>'), 'xmpp/attribute-value');
  objects(published('<devices xmlns="urn:xmpp:omemo:1"/>'), 'xmpp/namespace-retired');
});

describe('invisibility, push and private data (XEP-0049, XEP-0186, XEP-0357)', () => {
  accepts(set('<invisible xmlns="urn:xmpp:invisible:1" probe="false"/>'));
  objects(set('<invisible xmlns="urn:xmpp:invisible:0"/>'), 'xmpp/namespace-retired');
  accepts(set('<enable xmlns="urn:xmpp:push:0" jid="push.example.org" node="abc"/>'));
  objects(set('<enable xmlns="urn:xmpp:push:0" node="abc"/>'), 'xmpp/attribute-required');
  objects(set('<enable xmlns="urn:xmpp:push:0" jid="push.example.org"/>'), 'xmpp/attribute-expected');
  accepts(get('<query xmlns="jabber:iq:private"><roster xmlns="roster:delimiter"/></query>'));
  objects('<presence><query xmlns="jabber:iq:private"/></presence>', 'xmpp/payload-place');
});
