import { describe } from 'vitest';
import { accepts, objects } from './harness.ts';

/** An iq that carries a Jingle action. */
const jingle = (action: string, content: string): string =>
  `<iq type="set" id="j1" to="romeo@example.org/orchard"><jingle xmlns="urn:xmpp:jingle:1" action="${action}" sid="a73sjj">${content}</jingle></iq>`;
/** One content of a session that the parties speak about. */
const content = (parts: string): string =>
  jingle('content-accept', `<content creator="initiator" name="c" senders="initiator">${parts}</content>`);
const rtp = 'urn:xmpp:jingle:apps:rtp:1';
const ice = 'urn:xmpp:jingle:transports:ice-udp:1';
const fingerprint = Array.from({ length: 32 }, () => '1A').join(':');

describe('sessions (XEP-0166)', () => {
  accepts(jingle('session-terminate', '<reason><success/><text>Sorry, gotta go!</text></reason>'));
  objects(jingle('session-terminate', '<reason><text>Sorry, gotta go!</text></reason>'), 'xmpp/child-choice');
  objects(jingle('session-terminate', '<reason><success/><busy/></reason>'), 'xmpp/child-choice');
  objects(jingle('session-start', '<content creator="initiator" name="c"/>'), 'xmpp/attribute-value');
  objects(jingle('content-remove', '<content creator="initiator"/>'), 'xmpp/attribute-required');
  objects(
    '<message to="romeo@example.org"><jingle xmlns="urn:xmpp:jingle:0" action="session-info" sid="1"/></message>',
    'xmpp/namespace-retired',
  );
});

describe('media (XEP-0167, 0176, 0293, 0294, 0320, 0338, 0339)', () => {
  accepts(
    content(
      `<description xmlns="${rtp}" media="audio"><payload-type id="96" name="speex" clockrate="16000"><parameter name="vbr" value="on"/><rtcp-fb xmlns="urn:xmpp:jingle:apps:rtp:rtcp-fb:0" type="nack" subtype="pli"/></payload-type><rtcp-mux/></description>`,
    ),
  );
  objects(
    content(`<description xmlns="${rtp}" media="audio"><payload-type name="speex"/></description>`),
    'xmpp/attribute-required',
  );
  objects(
    content(`<description xmlns="${rtp}" media="audio"><payload-type id="128"/></description>`),
    'xmpp/attribute-value',
  );
  accepts(
    content(
      `<transport xmlns="${ice}" pwd="asd88fgpdd777uzjYhagZg" ufrag="8hhy"><candidate component="1" foundation="1" generation="0" id="el0747fg11" ip="10.0.1.1" network="1" port="8998" priority="2130706431" protocol="udp" type="host"/></transport>`,
    ),
  );
  objects(
    content(
      `<transport xmlns="${ice}" ufrag="8hhy" pwd="asd88fgpdd777uzjYhagZg"><candidate component="1" foundation="1" generation="0" id="e" ip="10.0.1.1" port="98998" priority="1" protocol="udp" type="host"/></transport>`,
    ),
    'xmpp/attribute-value',
  );
  accepts(
    content(
      `<transport xmlns="${ice}"><fingerprint xmlns="urn:xmpp:jingle:apps:dtls:0" hash="sha-256" setup="actpass">${fingerprint}</fingerprint></transport>`,
    ),
  );
  objects(
    content(
      `<transport xmlns="${ice}"><fingerprint xmlns="urn:xmpp:jingle:apps:dtls:0" hash="sha-256" setup="both">${fingerprint}</fingerprint></transport>`,
    ),
    'xmpp/attribute-value',
  );
  objects(jingle('session-info', '<mute xmlns="urn:xmpp:jingle:apps:rtp:info:1"/>'), 'xmpp/attribute-required');
  objects(
    jingle('session-info', '<group xmlns="urn:xmpp:jingle:apps:grouping:0" semantics="BUNDLE"/>'),
    'xmpp/child-required',
  );
});

describe('files (XEP-0234, 0260, 0261)', () => {
  accepts(
    content(
      '<description xmlns="urn:xmpp:jingle:apps:file-transfer:5"><file><name>test.txt</name><size>6144</size><range offset="270336"/></file></description><transport xmlns="urn:xmpp:jingle:transports:ibb:1" block-size="4096" sid="ch3d9s71"/>',
    ),
  );
  objects(
    content('<description xmlns="urn:xmpp:jingle:apps:file-transfer:5"><file><size>big</size></file></description>'),
    'xmpp/text-value',
  );
  accepts(
    jingle(
      'transport-info',
      '<content creator="initiator" name="c"><transport xmlns="urn:xmpp:jingle:transports:s5b:1" sid="vj3hs98y"><candidate-used cid="hr65dqyd"/></transport></content>',
    ),
  );
  objects(
    jingle(
      'transport-info',
      '<content creator="initiator" name="c"><transport xmlns="urn:xmpp:jingle:transports:s5b:1" sid="vj3hs98y"><candidate-used cid="h"/><candidate-error/></transport></content>',
    ),
    'xmpp/child-choice',
  );
});

describe('proposals in messages (XEP-0353)', () => {
  accepts(
    '<message to="juliet@example.org" type="chat"><reject xmlns="urn:xmpp:jingle-message:0" id="ca3cf894"><reason xmlns="urn:xmpp:jingle:1"><busy/><text>Busy</text></reason></reject></message>',
  );
  objects(
    '<message to="juliet@example.org" type="chat"><accept xmlns="urn:xmpp:jingle-message:0"/></message>',
    'xmpp/attribute-required',
  );
});
