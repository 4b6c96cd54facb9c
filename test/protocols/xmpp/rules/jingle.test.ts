import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

const jingle = (action: string, content: string, more = ''): string =>
  `<iq type="set" id="j1" to="romeo@example.org/orchard"><jingle xmlns="urn:xmpp:jingle:1" action="${action}" sid="a73sjj"${more}>${content}</jingle></iq>`;
const initiate = (contents: string): string =>
  jingle('session-initiate', contents, ' initiator="juliet@example.org/balcony"');
const content = (parts: string, more = ''): string =>
  `<content creator="initiator" name="voice"${more}>${parts}</content>`;
const rtp = '<description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"/>';
const files = (content: string): string =>
  `<description xmlns="urn:xmpp:jingle:apps:file-transfer:5"><file><name>a.txt</name><size>6</size>${content}</file></description>`;
const file = files('<hash-used xmlns="urn:xmpp:hashes:2" algo="sha-256"/>');
const sends = ' senders="initiator"';
const ice = '<transport xmlns="urn:xmpp:jingle:transports:ice-udp:1"/>';
const ibb = '<transport xmlns="urn:xmpp:jingle:transports:ibb:1" sid="s" block-size="4096"/>';
const video = `<content creator="initiator" name="video">${rtp}${ice}</content>`;

describe('a Jingle action that is about contents', () => {
  accepts(initiate(content(rtp + ice)));
  accepts(initiate(content(rtp + ice) + video));
  objects(initiate(''), 'xmpp/jingle-contents');
  for (const action of [
    'content-accept',
    'content-modify',
    'content-reject',
    'content-remove',
    'content-add',
    'description-info',
    'security-info',
    'transport-accept',
    'transport-info',
    'transport-reject',
    'transport-replace',
  ])
    objects(jingle(action, ''), 'xmpp/jingle-contents');
  for (const action of ['content-accept', 'content-reject', 'content-remove', 'transport-reject'])
    accepts(jingle(action, content('')));
});

describe('a Jingle action that is about the session', () => {
  accepts(jingle('session-info', ''));
  accepts(jingle('session-info', '<ringing xmlns="urn:xmpp:jingle:apps:rtp:info:1"/>'));
  objects(jingle('session-info', content('')), 'xmpp/jingle-contents-unused');
  accepts(jingle('session-terminate', '<reason><success/></reason>'));
  objects(jingle('session-terminate', `<reason><success/></reason>${content('')}`), 'xmpp/jingle-contents-unused');
  objects(jingle('session-terminate', ''), 'xmpp/jingle-reason');
});

describe('who a Jingle session is between', () => {
  objects(jingle('session-initiate', content(rtp + ice)), 'xmpp/jingle-role');
  objects(jingle('session-accept', content(rtp + ice)), 'xmpp/jingle-role');
  accepts(jingle('session-accept', content(rtp + ice), ' responder="romeo@example.org/orchard"'));
});

describe('the parts of a Jingle content', () => {
  objects(initiate(content(ice)), 'xmpp/jingle-description');
  objects(initiate(content(rtp)), 'xmpp/jingle-part');
  objects(initiate(content(rtp + rtp + ice)), 'xmpp/jingle-part');
  objects(initiate(content(rtp + ice + ice)), 'xmpp/jingle-part');
  objects(jingle('content-add', content(ice)), 'xmpp/jingle-description');
  objects(jingle('description-info', content('')), 'xmpp/jingle-description');
  accepts(jingle('description-info', content(rtp)));
  objects(jingle('transport-info', content('')), 'xmpp/jingle-part');
  accepts(jingle('transport-info', content(ice)));
  objects(jingle('security-info', content('')), 'xmpp/jingle-part');
  accepts(jingle('security-info', content('<security xmlns="urn:own"/>')));
  objects(jingle('content-modify', content('')), 'xmpp/jingle-senders');
  accepts(jingle('content-modify', content('', ' senders="none"')));
  // What is done is not known: nothing is missing.
  accepts(jingle('{{action}}', content('')));
});

describe('the contents of a Jingle session', () => {
  objects(initiate(`<content creator="responder" name="voice">${rtp}${ice}</content>`), 'xmpp/jingle-creator');
  accepts(jingle('content-add', `<content creator="responder" name="voice">${rtp}${ice}</content>`));
  objects(initiate(content(rtp + ice) + content(rtp + ice)), 'xmpp/jingle-content-unique');
  accepts(
    jingle('content-remove', '<content creator="initiator" name="voice"/><content creator="responder" name="voice"/>'),
  );
  objects(initiate(content(rtp + ice, ' disposition="early-session"')), 'xmpp/jingle-disposition');
  accepts(initiate(content(rtp + ice, ' disposition="early-session"') + video));
  accepts(initiate(content(rtp + ice, ' disposition="session"')));
});

