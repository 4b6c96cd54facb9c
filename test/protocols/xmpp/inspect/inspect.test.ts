import { gravest } from '../../../../protocols/core/index.ts';
import { openXmpp, xmppIssues, xmppTree } from '../opened.ts';
import { feedTraffic } from '../traffic/feed.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InspectNode } from '../../../../protocols/core/inspect/index.ts';
import { strictParse } from '../../../../protocols/xmpp/index.ts';
import { fragments } from '../arbitrary.ts';

const rowOf = (unit: Uint8Array) => {
  const opened = openXmpp(unit);
  return { name: opened.name, summary: opened.summary(), state: gravest(xmppIssues(unit)) };
};

const bytes = (text: string) => new TextEncoder().encode(text);
const slice = (text: string, range: readonly [number, number] | undefined) =>
  range === undefined ? undefined : new TextDecoder().decode(bytes(text).slice(range[0], range[1]));

function find(node: InspectNode, label: string): InspectNode | undefined {
  if (node.label === label) return node;
  for (const child of node.children) {
    const found = find(child, label);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('inspecting a unit', () => {
  const text =
    '<message to="jülia@b" id="a"><body>é😀</body><delay xmlns="urn:xmpp:delay" stamp="2026-11-22T19:40:00Z"/></message>';
  const tree = xmppTree(bytes(text));

  it('gives elements, attributes and text with their bytes', () => {
    expect(slice(text, find(tree, 'to')?.range)).toBe('to="jülia@b"');
    expect(slice(text, find(tree, 'body')?.range)).toBe('<body>é😀</body>');
    expect(find(tree, 'body')?.value).toBe('é😀');
    expect(slice(text, find(tree, 'text')?.range)).toBe('é😀');
  });

  it('says what each is for, and where that is specified', () => {
    expect(find(tree, 'delay')).toMatchObject({
      description: 'Says when a stanza was first sent, and who held it back.',
      section: { document: 'XEP-0203', section: '2' },
    });
    expect(find(tree, 'stamp')?.description).toContain('first sent');
  });

  it('gives stable ids from the root', () => {
    expect(tree.id).toBe('0');
    expect(tree.children.map(({ id }) => id)).toEqual(['0.0', '0.1', '0.2', '0.3']);
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), fragments.map(bytes)), (unit) => {
        const inside = (node: InspectNode): void => {
          const [start = 0, end = 0] = node.range ?? [];
          expect(start >= 0 && start <= end && end <= unit.length).toBe(true);
          node.children.forEach(inside);
        };
        inside(xmppTree(unit));
        for (const issue of xmppIssues(unit))
          expect(issue.offset >= 0 && issue.length >= 0 && issue.offset + issue.length <= unit.length).toBe(true);
        for (const [start, end] of openXmpp(unit).secrets()) expect(start < end && end <= unit.length).toBe(true);
        expect(openXmpp(unit).summary()).not.toContain('\n');
      }),
      { numRuns: 400 },
    );
  });
});

describe('secrets', () => {
  it.each([
    ['<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AGEAYg==</auth>', 'AGEAYg=='],
    ['<response xmlns="urn:ietf:params:xml:ns:xmpp-sasl">Yz1iaXdz</response>', 'Yz1iaXdz'],
    [
      '<authenticate xmlns="urn:xmpp:sasl:2" mechanism="PLAIN"><initial-response>AGEAYg==</initial-response></authenticate>',
      'AGEAYg==',
    ],
    [
      '<iq type="set" id="a"><query xmlns="jabber:iq:register"><username>a</username><password>hunter2</password></query></iq>',
      'hunter2',
    ],
    [
      '<presence to="r@c/n"><x xmlns="http://jabber.org/protocol/muc"><password>cauldron</password></x></presence>',
      'cauldron',
    ],
    [
      '<iq type="set" id="a"><query xmlns="u"><x xmlns="jabber:x:data" type="submit"><field var="muc#roomconfig_roomsecret"><value>cauldron</value></field></x></query></iq>',
      'cauldron',
    ],
    [
      '<handshake xmlns="jabber:component:accept">aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>',
      'aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e',
    ],
    ['<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AGEAYg', 'AGEAYg'],
  ])('in %s are found', (text, secret) => {
    const ranges = openXmpp(bytes(text)).secrets();
    expect(ranges.map((range) => slice(text, range))).toEqual([secret]);
    expect(openXmpp(bytes(text)).summary()).not.toContain(secret);
    const marked = (node: InspectNode): boolean =>
      (node.value?.includes(secret) === true ? node.secret === true : true) && node.children.every(marked);
    expect(marked(xmppTree(bytes(text)))).toBe(true);
  });

  it('are not seen in ordinary stanzas', () => {
    expect(openXmpp(bytes('<message><body>hello</body></message>')).secrets()).toEqual([]);
  });
});

