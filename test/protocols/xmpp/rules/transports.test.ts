import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../../protocols/xmpp/parser/document.ts';
import { messageFindings } from '../../../../protocols/xmpp/rules/websocket.ts';
import { accepts, findings, objects } from '../specs/harness.ts';

const framing = 'urn:ietf:params:xml:ns:xmpp-framing';

describe('a stream over WebSocket', () => {
  const open = `<open xmlns="${framing}" to="example.org" version="1.0"/>`;
  accepts(open);
  accepts(
    `<open xmlns="${framing}" from="example.org" id="++TR84Sm6A3hnt3Q065SnAbbk3Y=" xml:lang="en" version="1.0"/>`,
  );
  accepts(`<close xmlns="${framing}"/>`);
  accepts(`<close xmlns="${framing}" see-other-uri="wss://other.example.org/ws"/>`);
  objects(`<open xmlns="${framing}" version="1.0"/>`, 'xmpp/websocket-open');
  objects(`<open xmlns="${framing}" to="example.org"/>`, 'xmpp/websocket-open');
  objects(
    `<open xmlns="${framing}" to="example.org" version="1.0"><presence xmlns="jabber:client"/></open>`,
    'xmpp/websocket-open',
  );
  objects(`<close xmlns="${framing}"><own xmlns="urn:own"/></close>`, 'xmpp/websocket-open');
  objects(`<open xmlns="${framing}" to="juliet@example.org" version="1.0"/>`, 'xmpp/attribute-value');
  objects(`<open xmlns="${framing}" to="example.org" verson="1.0" version="1.0"/>`, 'xmpp/attribute-unknown');

  const header =
    '<stream:stream to="example.org" version="1.0" xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams">';
  it('has no tags of a stream in the same file', () => {
    expect(findings(`${open}\n${header}`)).toEqual(['xmpp/websocket-stream']);
    expect(findings(`${open}\n<presence/>\n</stream:stream>`)).toEqual(['xmpp/websocket-stream']);
    expect(findings(`${header}\n<presence/>\n</stream:stream>`)).toEqual([]);
  });

  it('is told from another connection’s in the same file', () => {
    expect(findings(`<?connection ws?>\n${open}\n<?connection tcp?>\n${header}`)).toEqual([]);
    expect(findings(`<?connection tcp?>\n${header}\n<?connection ws?>\n${open}\n</stream:stream>`)).toEqual([
      'xmpp/websocket-stream',
    ]);
  });
});

describe('a WebSocket message', () => {
  const wrong = (text: string): string[] => {
    const found = messageFindings(parseDocument(text, () => []));
    for (const { start, end } of found) expect(start >= 0 && start < end && end <= text.length).toBe(true);
    return found.map(({ code }) => code);
  };

  it('is one element', () => {
    expect(wrong('<presence xmlns="jabber:client"/>')).toEqual([]);
    expect(wrong('<presence xmlns="jabber:client"/><message xmlns="jabber:client"/>')).toEqual([
      'xmpp/websocket-message',
    ]);
    expect(wrong('<presence xmlns="jabber:client"/> and more')).toEqual(['xmpp/websocket-message']);
  });

  it('has no XML declaration', () => {
    expect(wrong('<?xml version="1.0"?><presence xmlns="jabber:client"/>')).toEqual(['xmpp/websocket-message']);
  });

  it('declares its own namespaces', () => {
    expect(wrong('<presence/>')).toEqual(['xmpp/websocket-namespace']);
    expect(wrong('<stream:features/>')).toEqual(['xmpp/websocket-namespace']);
    expect(wrong('<stream:features xmlns:stream="http://etherx.jabber.org/streams"/>')).toEqual([]);
  });

  it('is no tag of a stream', () => {
    expect(wrong('<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams">')).toEqual([
      'xmpp/websocket-stream',
    ]);
    expect(wrong('</stream:stream>')).toEqual(['xmpp/websocket-stream']);
  });
});

