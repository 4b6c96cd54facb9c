import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const sasl2 = 'urn:xmpp:sasl:2';

describe('BOSH (XEP-0124, 0206)', () => {
  accepts(
    '<body xmlns="http://jabber.org/protocol/httpbind" rid="1573741820" sid="SomeSID" to="example.org" xmlns:xmpp="urn:xmpp:xbosh" xmpp:restart="true"/>',
  );
  objects('<body xmlns="http://jabber.org/protocol/httpbind" rid="0" sid="SomeSID"/>', 'xmpp/attribute-value');
  objects('<body xmlns="http://jabber.org/protocol/httpbind" type="end"/>', 'xmpp/attribute-value');
});

describe('authentication (XEP-0388, 0440)', () => {
  accepts(
    `<authenticate xmlns="${sasl2}" mechanism="SCRAM-SHA-1-PLUS"><initial-response>cD10bHM=</initial-response><user-agent id="d4565fa7-4d72-4749-b3d3-740edbf87770"><software>AwesomeXMPP</software><device>Phone</device></user-agent></authenticate>`,
  );
  objects(`<authenticate xmlns="${sasl2}"/>`, 'xmpp/attribute-required');
  objects(
    `<authenticate xmlns="${sasl2}" mechanism="PLAIN"><user-agent id="phone"/></authenticate>`,
    'xmpp/attribute-value',
  );
  objects(`<success xmlns="${sasl2}"/>`, 'xmpp/child-required');
  objects(`<challenge xmlns="${sasl2}">?</challenge>`, 'xmpp/text-value');
  objects('<iq type="set" id="1"><next xmlns="urn:xmpp:sasl:2" task="TOTP"/></iq>', 'xmpp/element-not-here');
});

describe('features of streams (XEP-0138, 0220, 0288)', () => {
  accepts(
    '<db:result xmlns:db="jabber:server:dialback" from="example.org" to="example.net">b4835385f37fe2895af6c196b59097b16862406db80559900d96bf6fa7d23df3</db:result>',
  );
  for (const namespace of ['', ' xmlns="jabber:server"']) {
    accepts(
      `<db:result xmlns:db="jabber:server:dialback"${namespace} from="example.org" to="example.net" type="error"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></db:result>`,
    );
  }
  objects(
    '<db:verify xmlns:db="jabber:server:dialback" xmlns="jabber:server" from="example.org" to="example.net" id="1" type="error"><error/></db:verify>',
    'xmpp/attribute-required',
  );
  objects('<db:result xmlns:db="jabber:server:dialback" to="example.net">key</db:result>', 'xmpp/attribute-required');
  objects(
    '<db:verify xmlns:db="jabber:server:dialback" from="example.org" to="example.net" id="1" type="maybe"/>',
    'xmpp/attribute-value',
  );
  objects(
    '<compress xmlns="http://jabber.org/protocol/compress"><method>zlib</method></compress>',
    'xmpp/namespace-retired',
  );
  objects('<compress xmlns="http://jabber.org/protocol/compress"/>', 'xmpp/namespace-retired', 'xmpp/child-required');
  accepts('<bidi xmlns="urn:xmpp:bidi"/>');
});
