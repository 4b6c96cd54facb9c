import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextLine } from '../../../../protocols/core/inspect/index.ts';
import { indentedLines, rawLines, xmlTokens } from '../../../../protocols/xmpp/text/index.ts';

function show(text: string, lines: readonly TextLine[]): string[] {
  return lines.map(
    ({ depth, tokens }) => '  '.repeat(depth) + tokens.map(({ start, end }) => text.slice(start, end)).join(''),
  );
}

const indent = (text: string): string[] => show(text, indentedLines(text));

describe('the indented view', () => {
  it('gives each element a line of its own', () => {
    expect(indent('<iq id="1"><query xmlns="a"><item/><item/></query></iq>')).toEqual([
      '<iq id="1">',
      '  <query xmlns="a">',
      '    <item/>',
      '    <item/>',
      '  </query>',
      '</iq>',
    ]);
  });

  it('keeps an element that holds text in one piece', () => {
    expect(indent('<m><body>one <em>two</em> three</body><x/></m>')).toEqual([
      '<m>',
      '  <body>one <em>two</em> three</body>',
      '  <x/>',
      '</m>',
    ]);
  });

  it('leaves out white space between elements only', () => {
    expect(indent('<m>\n  <body>  a\n b </body>\n</m>\n')).toEqual(['<m>', '  <body>  a\n b </body>', '</m>']);
  });

  it('keeps an element without content on its line', () => {
    expect(indent('<m><body></body></m>')).toEqual(['<m>', '  <body></body>', '</m>']);
  });

  it('shows an opening stream tag, which is never closed', () => {
    expect(indent("<?xml version='1.0'?><stream:stream to='a'>")).toEqual([
      "<?xml version='1.0'?>",
      "<stream:stream to='a'>",
    ]);
  });

  it('shows a closing tag alone', () => {
    expect(indent('</stream:stream>')).toEqual(['</stream:stream>']);
  });

  it('loses nothing but white space, whatever the text', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1">',
      "<c y='<'>",
      '<',
      '>',
      '"',
      ' ',
      '\n',
      'text',
      '<!-- c -->',
      '<![CDATA[ ]]>',
      '<?p',
      '&amp;',
      '/>',
      '<d/>',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        (text) => {
          const strip = (s: string): string => s.replaceAll(/\s/g, '');
          expect(strip(indent(text).join(''))).toBe(strip(text));
        },
      ),
    );
  });
});

describe('the view as sent', () => {
  it('breaks lines where the text does, and nowhere else', () => {
    const text = '<m>\n\n<body a="1\n2">x</body></m>';
    expect(show(text, rawLines(text, xmlTokens(text)))).toEqual(text.split('\n'));
  });
});

describe('the colours', () => {
  const kinds = (text: string): string =>
    xmlTokens(text)
      .filter(({ start, end }) => text.slice(start, end).trim() !== '')
      .map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`)
      .join(' ');

  it('tell names, attributes and values apart', () => {
    expect(kinds('<a:b c="d">e</a:b>')).toBe(
      'punctuation:< tag:a:b attribute:c punctuation:= string:"d" punctuation:> text:e punctuation:</ tag:a:b punctuation:>',
    );
  });

  it('mark what is broken', () => {
    expect(kinds('<a b="c')).toContain('error:"');
    expect(kinds('<!-- open')).toBe('error:<!-- open');
  });

  it('cover all of any text, without gaps', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '/', '!', '-', '?', '"', "'", '=', ' ', 'a', '[', ']', '\n'),
          maxLength: 60,
        }),
        (text) => {
          let at = 0;
          for (const { start, end } of xmlTokens(text)) {
            expect(start).toBe(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBe(text.length);
        },
      ),
    );
  });
});
