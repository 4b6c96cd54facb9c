import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnostics } from '../../../../protocols/xmpp/language/diagnostics.ts';
import { parse, type XmppDocument } from '../../../../protocols/xmpp/language/document.ts';
import type { XmlElement } from '../../../../protocols/xmpp/parser/node.ts';
import { fragments, stanzaText } from '../arbitrary.ts';

/** What two parses of the same text must agree on. */
function shape(document: XmppDocument): unknown {
  return {
    nodes: document.nodes.map((node, i) => [
      document.starts[i],
      node.length,
      node.kind,
      node.directive,
      node.disables,
      node.root === undefined ? undefined : elementShape(node.root),
    ]),
    found: diagnostics(document),
  };
}

function elementShape(element: XmlElement): unknown {
  return [
    element.name,
    element.namespace,
    element.start,
    element.openEnd,
    element.closeStart,
    element.end,
    element.attributes.map((a) => [a.name, a.start, a.valueStart, a.valueEnd, a.flags]),
    element.children.map((child) =>
      child.kind === 'element' ? elementShape(child) : [child.start, child.end, child.flags],
    ),
  ];
}

function checkOffsets(element: XmlElement, from: number, to: number): void {
  expect(element.start).toBeGreaterThanOrEqual(from);
  expect(element.end).toBeLessThanOrEqual(to);
  expect(element.openEnd).toBeGreaterThan(element.start);
  let at = element.openEnd;
  for (const child of element.children) {
    expect(child.start).toBeGreaterThanOrEqual(at);
    expect(child.end).toBeGreaterThanOrEqual(child.start);
    if (child.kind === 'element') checkOffsets(child, at, element.end);
    at = child.end;
  }
}

describe('parsing any text', () => {
  it('never throws, and keeps every offset inside', () => {
    fc.assert(
      fc.property(fragments, (text) => {
        const document = parse(text, { variables: new Map() });
        let at = 0;
        document.nodes.forEach((node, i) => {
          const start = document.starts[i] ?? -1;
          expect(start).toBeGreaterThanOrEqual(at);
          expect(text.slice(at, start).trim()).toBe('');
          expect(node.length).toBeGreaterThan(0);
          if (node.root !== undefined) checkOffsets(node.root, 0, node.length);
          at = start + node.length;
        });
        expect(text.slice(at).trim()).toBe('');
        for (const { start, end } of diagnostics(document)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('gives after any edit what parsing anew gives', () => {
    const edited = fc.oneof(fragments, stanzaText);
    fc.assert(
      fc.property(edited, fc.nat(), fc.nat(30), fragments, (text, place, removed, inserted) => {
        const at = text.length === 0 ? 0 : place % text.length;
        const next = text.slice(0, at) + inserted + text.slice(at + removed);
        const incremental = parse(next, {}, parse(text, {}));
        expect(shape(incremental)).toEqual(shape(parse(next, {})));
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same over a whole row of small edits', () => {
    fc.assert(
      fc.property(
        stanzaText,
        fc.array(
          fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', '<', '>', '"', '/', 'a', ' ', '\n', '<!--', '-->', '<iq>')),
          { maxLength: 12 },
        ),
        (text, edits) => {
          let now = text;
          let document = parse(now, {});
          for (const [place, removed, inserted] of edits) {
            const at = now.length === 0 ? 0 : place % (now.length + 1);
            now = now.slice(0, at) + inserted + now.slice(at + removed);
            document = parse(now, {}, document);
          }
          expect(shape(document)).toEqual(shape(parse(now, {})));
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('an edit', () => {
  const stanza = '<message to="a@b"><body>hi</body></message>\n';

  it('reads again only the stanza that it touches', () => {
    const text = stanza.repeat(100);
    const at = stanza.length * 50 + 25;
    const document = parse(`${text.slice(0, at)}x${text.slice(at)}`, {}, parse(text, {}));
    expect(document.nodes).toHaveLength(100);
    expect(document.reused).toBe(99);
  });

  it('that leaves a tag open touches its neighbour at most', () => {
    const text = stanza.repeat(100);
    const at = stanza.length * 50;
    const document = parse(`${text.slice(0, at)}<iq>\n${text.slice(at)}`, {}, parse(text, {}));
    expect(document.nodes).toHaveLength(101);
    expect(document.reused).toBeGreaterThanOrEqual(99);
  });
});

describe('hostile texts', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['unclosed tags', '<a>'.repeat(100_000)],
    ['stray end tags', `<r>${'</a>'.repeat(100_000)}`],
    ['unclosed tags with stray ends', `${'<a>'.repeat(50_000)}${'</b>'.repeat(50_000)}`],
    ['attributes', `<a ${Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`],
    ['the same attribute', `<a ${'b="1" '.repeat(50_000)}/>`],
    [
      'declarations',
      `<a ${Array.from({ length: 20_000 }, (_, i) => `xmlns:a${i}="u"`).join(' ')}>${Array.from({ length: 20_000 }, (_, i) => `<a${i}:x/>`).join('')}</a>`,
    ],
    ['open quotes', '<a b="'.repeat(100_000)],
    ['bare less-than signs', '<'.repeat(300_000)],
    ['less-than signs in a value', `<a b='${'<'.repeat(300_000)}`],
    ['open comments', '<!--'.repeat(100_000)],
    ['open CDATA sections', `<a>${'<![CDATA['.repeat(50_000)}`],
    ['open instructions', '<?'.repeat(100_000)],
    ['ampersands', `<a>${'&'.repeat(300_000)}</a>`],
    ['open variables', `<a>${'{{'.repeat(100_000)}</a>`],
    ['one long text', `<a>${'x'.repeat(3_000_000)}</a>`],
    ['one long name', `<${'x'.repeat(500_000)}>`],
    ['white space', ' '.repeat(1_000_000)],
    ['stanzas without end', '<iq>\n'.repeat(50_000)],
    ['deep nesting of stanzas', '<iq>'.repeat(50_000)],
    ['deep nesting of declarations', `<a xmlns='u'>`.repeat(50_000)],
    ['deep nesting of prefixes', Array.from({ length: 20_000 }, (_, i) => `<x:a xmlns:a${i}='u'>`).join('')],
    ['unknown namespaces', Array.from({ length: 5_000 }, (_, i) => `<a xmlns="urn:xmpp:pin${i}x"/>`).join('')],
  ];

  it.each(cases)('of %s are read, and found to be wrong or fine', (_name, text) => {
    const document = parse(text, {});
    const found = diagnostics(document);
    for (const { end } of found.slice(0, 100)) expect(end).toBeLessThanOrEqual(text.length);
  });
});
