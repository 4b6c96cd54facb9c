import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

const set = (content: string): string => `<iq type="set" id="1" to="9f00061@call.example.net">${content}</iq>`;
const presence = (content: string): string => `<presence to="juliet@example.org/phone">${content}</presence>`;
const output = (attributes: string, content = '<document url="https://example.org/hello.wav"/>'): string =>
  `<output xmlns="urn:xmpp:rayo:output:1"${attributes}>${content}</output>`;
const input = (attributes: string, content = '<grammar url="https://example.org/yes.grxml"/>'): string =>
  `<input xmlns="urn:xmpp:rayo:input:1"${attributes}>${content}</input>`;
const complete = (reason: string): string => presence(`<complete xmlns="urn:xmpp:rayo:ext:1">${reason}</complete>`);

describe('what a call hears (XEP-0327)', () => {
  accepts(set(output(' repeat-times="2" start-offset="100" max-time="-1" voice="allison"')));
  accepts(
    set(output('', '<document content-type="application/ssml+xml"><![CDATA[<speak>Hello!</speak>]]></document>')),
  );
  objects(set(output('', '')), 'xmpp/child-required');
  objects(set(output(' repeat-times="often"')), 'xmpp/attribute-value');
  objects(set(output(' max-time="-2"')), 'xmpp/attribute-value');
  accepts(set('<seek xmlns="urn:xmpp:rayo:output:1" direction="forward" amount="30000"/>'));
  objects(set('<seek xmlns="urn:xmpp:rayo:output:1" direction="sideways" amount="30000"/>'), 'xmpp/attribute-value');
  objects(presence('<pause xmlns="urn:xmpp:rayo:output:1"/>'), 'xmpp/payload-place');
  accepts(complete('<finish xmlns="urn:xmpp:rayo:output:complete:1"/>'));
});

describe('what a call says (XEP-0327)', () => {
  accepts(set(input(' mode="any" language="en-US" min-confidence="0.3"')));
  objects(set(input(' mode="both"')), 'xmpp/attribute-value');
  objects(set(input('', '')), 'xmpp/child-required');
  accepts(
    complete(
      '<match xmlns="urn:xmpp:rayo:input:complete:1" content-type="application/nlsml+xml"><![CDATA[<result/>]]></match>',
    ),
  );
  objects(complete('<mtach xmlns="urn:xmpp:rayo:input:complete:1"/>'), 'xmpp/element-unknown');
  accepts(set(`<prompt xmlns="urn:xmpp:rayo:prompt:1" barge-in="true">${output('')}${input('')}</prompt>`));
  objects(set(`<prompt xmlns="urn:xmpp:rayo:prompt:1">${output('')}</prompt>`), 'xmpp/child-required');
});

describe('what is recorded of a call (XEP-0327)', () => {
  accepts(
    set(
      '<record xmlns="urn:xmpp:rayo:record:1" format="mp3" max-duration="30000" direction="send"><hint name="codec" value="opus"/></record>',
    ),
  );
  objects(set('<record xmlns="urn:xmpp:rayo:record:1" mix="both"/>'), 'xmpp/attribute-value');
  accepts(
    complete(
      '<recording xmlns="urn:xmpp:rayo:record:complete:1" uri="https://example.org/1.mp3" duration="34000" size="23450"/>',
    ),
  );
  objects(
    complete('<recording xmlns="urn:xmpp:rayo:record:complete:1" uri="https://example.org/1.mp3"/>'),
    'xmpp/attribute-required',
    'xmpp/attribute-required',
  );
});

describe('compression by EXI (XEP-0322)', () => {
  const exi = 'xmlns="http://jabber.org/protocol/compress/exi"';
  const schema = '<schema ns="jabber:client" bytes="6968" md5Hash="5e2d5cbf0506e3f16336d295093d66c4"/>';
  accepts(`<setup ${exi} version="1" strict="true" blockSize="1024" valueMaxLength="32">${schema}</setup>`);
  accepts(
    `<setupResponse ${exi} agreement="true" configurationId="c76ab4ec">${schema}<missingSchema ns="urn:own" bytes="1" md5Hash="3ed5360bc17eadb2a8949498c9af3f0c"/></setupResponse>`,
  );
  objects(`<setup ${exi} alignment="loose"/>`, 'xmpp/attribute-value');
  objects(`<setup ${exi}><schema ns="jabber:client" bytes="6968" md5Hash="5E2D"/></setup>`, 'xmpp/attribute-value');
  accepts(
    `<uploadSchema ${exi} contentType="ExiBody" bytes="10" md5Hash="5e2d5cbf0506e3f16336d295093d66c4">AAAA</uploadSchema>`,
  );
  objects(`<uploadSchema ${exi}>no base64!</uploadSchema>`, 'xmpp/text-value');
  accepts(
    `<downloadSchemaResponse ${exi} url="https://example.org/a.xsd" result="false"><httpError code="404" message="Not found"/></downloadSchemaResponse>`,
  );
  objects(
    `<downloadSchemaResponse ${exi} url="https://example.org/a.xsd" result="false"><timeout message="a"/><error message="b"/></downloadSchemaResponse>`,
    'xmpp/child-choice',
  );
  accepts(
    `<exi:streamStart xmlns:exi="http://jabber.org/protocol/compress/exi" to="im.example.org" version="1.0"><exi:xmlns prefix="" namespace="jabber:client"/></exi:streamStart>`,
  );
  objects(
    `<exi:streamStart xmlns:exi="http://jabber.org/protocol/compress/exi"><exi:xmlns prefix=""/></exi:streamStart>`,
    'xmpp/attribute-required',
  );
});
