import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const result = (content: string): string =>
  `<message from="juliet@capulet.example"><result xmlns="urn:xmpp:mam:2" queryid="q" id="1">${content}</result></message>`;

describe('message archives (XEP-0313)', () => {
  accepts('<iq type="set" id="1"><query xmlns="urn:xmpp:mam:2" queryid="q"/></iq>');
  accepts('<iq type="get" id="1"><query xmlns="urn:xmpp:mam:2"/></iq>');
  accepts(
    '<iq type="set" id="1"><query xmlns="urn:xmpp:mam:2"><set xmlns="http://jabber.org/protocol/rsm"><max>10</max></set><flip-page/></query></iq>',
  );
  accepts(
    result(
      '<forwarded xmlns="urn:xmpp:forward:0"><delay xmlns="urn:xmpp:delay" stamp="2010-07-10T23:08:25Z"/><message xmlns="jabber:client"><body>Hail to thee</body></message></forwarded>',
    ),
  );
  accepts(
    '<iq type="result" id="1" from="juliet@capulet.example"><fin xmlns="urn:xmpp:mam:2" complete="true"><set xmlns="http://jabber.org/protocol/rsm"><first index="0">a</first><last>b</last><count>2</count></set></fin></iq>',
  );
  accepts('<iq type="result" id="1"><metadata xmlns="urn:xmpp:mam:2"/></iq>');
  accepts(
    '<iq type="result" id="1"><metadata xmlns="urn:xmpp:mam:2"><start id="a" timestamp="2008-08-22T21:09:04Z"/><end id="b" timestamp="2020-04-20T14:34:21Z"/></metadata></iq>',
  );

  objects(result(''), 'xmpp/child-required');
  objects('<message from="juliet@capulet.example"><query xmlns="urn:xmpp:mam:2"/></message>', 'xmpp/payload-place');
  objects(
    '<iq type="result" id="1"><fin xmlns="urn:xmpp:mam:2" complete="yes"><set xmlns="http://jabber.org/protocol/rsm"/></fin></iq>',
    'xmpp/attribute-value',
  );
  objects('<iq type="result" id="1"><fin xmlns="urn:xmpp:mam:2"/></iq>', 'xmpp/child-expected');
  objects(
    '<iq type="result" id="1"><metadata xmlns="urn:xmpp:mam:2"><start id="a" timestamp="yesterday"/></metadata></iq>',
    'xmpp/attribute-value',
  );
  objects('<iq type="set" id="1"><query xmlns="urn:xmpp:mam:1"/></iq>', 'xmpp/namespace-retired');
});

describe('preferences on archiving (XEP-0441)', () => {
  accepts('<iq type="get" id="1"><prefs xmlns="urn:xmpp:mam:2"/></iq>');
  accepts(
    '<iq type="set" id="1"><prefs xmlns="urn:xmpp:mam:2" default="roster"><always><jid>romeo@montague.example</jid></always><never/></prefs></iq>',
  );

  objects('<iq type="set" id="1"><prefs xmlns="urn:xmpp:mam:2" default="sometimes"/></iq>', 'xmpp/attribute-value');
  objects('<iq type="result" id="1"><prefs xmlns="urn:xmpp:mam:2"><always/></prefs></iq>', 'xmpp/attribute-required');
  objects('<iq type="set" id="1"><prefs xmlns="urn:xmpp:mam:2"/></iq>', 'xmpp/attribute-expected');
  objects('<iq type="get" id="1"><prefs xmlns="urn:xmpp:mam:2" default="always"/></iq>', 'xmpp/attribute-not-here');
});

describe('result sets (XEP-0059)', () => {
  const page = (content: string): string =>
    `<iq type="get" id="1" to="example.org"><query xmlns="http://jabber.org/protocol/disco#items"><set xmlns="http://jabber.org/protocol/rsm">${content}</set></query></iq>`;
  accepts(page('<max>10</max><before/>'));
  accepts(page('<max>10</max><index>30</index>'));
  accepts(page('<max>0</max>'));

  objects(page('<max>ten</max>'), 'xmpp/text-value');
  objects(page('<max>10</max><max>20</max>'), 'xmpp/child-too-many');
  objects(page('<maximum>10</maximum>'), 'xmpp/element-unknown');
});

describe('the order of items (XEP-0413)', () => {
  const ordered = (attributes: string): string =>
    `<iq type="set" id="1"><query xmlns="urn:xmpp:mam:2"><order xmlns="urn:xmpp:order-by:1" ${attributes}/></query></iq>`;
  accepts(ordered('by="{urn:xmpp:order-by:1}creation" desc="true"'));
  objects(ordered(''), 'xmpp/attribute-required');
});

describe('message archiving of the old kind (XEP-0136)', () => {
  objects(
    '<iq type="get" id="1"><list xmlns="urn:xmpp:archive" with="romeo@montague.example"/></iq>',
    'xmpp/namespace-retired',
  );
  objects(
    '<iq type="get" id="1"><retrieve xmlns="urn:xmpp:archive" with="romeo@montague.example"/></iq>',
    'xmpp/namespace-retired',
    'xmpp/attribute-required',
  );
});
