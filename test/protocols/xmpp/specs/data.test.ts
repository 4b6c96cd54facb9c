import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const chat = (content: string): string => `<message type="chat" to="juliet@capulet.example">${content}</message>`;
const get = (content: string): string => `<iq type="get" id="1" to="juliet@capulet.example/balcony">${content}</iq>`;
const field = (content: string): string =>
  chat(`<x xmlns="jabber:x:data" type="form"><field var="f" type="text-single">${content}</field></x>`);

describe('addresses of files (XEP-0066)', () => {
  accepts(chat('<x xmlns="jabber:x:oob"><url>https://example.org/a.jpg</url><desc>A picture</desc></x>'));
  objects(chat('<x xmlns="jabber:x:oob"><desc>A picture</desc></x>'), 'xmpp/child-required');
  objects(
    '<iq type="get" id="1"><query xmlns="jabber:iq:oob"><url>https://example.org/a.jpg</url></query></iq>',
    'xmpp/payload-place',
  );
});

describe('hashes (XEP-0300, XEP-0390)', () => {
  accepts(
    '<presence><c xmlns="urn:xmpp:caps"><hash xmlns="urn:xmpp:hashes:2" algo="sha-256">kzBZbkqJ3ADrj7v08reD1qcWUwNGHaidNUgD7nHpiw8=</hash></c></presence>',
  );
  objects('<presence><c xmlns="urn:xmpp:caps"/></presence>', 'xmpp/child-required');
  objects(
    '<presence><c xmlns="urn:xmpp:caps"><hash xmlns="urn:xmpp:hashes:2">kzBZ</hash></c></presence>',
    'xmpp/attribute-required',
  );
  objects(
    '<presence><c xmlns="urn:xmpp:caps"><hash xmlns="urn:xmpp:hashes:1" algo="sha-256">kzBZ</hash></c></presence>',
    'xmpp/child-required',
    'xmpp/namespace-retired',
  );
});

describe('bits of binary (XEP-0231)', () => {
  const cid = 'sha1+3d01c3a87c339469ffec95dc402ae93dc4e3641e@bob.xmpp.org';
  accepts(get(`<data xmlns="urn:xmpp:bob" cid="${cid}"/>`));
  accepts(
    `<iq type="result" id="1"><data xmlns="urn:xmpp:bob" cid="${cid}" max-age="86400" type="image/png">iVBORw0=</data></iq>`,
  );
  objects(get('<data xmlns="urn:xmpp:bob"/>'), 'xmpp/attribute-required');
  objects(get('<data xmlns="urn:xmpp:bob" cid="picture"/>'), 'xmpp/attribute-value');
});

describe('files in messages (XEP-0385, XEP-0446, XEP-0447, XEP-0448, XEP-0449)', () => {
  const shared = (file: string, sources = ''): string =>
    chat(
      `<file-sharing xmlns="urn:xmpp:sfs:0" disposition="inline"><file xmlns="urn:xmpp:file:metadata:0">${file}</file><sources>${sources}</sources></file-sharing>`,
    );
  accepts(shared('<media-type>image/jpeg</media-type><name>summit.jpg</name><size>3032449</size><width>4096</width>'));
  accepts(
    shared(
      '',
      '<encrypted xmlns="urn:xmpp:esfs:0" cipher="urn:xmpp:ciphers:aes-256-gcm-nopadding:0"><key>aGk=</key><iv>aGk=</iv><sources xmlns="urn:xmpp:sfs:0"/></encrypted>',
    ),
  );
  accepts(chat('<body>😘</body><sticker xmlns="urn:xmpp:stickers:0"/>'));

  objects(shared('<size>big</size>'), 'xmpp/text-value');
  objects(shared('<dimensions>512x512</dimensions>'), 'xmpp/element-deprecated');
  objects(
    shared(
      '',
      '<encrypted xmlns="urn:xmpp:esfs:0" cipher="urn:xmpp:ciphers:aes-256-gcm-nopadding:0"><iv>aGk=</iv><sources xmlns="urn:xmpp:sfs:0"/></encrypted>',
    ),
    'xmpp/child-required',
  );
  objects(chat('<file-sharing xmlns="urn:xmpp:sfs:0" disposition="sideways"/>'), 'xmpp/attribute-value');
});