describe('groups of Jingle contents (XEP-0338)', () => {
  const group = (...names: string[]): string =>
    `<group xmlns="urn:xmpp:jingle:apps:grouping:0" semantics="BUNDLE">${names.map((name) => `<content name="${name}"/>`).join('')}</group>`;
  accepts(initiate(group('voice', 'video') + content(rtp + ice) + video));
  objects(initiate(group('voice', 'vidoe') + content(rtp + ice) + video), 'xmpp/jingle-group');
  accepts(initiate(`${group('voice')}<content creator="initiator" name="{{name}}">${rtp}${ice}</content>`));
});

describe('applications and transports of Jingle', () => {
  objects(initiate(content(rtp + ibb)), 'xmpp/jingle-transport-kind');
  accepts(initiate(content(file + ibb, sends)));
  objects(initiate(content(file + ice, sends)), 'xmpp/jingle-transport-kind');
  accepts(
    initiate(
      content(
        `${file}<transport xmlns="urn:xmpp:jingle:transports:ice-udp:1"><sctpmap xmlns="urn:xmpp:jingle:transports:dtls-sctp:1" number="5000" protocol="webrtc-datachannel" streams="1024"/></transport>`,
        sends,
      ),
    ),
  );
});

describe('payload types of RTP', () => {
  const types = (payload: string): string =>
    jingle(
      'description-info',
      content(`<description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio">${payload}</description>`),
    );
  accepts(types('<payload-type id="0"/><payload-type id="96" name="speex" clockrate="16000"/>'));
  objects(types('<payload-type id="96"/>'), 'xmpp/rtp-payload-type');
  objects(types('<payload-type id="18" name="G729"/><payload-type id="18" name="G729"/>'), 'xmpp/rtp-payload-type');
});

describe('files over Jingle (XEP-0234)', () => {
  objects(initiate(content(file + ibb)), 'xmpp/jingle-file-senders');
  objects(initiate(content(file + ibb, ' senders="both"')), 'xmpp/jingle-file-senders');
  accepts(initiate(content(file + ibb, ' senders="{{sender}}"')));
  objects(initiate(content(files('') + ibb, sends)), 'xmpp/jingle-file-hash');
  accepts(initiate(content(files('') + ibb, ' senders="responder"')), 'a file that is asked for has no hash yet');
  accepts(jingle('content-accept', content(files('') + ibb, sends)));
});

describe('candidates of ICE (XEP-0176)', () => {
  const candidate =
    '<candidate component="1" foundation="1" generation="0" id="el0747fg11" ip="10.0.1.1" network="1" port="8998" priority="2130706431" protocol="udp" type="host"/>';
  const transport = (attributes: string, inner = candidate): string =>
    jingle(
      'transport-info',
      content(`<transport xmlns="urn:xmpp:jingle:transports:ice-udp:1"${attributes}>${inner}</transport>`),
    );
  accepts(transport(' ufrag="8hhy" pwd="asd88fgpdd777uzjYhagZg"'));
  accepts(transport('', ''));
  objects(transport(''), 'xmpp/ice-credentials');
  objects(transport(' ufrag="8hhy"'), 'xmpp/ice-credentials');
});

describe('proposals of calls (XEP-0353)', () => {
  const message = (type: string): string =>
    `<message to="juliet@example.org"${type}><proceed xmlns="urn:xmpp:jingle-message:0" id="ca3cf894"/></message>`;
  accepts(message(' type="chat"'));
  accepts(message(' type="{{type}}"'));
  objects(message(''), 'xmpp/jingle-message-type');
});

describe('proposals of calls (XEP-0353)', () => {
  const proposal = (content: string, type = 'chat') =>
    `<message to="a@b.c" type="${type}"><propose xmlns="urn:xmpp:jingle-message:0" id="1">${content}</propose></message>`;
  accepts(
    proposal(
      '<description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"/><description xmlns="urn:example:app" media="other"/>',
    ),
  );
  objects(proposal(''), 'xmpp/jingle-proposal');
  objects(proposal('', 'normal'), 'xmpp/jingle-message-type', 'xmpp/jingle-proposal');
});
