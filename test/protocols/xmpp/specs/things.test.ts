import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

describe('things (XEP-0323, 0324, 0325, 0347)', () => {
  accepts('<iq type="set" id="1" to="registry.example.org"><register xmlns="urn:xmpp:iot:discovery"><str name="SN" value="394872348732948723"/><num name="V" value="1.2"/></register></iq>');
  objects('<iq type="set" id="1" to="registry.example.org"><register xmlns="urn:xmpp:iot:discovery"><num name="V" value="new"/></register></iq>', 'xmpp/attribute-value');
  objects('<iq type="get" id="2" to="device@example.org"><req xmlns="urn:xmpp:iot:sensordata" seqnr="1" momentary="true"/></iq>', 'xmpp/namespace-retired');
  objects('<iq type="get" id="2" to="device@example.org"><req xmlns="urn:xmpp:iot:sensordata" momentary="true"/></iq>', 'xmpp/namespace-retired', 'xmpp/attribute-required');
  objects('<iq type="set" id="3" to="device@example.org"><set xmlns="urn:xmpp:iot:control"><boolean name="Output" value="on"/></set></iq>', 'xmpp/namespace-retired', 'xmpp/attribute-value');
});
