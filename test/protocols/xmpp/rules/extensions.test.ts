import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

const form = (content: string, type = 'submit') =>
  `<message to="a@b"><x xmlns="jabber:x:data" type="${type}">${content}</x></message>`;
const config = '<field var="FORM_TYPE" type="hidden"><value>http://jabber.org/protocol/muc#roomconfig</value></field>';

describe('forms', () => {
  accepts(form(`${config}<field var="muc#roomconfig_roomname"><value>Room</value></field>`));
  accepts(form('<field type="fixed"><value>Text</value></field>', 'form'));
  accepts(form(`${config}<field var="x-own"><value>a</value></field>`));
  objects(form('<field><value>a</value></field>'), 'xmpp/form-field-var');
  objects(form('<field var="a" type="text-single"><value>a</value><value>b</value></field>'), 'xmpp/form-field-values');
  accepts(form('<field var="a" type="text-multi"><value>a</value><value>b</value></field>'));
  objects(form('<field var="a" type="boolean"><value>yes</value></field>'), 'xmpp/form-field-value');
  accepts(form('<field var="a" type="boolean"><value>{{yes}}</value></field>'));
  objects(form('<field var="a" type="jid-single"><value>a b@c</value></field>'), 'xmpp/form-field-value');
  objects(form(`${config}<field var="muc#roomconfig_membersonly"><value>yes</value></field>`), 'xmpp/form-field-value');
  objects(form(`${config}<field var="muc#roomconfig_roomnam"><value>a</value></field>`), 'xmpp/form-field-unknown');
  objects(
    form(`${config}<field var="muc#roomconfig_roomname" type="boolean"><value>1</value></field>`),
    'xmpp/form-field-type',
  );
  objects(form('<field var="FORM_TYPE"><value>urn:own</value></field>', 'form'), 'xmpp/form-type-hidden');
  accepts(form('<field var="FORM_TYPE"><value>urn:own</value></field>'));
  objects(
    form('<field var="a" type="text-single"><option><value>a</value></option></field>', 'form'),
    'xmpp/form-options',
  );
});

describe('rooms', () => {
  accepts('<presence><x xmlns="http://jabber.org/protocol/muc#user"><status code="110"/></x></presence>');
  objects(
    '<presence><x xmlns="http://jabber.org/protocol/muc#user"><status code="999"/></x></presence>',
    'xmpp/muc-status-code',
  );
  objects(
    '<presence><x xmlns="http://jabber.org/protocol/muc#user"><status code="99"/></x></presence>',
    'xmpp/attribute-value',
  );
});

describe('messages', () => {
  const states = '<active xmlns="http://jabber.org/protocol/chatstates"/>';
  accepts(`<message to="a@b">${states}</message>`);
  objects(
    `<message to="a@b">${states}<paused xmlns="http://jabber.org/protocol/chatstates"/></message>`,
    'xmpp/chat-state-single',
  );
  accepts('<message to="a@b" id="a"><request xmlns="urn:xmpp:receipts"/></message>');
  objects('<message to="a@b"><request xmlns="urn:xmpp:receipts"/></message>', 'xmpp/receipt-id');
  objects('<message to="a@b"><received xmlns="urn:xmpp:receipts"/></message>', 'xmpp/attribute-required');
  accepts('<message to="a@b" id="a"><received xmlns="urn:xmpp:receipts" id="b"/></message>');
  objects(
    '<message to="a@b" id="a"><received xmlns="urn:xmpp:receipts" id="b"/><request xmlns="urn:xmpp:receipts"/></message>',
    'xmpp/receipt-loop',
  );
  objects(
    '<message to="a@b" id="a" type="groupchat"><request xmlns="urn:xmpp:receipts"/></message>',
    'xmpp/receipt-groupchat',
  );

  const forwarded = (stanza: string) =>
    `<message to="a@b" type="chat"><result xmlns="urn:xmpp:mam:2" id="1"><forwarded xmlns="urn:xmpp:forward:0">${stanza}</forwarded></result></message>`;
  accepts(forwarded('<message xmlns="jabber:client" from="a@b" to="c@d"/>'));
  objects(forwarded('<message from="a@b" to="c@d"/>'), 'xmpp/forwarded-namespace');
});

describe('the contact list', () => {
  const roster = (content: string) => `<iq type="set" id="a"><query xmlns="jabber:iq:roster">${content}</query></iq>`;
  accepts(roster('<item jid="a@b"/>'));
  objects(roster(''), 'xmpp/roster-set');
  objects(roster('<item jid="a@b"/><item jid="c@d"/>'), 'xmpp/roster-set');
  accepts(
    roster(
      '<item jid="a@b"><group>Friends</group><group>friends</group><group>{{a}}</group><group>{{a}}</group></item>',
    ),
  );
  objects(roster('<item jid="a@b"><group>Friends</group><group>Friends</group></item>'), 'xmpp/roster-group');
  objects(roster('<item jid="a@b"><group/></item>'), 'xmpp/roster-group');
});

describe('an upload slot', () => {
  const slot = (put: string, headers = '', get = 'https://b/a.png') =>
    `<iq type="result" id="a"><slot xmlns="urn:xmpp:http:upload:0"><put url="${put}">${headers}</put><get url="${get}"/></slot></iq>`;
  accepts(
    slot(
      'https://b/a.png',
      '<header name="authorization">Basic Base64String==</header><header name="Cookie">foo=bar</header>',
    ),
  );
  objects(slot('http://b/a.png'), 'xmpp/upload-https');
  objects(slot('https://b/a.png', '', 'ftp://b/a.png'), 'xmpp/upload-https');
  accepts(slot('{{put}}', '', '{{get}}'));
  objects(slot('https://b/a.png', '<header name="X-Own">a</header>'), 'xmpp/upload-header');
  objects(slot('https://b/a.png', '<header name="Cookie">foo=bar\nHost: c</header>'), 'xmpp/upload-header');
});

describe('log-in', () => {
  accepts('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="SCRAM-SHA-1">biwsbj1qdWxpZXQ=</auth>');
  accepts('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="EXTERNAL">=</auth>');
  objects('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="DIGEST-MD5"/>', 'xmpp/mechanism-weak');
  objects('<authenticate xmlns="urn:xmpp:sasl:2" mechanism="CRAM-MD5"/>', 'xmpp/mechanism-weak');
  accepts('<authenticate xmlns="urn:xmpp:sasl:2" mechanism="SCRAM-SHA-256"/>');
  objects('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">no base64!</auth>', 'xmpp/text-value');
});
