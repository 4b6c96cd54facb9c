import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

/** A message that carries one payload. */
const message = (payload: string): string =>
  `<message type="chat" to="juliet@example.org"><body>x</body>${payload}</message>`;

describe('messages (XEP-0301, 0335, 0367, 0372, 0382, 0434)', () => {
  accepts(message('<rtt xmlns="urn:xmpp:rtt:0" seq="1"><t p="0">Hello</t><e n="1"/><w n="500"/></rtt>'));
  objects(message('<rtt xmlns="urn:xmpp:rtt:0" seq="1"><w/></rtt>'), 'xmpp/attribute-required');
  accepts(
    message('<reference xmlns="urn:xmpp:reference:0" begin="0" end="1" type="mention" uri="xmpp:juliet@example.org"/>'),
  );
  objects(message('<reference xmlns="urn:xmpp:reference:0" begin="-1" type="data"/>'), 'xmpp/attribute-value');
  accepts(message('<spoiler xmlns="urn:xmpp:spoiler:0"/>'));
  objects(message('<spoiler xmlns="urn:xmpp:spoiler:0"><b/></spoiler>'), 'xmpp/element-unknown');
  objects(message('<attach-to xmlns="urn:xmpp:message-attaching:1"/>'), 'xmpp/attribute-required');
  accepts(
    message(
      '<trust-message xmlns="urn:xmpp:tm:1" usage="urn:xmpp:atm:1" encryption="urn:xmpp:omemo:2"><key-owner jid="alice@example.org"><trust>aFABnX7Q/rbTgjBySYzrT2FsYCVYb49mbca5yB734KQ=</trust></key-owner></trust-message>',
    ),
  );
  objects(
    message('<trust-message xmlns="urn:xmpp:tm:1" usage="urn:xmpp:atm:1" encryption="urn:xmpp:omemo:2"/>'),
    'xmpp/child-required',
  );
});

describe('components (XEP-0355, 0356)', () => {
  accepts(
    '<message from="example.org" to="pubsub.example.org"><delegation xmlns="urn:xmpp:delegation:2"><delegated namespace="urn:xmpp:mam:2"><attribute name="node"/></delegated></delegation></message>',
  );
  accepts(
    '<message from="example.org" to="pubsub.example.org"><privilege xmlns="urn:xmpp:privilege:2"><perm access="roster" type="both" push="true"/><perm access="iq"><namespace ns="http://jabber.org/protocol/pubsub" type="set"/></perm></privilege></message>',
  );
  objects(
    '<message from="example.org" to="pubsub.example.org"><privilege xmlns="urn:xmpp:privilege:2"><perm access="files" type="both"/></privilege></message>',
    'xmpp/attribute-value',
  );
});

describe('other services (XEP-0273, 0332, 0337, 0340)', () => {
  accepts(
    '<iq type="set" id="h1" to="httpserver@example.org"><req xmlns="urn:xmpp:http" method="GET" resource="/" version="1.1"><headers xmlns="http://jabber.org/protocol/shim"><header name="Host">example.org</header></headers></req></iq>',
  );
  objects(
    '<iq type="set" id="h1" to="httpserver@example.org"><req xmlns="urn:xmpp:http" method="FETCH" resource="/" version="1.1"/></iq>',
    'xmpp/attribute-value',
  );
  objects(
    '<iq type="set" id="s1" to="romeo@example.org"><sift xmlns="urn:xmpp:sift:2"><message sender="nobody"/></sift></iq>',
    'xmpp/attribute-value',
  );
  objects(
    message('<log xmlns="urn:xmpp:eventlog" timestamp="2013-11-10T15:29:45Z" type="Loud"><message>x</message></log>'),
    'xmpp/attribute-value',
  );
  objects(message('<log xmlns="urn:xmpp:eventlog" timestamp="2013-11-10T15:29:45Z"/>'), 'xmpp/child-required');
});