describe('BOSH', () => {
  const body = (attributes: string, content = '') =>
    `<body xmlns="http://jabber.org/protocol/httpbind" xmlns:xmpp="urn:xmpp:xbosh" ${attributes}>${content}</body>`;
  const creation = 'rid="1573741820" to="example.org" wait="60" hold="1" ver="1.11" xmpp:version="1.0"';
  const request = 'rid="1573741821" sid="s"';
  const client = (name: string) => `<${name} xmlns="jabber:client"/>`;

  describe('asks for a session', () => {
    accepts(body(`${creation} xml:lang="en" content="text/xml; charset=utf-8" ack="1"`));
    objects(body('rid="1" wait="60" hold="1" ver="1.11" xmpp:version="1.0"'), 'xmpp/bosh-creation');
    accepts(body('rid="1" route="xmpp:example.org:5222" wait="60" hold="1" ver="1.11" xmpp:version="1.0"'));
    objects(body('rid="1" to="example.org" ver="1.11" xmpp:version="1.0"'), 'xmpp/bosh-creation');
    objects(body('rid="1" to="example.org" wait="60" hold="1"'), 'xmpp/bosh-version');
    objects(body(`${creation} ack="1573741820"`), 'xmpp/bosh-creation');
    objects(body(`${creation} xmpp:restart="true"`), 'xmpp/bosh-restart');
  });

  describe('grants a session', () => {
    accepts(body('sid="s" wait="60" requests="2" hold="1" inactivity="30" polling="5" ver="1.6" from="example.org"'));
    objects(body('sid="s" wait="60" hold="1"'), 'xmpp/bosh-response');
    objects(body('sid="s" wait="60" requests="1" hold="1"'), 'xmpp/bosh-response');
  });

  describe('goes on', () => {
    accepts(body(request));
    accepts(body(request, client('presence')));
    accepts(body(''));
    accepts(body('sid="s"', client('presence')));
    accepts(body(`${request} to="example.net" xml:lang="en"`), 'another stream');
    objects(body(`${request} wait="60"`), 'xmpp/bosh-later');
    objects(body('rid="9007199254740992" sid="s"'), 'xmpp/bosh-rid');
    accepts(body('rid="9007199254740991" sid="s"'));
    objects(body('rid="0" sid="s"'), 'xmpp/attribute-value');
    objects(body('sid="s" pause="60"'), 'xmpp/bosh-rid');
    accepts(body('rid="{{rid}}" sid="{{sid}}" condition="{{condition}}" type="{{type}}"'));
  });

  describe('restarts the stream', () => {
    accepts(body(`${request} to="example.org" xml:lang="en" xmpp:restart="true"`));
    objects(body(`${request} xmpp:restart="true"`), 'xmpp/bosh-version');
    objects(body(`${request} to="example.org" xmpp:restart="1"`, client('presence')), 'xmpp/bosh-restart');
    accepts(body(`${request} xmpp:restart="false"`, client('presence')));
  });

  describe('protects a session by keys', () => {
    const key = 'ca393b51b682f61f98e7877d61146407f3d0a770';
    accepts(body(`${creation} newkey="${key}"`));
    accepts(body(`${request} key="${key}" newkey="${key.toUpperCase()}"`));
    objects(body(`${request} key="ca39"`), 'xmpp/bosh-key');
    objects(body(`${creation} key="${key}"`), 'xmpp/bosh-key');
  });

  describe('ends a session', () => {
    accepts(body(`${request} type="terminate"`, '<presence xmlns="jabber:client" type="unavailable"/>'));
    accepts(body('type="terminate" condition="host-unknown"'));
    accepts(body('type="terminate" condition="see-other-uri"', '<uri>https://other.example.org/http-bind</uri>'));
    accepts(body('type="error"'));
    objects(body('condition="host-unknown"'), 'xmpp/bosh-condition');
    objects(body('type="error" condition="host-unknown"'), 'xmpp/bosh-condition');
    objects(body('type="terminate" condition="see-other-uri"'), 'xmpp/bosh-condition');
    objects(body('type="terminate"', '<uri>https://other.example.org/http-bind</uri>'), 'xmpp/bosh-condition');
    const error =
      '<stream:error xmlns:stream="http://etherx.jabber.org/streams"><not-authorized xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>';
    accepts(body('type="terminate" condition="remote-stream-error"', error));
    objects(body('type="terminate"', error), 'xmpp/bosh-condition');
  });

  describe('carries whole elements', () => {
    objects(body(request, '<presence/>'), 'xmpp/bosh-payload');
    objects(
      body(request, '<stream:stream xmlns:stream="http://etherx.jabber.org/streams" to="example.org" version="1.0"/>'),
      'xmpp/bosh-payload',
    );
    objects(
      body(request, `<message xmlns="jabber:client" to="a@b"><body>${'a'.repeat(9_500)}</body></message>`),
      'xmpp/stanza-size',
    );
    accepts(
      body(request, `<message xmlns="jabber:client" to="a@b"><body>${'a'.repeat(5_000)}</body></message>`.repeat(2)),
      'two stanzas that are not too large by themselves',
    );
  });
});
