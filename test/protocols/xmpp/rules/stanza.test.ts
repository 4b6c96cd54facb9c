import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

const error = (attributes: string, content: string) =>
  `<message type="error" to="a@b"><error ${attributes}>${content}</error></message>`;
const condition = (name: string) => `<${name} xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/>`;
const ping = '<ping xmlns="urn:xmpp:ping"/>';

describe('an iq', () => {
  accepts(`<iq type="get" id="a">${ping}</iq>`);
  accepts('<iq type="result" id="a"/>');
  accepts('<iq type="{{type}}" id="{{$id}}"/>');
  objects(`<iq type="get">${ping}</iq>`, 'xmpp/iq-id-required');
  objects(`<iq type="get" id="">${ping}</iq>`, 'xmpp/iq-id-required');
  objects(`<iq id="a">${ping}</iq>`, 'xmpp/iq-type');
  objects('<iq type="ask" id="a"/>', 'xmpp/iq-type');
  objects('<iq type="get" id="a"/>', 'xmpp/iq-payload');
  objects(`<iq type="get" id="a">${ping}${ping}</iq>`, 'xmpp/iq-payload');
  objects('<iq type="result" id="a"><a xmlns="urn:a"/><b xmlns="urn:b"/></iq>', 'xmpp/iq-payload');
  objects('<iq type="error" id="a"/>', 'xmpp/error-element');
  objects('<iq type="get" id="a"><query/></iq>', 'xmpp/payload-namespace');
  objects('<message to="a@b.c"><presence/></message>', 'xmpp/payload-namespace');
  objects('<presence><message xmlns="jabber:client"><body>a</body></message></presence>', 'xmpp/payload-namespace');
  objects('<iq type="get" id="a"><query xmlns=""/></iq>', 'xmpp/payload-namespace');
});

describe('types', () => {
  accepts('<message type="headline" to="a@b"/>');
  accepts('<presence type="unavailable"/>');
  objects('<message type="cht" to="a@b"/>', 'xmpp/message-type');
  objects('<presence type="available"/>', 'xmpp/presence-type');
});

describe('an error', () => {
  accepts(error('type="cancel"', condition('item-not-found')));
  accepts(
    error(
      'type="cancel" by="b"',
      `${condition('service-unavailable')}<text xmlns="urn:ietf:params:xml:ns:xmpp-stanzas" xml:lang="en">No.</text><own xmlns="urn:own"/>`,
    ),
  );
  accepts(error('type="wait"', `${condition('undefined-condition')}<own xmlns="urn:own"/>`));
  objects(error('', condition('item-not-found')), 'xmpp/error-type');
  objects(error('type="cancle"', condition('item-not-found')), 'xmpp/error-type');
  objects(error('type="cancel"', ''), 'xmpp/error-condition');
  objects(error('type="cancel"', condition('conflict') + condition('gone')), 'xmpp/error-condition');
  objects(error('type="cancel"', condition('item-not-fond')), 'xmpp/error-condition');
  objects(error('type="cancel" code="404"', condition('item-not-found')), 'xmpp/error-code');
  objects(error('type="auth"', condition('item-not-found')), 'xmpp/error-type-pairing');
  objects(error('type="cancel"', condition('undefined-condition')), 'xmpp/error-undefined-condition');
  objects(`<message to="a@b"><error type="cancel">${condition('conflict')}</error></message>`, 'xmpp/error-element');
});

describe('presence and messages', () => {
  accepts('<message to="a@b"><body>hi</body><body xml:lang="de">hallo</body></message>');
  accepts('<presence><priority>-128</priority></presence>');
  accepts('<presence type="subscribe" to="a@b"/>');
  objects('<message to="a@b"><body>hi</body><body>ho</body></message>', 'xmpp/language-distinct');
  objects(
    '<message to="a@b"><subject xml:lang="de">a</subject><subject xml:lang="DE">b</subject></message>',
    'xmpp/language-distinct',
  );
  objects('<presence><status>a</status><status>b</status></presence>', 'xmpp/language-distinct');
  objects('<presence><priority>128</priority></presence>', 'xmpp/text-value');
  objects('<presence><priority>1</priority><priority>2</priority></presence>', 'xmpp/child-too-many');
  objects('<presence><show/></presence>', 'xmpp/text-value');
  objects('<presence type="subscribe" to="a@b/c"/>', 'xmpp/subscription-address');
  objects('<presence type="subscribe"/>', 'xmpp/subscription-address');
  objects('<message xml:lang="not a tag" to="a@b"/>', 'xmpp/language-tag');
  objects('<message to="a b@c"/>', 'xmpp/attribute-value');
  objects('<message to="a\\2Fb@c"/>', 'xmpp/jid-escaping');
  objects(`<message to="a@b"><body>${'x'.repeat(9_600)}</body></message>`, 'xmpp/stanza-size');
  accepts(`<message to="a@b"><body>${'x'.repeat(9_000)}</body></message>`, 'a message of 9,000 bytes');
  objects('<message to="a@b">stray</message>', 'xmpp/text-not-allowed');
});

describe('an error of the stream', () => {
  const error = (content: string) =>
    `<stream:error xmlns:stream="http://etherx.jabber.org/streams">${content}</stream:error>`;
  const streamCondition = (name: string) => `<${name} xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>`;
  accepts(error(streamCondition('conflict')));
  accepts(
    error(
      `${streamCondition('undefined-condition')}<text xmlns="urn:ietf:params:xml:ns:xmpp-streams">No.</text><own xmlns="urn:own"/>`,
    ),
  );
  objects(error(''), 'xmpp/stream-error-condition');
  objects(error('<own xmlns="urn:own"/>'), 'xmpp/stream-error-condition');
  objects(error(streamCondition('conflict') + streamCondition('reset')), 'xmpp/stream-error-condition');
  objects(error(streamCondition('confilct')), 'xmpp/element-unknown');
});

describe('a failure to log in', () => {
  const failure = (content: string) => `<failure xmlns="urn:ietf:params:xml:ns:xmpp-sasl">${content}</failure>`;
  accepts(failure('<not-authorized/><text xml:lang="en">No.</text>'));
  objects(failure(''), 'xmpp/sasl-failure-condition');
  objects('<failure xmlns="urn:xmpp:sasl:2"/>', 'xmpp/sasl-failure-condition');
  accepts(
    '<failure xmlns="urn:xmpp:sasl:2"><aborted xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/><optional-application-specific xmlns="urn:something:else"/></failure>',
  );
  objects(
    '<failed xmlns="urn:xmpp:sm:3"><item-not-fund xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></failed>',
    'xmpp/element-unknown',
  );
  objects(failure('<not-authorized/><aborted/>'), 'xmpp/sasl-failure-condition');
});
