import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const chat = (content: string): string =>
  `<message type="chat" id="1" to="juliet@capulet.example">${content}</message>`;

describe('message carbons (XEP-0280)', () => {
  const copy = (
    name: string,
    from = 'romeo@montague.example',
    content = '<message xmlns="jabber:client" type="chat"><body>What man art thou</body></message>',
  ): string =>
    `<message from="${from}" to="romeo@montague.example/home"><${name} xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0">${content}</forwarded></${name}></message>`;
  accepts('<iq type="set" id="1"><enable xmlns="urn:xmpp:carbons:2"/></iq>');
  accepts(copy('received'));
  accepts(copy('sent'));
  accepts(chat('<body>Neither</body><private xmlns="urn:xmpp:carbons:2"/>'));

  objects('<iq type="get" id="1"><enable xmlns="urn:xmpp:carbons:2"/></iq>', 'xmpp/payload-place');
  objects(
    '<message from="romeo@montague.example"><received xmlns="urn:xmpp:carbons:2"/></message>',
    'xmpp/child-required',
  );
  objects(copy('received', 'mallory@evil.example/bot'), 'xmpp/address-form');
  objects('<iq type="set" id="1"><enable xmlns="urn:xmpp:carbons:1"/></iq>', 'xmpp/namespace-retired');
});

describe('forwarded stanzas (XEP-0297)', () => {
  const forwarded = (content: string): string => chat(`<forwarded xmlns="urn:xmpp:forward:0">${content}</forwarded>`);
  accepts(forwarded('<message xmlns="jabber:client"><body>One</body></message>'));
  objects(forwarded('<message xmlns="jabber:client"/><presence xmlns="jabber:client"/>'), 'xmpp/child-choice');
});

describe('corrections (XEP-0308)', () => {
  accepts(chat('<body>But soft</body><replace xmlns="urn:xmpp:message-correct:0" id="bad1"/>'));
  objects(chat('<body>But soft</body><replace xmlns="urn:xmpp:message-correct:0"/>'), 'xmpp/attribute-required');
  objects(chat('<body>But soft</body><replace xmlns="urn:xmpp:message-correct:0" id=""/>'), 'xmpp/attribute-value');
});

describe('displayed markers (XEP-0333, XEP-0490)', () => {
  accepts(chat('<body>Hi</body><markable xmlns="urn:xmpp:chat-markers:0"/>'));
  accepts(chat('<displayed xmlns="urn:xmpp:chat-markers:0" id="m1"/>'));
  accepts(
    chat(
      '<displayed xmlns="urn:xmpp:mds:displayed:0"><stanza-id xmlns="urn:xmpp:sid:0" id="s1" by="juliet@capulet.example"/></displayed>',
    ),
  );

  objects(chat('<displayed xmlns="urn:xmpp:chat-markers:0"/>'), 'xmpp/attribute-required');
  objects(chat('<acknowledged xmlns="urn:xmpp:chat-markers:0" id="m1"/>'), 'xmpp/element-deprecated');
  objects(chat('<displayed xmlns="urn:xmpp:mds:displayed:0"/>'), 'xmpp/child-required');
  objects('<presence><displayed xmlns="urn:xmpp:chat-markers:0" id="m1"/></presence>', 'xmpp/payload-place');
});

describe('hints (XEP-0334)', () => {
  for (const hint of ['no-permanent-store', 'no-store', 'no-copy', 'store'])
    accepts(chat(`<${hint} xmlns="urn:xmpp:hints"/>`));
  objects(chat('<no-copies xmlns="urn:xmpp:hints"/>'), 'xmpp/element-unknown');
  objects(chat('<store xmlns="urn:xmpp:hints">yes</store>'), 'xmpp/text-not-allowed');
});

describe('ids that others give (XEP-0359, XEP-0421)', () => {
  accepts(
    chat(
      '<stanza-id xmlns="urn:xmpp:sid:0" id="s1" by="room@conference.example"/><origin-id xmlns="urn:xmpp:sid:0" id="o1"/>',
    ),
  );
  accepts(chat('<occupant-id xmlns="urn:xmpp:occupant-id:0" id="dd72603deec90a38ba552f7c68cbcc61bca202cd"/>'));

  objects(chat('<stanza-id xmlns="urn:xmpp:sid:0" id="s1"/>'), 'xmpp/attribute-required');
  objects(chat('<stanza-id xmlns="urn:xmpp:sid:0" id="s1" by="@"/>'), 'xmpp/attribute-value');
  objects(chat(`<occupant-id xmlns="urn:xmpp:occupant-id:0" id="${'a'.repeat(129)}"/>`), 'xmpp/attribute-value');
});

describe('explicit encryption (XEP-0380)', () => {
  accepts(chat('<encryption xmlns="urn:xmpp:eme:0" namespace="urn:xmpp:omemo:2" name="OMEMO"/>'));
  objects(chat('<encryption xmlns="urn:xmpp:eme:0" name="OMEMO"/>'), 'xmpp/attribute-required');
});

