import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankComments } from '../../../../protocols/xmpp/parser/comments.ts';

describe('plain XML without its comments', () => {
  it('has white space of the same length instead', () => {
    const { text, comments } = blankComments('<a><!-- b\nc --><?d e?></a>');
    expect(text).toBe('<a>      \n                </a>'.slice(0, 9) + '\n' + ' '.repeat(5) + ' '.repeat(7) + '</a>');
    expect(comments).toEqual([{ start: 3, end: 15 }]);
  });

  it('keeps character data that looks like one, and what does not end', () => {
    for (const text of ['<a><![CDATA[<!-- b -->]]></a>', '<a><!-- b', '<a><?b', '<a><![CDATA[ <!-- -->'])
      expect(blankComments(text)).toEqual({ text, comments: [] });
  });

  it('stays as long as it was, with its line ends, whatever it holds', () => {
    const piece = fc.constantFrom('<!--', '-->', '<?', '?>', '<![CDATA[', ']]>', '<a>', 'b', '\n', '-', '<');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const before = pieces.join('');
        const { text } = blankComments(before);
        expect(text.length).toBe(before.length);
        expect(text.replace(/[^\n]/g, '.')).toBe(before.replace(/[^\n]/g, '.'));
      }),
    );
  });
});