describe('a summary', () => {
  it.each([
    [
      '<message type="chat" to="a@b" id="x"><body>Hello\n there</body></message>',
      'message',
      'chat to a@b #x “Hello there”',
    ],
    [
      '<iq type="get" id="1" to="a.b"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
      'iq',
      'get disco#info to a.b #1',
    ],
    [
      '<iq type="error" id="1"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
      'iq',
      'error item-not-found #1',
    ],
    ['<a xmlns="urn:xmpp:sm:3" h="4"/>', 'a', 'h 4'],
    ['</stream:stream>', '/stream', 'the stream ends'],
    [' ', 'keepalive', 'white space'],
  ])('of %j', (text, name, summary) => {
    expect(rowOf(bytes(text))).toMatchObject({ name, summary });
  });

  it('carries the gravest finding', () => {
    expect(rowOf(bytes('<iq type="get"/>')).state).toBe('error');
    expect(rowOf(bytes('<presence/>')).state).toBeUndefined();
  });
});

describe('issues', () => {
  it('stand at bytes, with section and link', () => {
    const text = '<message to="é@b"><bdy/></message>';
    const [issue] = xmppIssues(bytes(text));
    expect(issue).toMatchObject({ code: 'xmpp/element-unknown', severity: 'warning' });
    expect(slice(text, [issue!.offset, issue!.offset + issue!.length])).toBe('bdy');
    expect(issue?.href).toContain('rfc6121');
  });

  it('name what a file may hold but a stream may not', () => {
    expect(xmppIssues(bytes('<!-- c -->')).map(({ code }) => code)).toEqual(['xmpp/comment']);
    expect(xmppIssues(bytes('<?var a="b"?>')).map(({ code }) => code)).toEqual(['xmpp/processing-instruction']);
  });
});

describe('a unit of too many tags or attributes to be taken apart', () => {
  const tags = `<message from="a@b" id="1"><body>hi</body>${'<a/>'.repeat(400_000)}</message>`;
  const attributes = `<message${' a=""'.repeat(400_000)}/>`;
  const few = `<message from="a@b" id="1"><body>${'x'.repeat(400_000)}</body></message>`;

  it('is read at its beginning, and says so', () => {
    for (const text of [tags, attributes]) {
      const [issue, ...others] = xmppIssues(bytes(text));
      expect(others).toEqual([]);
      expect(issue).toMatchObject({ code: 'xmpp/stanza-size', offset: 0, section: 'RFC 6120, 13.12' });
      expect(issue!.length).toBeLessThan(5000);
    }
    expect(rowOf(bytes(tags))).toMatchObject({ name: 'message', summary: 'from a@b #1' });
    const tree = xmppTree(bytes(tags));
    expect(tree.children.map(({ label, value }) => `${label} ${value ?? ''}`)).toEqual(['from a@b', 'id 1']);
    expect(xmppIssues(bytes(few)).filter(({ message }) => message.includes('only its beginning'))).toEqual([]);
  });

  it('is hidden behind its beginning, since nobody has looked for secrets there', () => {
    expect(openXmpp(bytes(tags)).secrets()).toEqual([[tags.indexOf('>') + 1, tags.length]]);
    expect(openXmpp(bytes(few)).secrets()).toEqual([]);
  });

  it('is judged by who sent it all the same, and not accepted by whoever reads strictly', () => {
    const traffic = feedTraffic({ jid: 'romeo@example.org/x' });
    expect(traffic.follow('client', bytes(tags)).map(({ code }) => code)).toEqual(['xmpp/from-own']);
    expect(strictParse(tags).problems.map(({ code }) => code)).toEqual(['xmpp/stanza-size']);
    expect(strictParse(few).problems).toEqual([]);
  });
});