describe('markup (XEP-0394)', () => {
  const marked = (content: string): string =>
    chat(`<body>Be careful!</body><markup xmlns="urn:xmpp:markup:0">${content}</markup>`);
  accepts(
    marked(
      '<span start="3" end="10"><emphasis/></span><bcode start="0" end="2" language="c"/><list start="0" end="5"><li start="0"/></list>',
    ),
  );
  objects(marked('<span start="3"><strong/></span>'), 'xmpp/attribute-required');
  objects(marked('<bquote start="-1" end="4"/>'), 'xmpp/attribute-value');
  objects(marked('<list start="0" end="5"/>'), 'xmpp/child-required');
});

describe('retraction (XEP-0424, XEP-0425)', () => {
  const moderated = '<moderated xmlns="urn:xmpp:message-moderate:1" by="room@conference.example/macbeth"/>';
  accepts(chat('<retract xmlns="urn:xmpp:message-retract:1" id="m1"/>'));
  accepts(
    `<message type="groupchat" from="room@conference.example"><retract xmlns="urn:xmpp:message-retract:1" id="s1">${moderated}<reason>Spam</reason></retract></message>`,
  );
  accepts(
    '<iq type="set" id="1" to="room@conference.example"><moderate xmlns="urn:xmpp:message-moderate:1" id="s1"><retract xmlns="urn:xmpp:message-retract:1"/><reason>Spam</reason></moderate></iq>',
  );

  objects(chat('<retract xmlns="urn:xmpp:message-retract:1"/>'), 'xmpp/attribute-required');
  objects(
    '<iq type="set" id="1" to="room@conference.example"><moderate xmlns="urn:xmpp:message-moderate:1"><retract xmlns="urn:xmpp:message-retract:1"/></moderate></iq>',
    'xmpp/attribute-required',
  );
  objects(chat(moderated), 'xmpp/element-not-here');
  objects(chat('<retract xmlns="urn:xmpp:message-retract:0"/>'), 'xmpp/namespace-retired');
});

describe('replies, reactions and what stands in for them (XEP-0428, XEP-0444, XEP-0461)', () => {
  accepts(
    chat(
      '<body>&gt; Hi\nHello</body><reply xmlns="urn:xmpp:reply:0" id="m1" to="juliet@capulet.example"/><fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:reply:0"><body start="0" end="5"/></fallback>',
    ),
  );
  accepts(
    chat('<reactions xmlns="urn:xmpp:reactions:0" id="m1"><reaction>👋</reaction><reaction>🐢</reaction></reactions>'),
  );
  accepts(chat('<reactions xmlns="urn:xmpp:reactions:0" id="m1"/>'));

  objects(chat('<reply xmlns="urn:xmpp:reply:0" to="juliet@capulet.example"/>'), 'xmpp/attribute-required');
  objects(
    chat('<reactions xmlns="urn:xmpp:reactions:0"><reaction>👋</reaction></reactions>'),
    'xmpp/attribute-required',
  );
  objects(chat('<reactions xmlns="urn:xmpp:reactions:0" id="m1"><reaction/></reactions>'), 'xmpp/text-value');
  objects(chat('<body>Hi</body><fallback xmlns="urn:xmpp:fallback:0"/>'), 'xmpp/attribute-expected');
  objects(
    chat(
      '<body>Hi</body><fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:reply:0"><body start="first"/></fallback>',
    ),
    'xmpp/attribute-value',
  );
});

describe('fastening and content types (XEP-0422, XEP-0481)', () => {
  accepts(
    chat(
      '<apply-to xmlns="urn:xmpp:fasten:0" id="o1"><like xmlns="https://example.org/like"/><external name="body"/></apply-to><body>Hi</body>',
    ),
  );
  objects(chat('<apply-to xmlns="urn:xmpp:fasten:0"/>'), 'xmpp/attribute-required');
  accepts(chat('<body>Hi</body><content xmlns="urn:xmpp:content" type="text/markdown">**Hi**</content>'));
  objects(chat('<body>Hi</body><content xmlns="urn:xmpp:content">**Hi**</content>'), 'xmpp/attribute-required');
});

describe('attention, addresses and times (XEP-0033, XEP-0091, XEP-0224, XEP-0319)', () => {
  const addresses = (content: string): string =>
    `<message to="multicast.example.org"><addresses xmlns="http://jabber.org/protocol/address">${content}</addresses></message>`;
  accepts('<message type="headline" to="juliet@capulet.example"><attention xmlns="urn:xmpp:attention:0"/></message>');
  objects('<presence><attention xmlns="urn:xmpp:attention:0"/></presence>', 'xmpp/payload-place');
  accepts(addresses('<address type="to" jid="juliet@capulet.example" desc="Juliet"/>'));
  objects(addresses(''), 'xmpp/child-required');
  objects(addresses('<address type="from" jid="juliet@capulet.example"/>'), 'xmpp/attribute-value');
  objects(addresses('<address jid="juliet@capulet.example"/>'), 'xmpp/attribute-required');
  objects(chat('<body>Hi</body><x xmlns="jabber:x:delay" stamp="20020910T23:08:25"/>'), 'xmpp/namespace-retired');
  accepts('<presence><idle xmlns="urn:xmpp:idle:1" since="1969-07-21T02:56:15Z"/></presence>');
  objects('<presence><idle xmlns="urn:xmpp:idle:1" since="20020910T23:08:25"/></presence>', 'xmpp/attribute-value');
});