describe('forms (XEP-0122, XEP-0141, XEP-0158, XEP-0221)', () => {
  accepts(
    field(
      '<validate xmlns="http://jabber.org/protocol/xdata-validate" datatype="xs:integer"><range min="1" max="10"/></validate>',
    ),
  );
  accepts(
    field(
      '<media xmlns="urn:xmpp:media-element" height="80" width="290"><uri type="image/jpeg">https://example.org/a.jpg</uri></media>',
    ),
  );
  accepts(
    chat(
      '<x xmlns="jabber:x:data" type="form"><page xmlns="http://jabber.org/protocol/xdata-layout" label="First"><fieldref var="f"/></page><field var="f"/></x>',
    ),
  );

  objects(
    field('<validate xmlns="http://jabber.org/protocol/xdata-validate"><basic/><open/></validate>'),
    'xmpp/child-choice',
  );
  objects(
    field('<validate xmlns="http://jabber.org/protocol/xdata-validate"><list-range min="-1"/></validate>'),
    'xmpp/attribute-value',
  );
  objects(field('<media xmlns="urn:xmpp:media-element"/>'), 'xmpp/child-required');
  objects(
    field('<media xmlns="urn:xmpp:media-element"><uri>https://example.org/a.jpg</uri></media>'),
    'xmpp/attribute-required',
  );
  objects(chat('<captcha xmlns="urn:xmpp:captcha"/>'), 'xmpp/child-required');
});

describe('headers, labels and rules of delivery (XEP-0079, XEP-0131, XEP-0258)', () => {
  const amp = (rule: string): string =>
    chat(`<body>Hi</body><amp xmlns="http://jabber.org/protocol/amp">${rule}</amp>`);
  accepts(chat('<headers xmlns="http://jabber.org/protocol/shim"><header name="Urgency">high</header></headers>'));
  accepts(amp('<rule condition="deliver" action="drop" value="stored"/>'));
  accepts(
    chat(
      '<body>Hi</body><securitylabel xmlns="urn:xmpp:sec-label:0"><displaymarking fgcolor="black" bgcolor="red">SECRET</displaymarking><label/></securitylabel>',
    ),
  );

  objects(
    chat('<headers xmlns="http://jabber.org/protocol/shim"><header>high</header></headers>'),
    'xmpp/attribute-required',
  );
  objects(amp(''), 'xmpp/child-required');
  objects(amp('<rule condition="deliver" action="drop"/>'), 'xmpp/attribute-required');
  objects(chat('<securitylabel xmlns="urn:xmpp:sec-label:0"/>'), 'xmpp/child-required');
});

describe('inside authentication (XEP-0386, XEP-0478, XEP-0480, XEP-0484)', () => {
  accepts('<limits xmlns="urn:xmpp:stream-limits:0"><max-bytes>10000</max-bytes></limits>');
  accepts('<bind xmlns="urn:xmpp:bind:0"><tag>AwesomeXMPP</tag></bind>');
  objects('<limits xmlns="urn:xmpp:stream-limits:0"><max-bytes>lots</max-bytes></limits>', 'xmpp/text-value');
  objects('<token xmlns="urn:xmpp:fast:0" token="secret"/>', 'xmpp/attribute-required');
  objects('<token xmlns="urn:xmpp:fast:0" token="secret" expiry="soon"/>', 'xmpp/attribute-value');
});

describe('registered forms of service discovery', () => {
  const info = (type: string, field: string): string =>
    `<iq type="result" id="1"><query xmlns="http://jabber.org/protocol/disco#info"><identity category="client" type="pc"/><feature var="urn:xmpp:ping"/><x xmlns="jabber:x:data" type="result"><field var="FORM_TYPE" type="hidden"><value>${type}</value></field>${field}</x></query></iq>`;
  accepts(
    info('urn:xmpp:dataforms:softwareinfo', '<field var="software_version"><value>1.0</value></field>'),
    'software information (XEP-0232)',
  );
  objects(
    info('urn:xmpp:dataforms:softwareinfo', '<field var="softwear"><value>a</value></field>'),
    'xmpp/form-field-unknown',
  );
  accepts(
    info(
      'http://jabber.org/protocol/muc#roominfo',
      '<field var="muc#roominfo_avatarhash" type="text-multi"><value>a31c4bd04de69663cfd7f424a8453f4674da37ff</value><value>b9b256f999ded52c2fa14fb007c2e5b979450cbb</value></field>',
    ),
    'the hashes of a room’s picture (XEP-0486)',
  );
  objects(
    info('http://jabber.org/protocol/muc#roominfo', '<field var="muc#roominfo_avatarhash"><value>none</value></field>'),
    'xmpp/form-field-value',
  );
  accepts(
    info('http://jabber.org/protocol/offline', '<field var="number_of_messages"><value>4</value></field>'),
    'how many messages wait (XEP-0013)',
  );
  objects(
    info('http://jabber.org/protocol/offline', '<field var="number_of_messages"><value>many</value></field>'),
    'xmpp/form-field-value',
  );
});
