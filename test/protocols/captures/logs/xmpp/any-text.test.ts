import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xmppLogs } from '../../../../../protocols/captures/logs/xmpp/index.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (each) =>
    `&#${String(each.charCodeAt(0))};`
      .replace('&#38;', '&amp;')
      .replace('&#60;', '&lt;')
      .replace('&#62;', '&gt;')
      .replace('&#34;', '&quot;')
      .replace('&#39;', '&apos;'),
  );
/** Characters of a message in one line; none that a log must hide. */
const content = fc
  .string({ unit: fc.constantFrom(...Array.from('ab ñ€😀<>&"\'\\{}/=:.-1')), maxLength: 60 })
  .map(escaped);
/** Dots and stars, which stand for what somebody left out. */
const isPlain = (text: string): boolean => !/^\s*(?:\.{3}|x{5})/.test(text);
const stanza = fc
  .tuple(fc.constantFrom('message', 'iq', 'presence'), content.filter(isPlain), content)
  .map(([name, id, body]) => `<${name} id="a${id}"><body>${body}</body></${name}>`);

const erlang = (text: string): string =>
  `<<"${[...new TextEncoder().encode(text)].map((byte) => (byte === 0x22 || byte === 0x5c ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte))).join('')}">>`;

/** How each program prints a stanza that it sends. */
const printers: Readonly<Record<string, (text: string) => string>> = {
  prosody: (text) => `Nov 30 10:00:00 c2s1\tdebug\tSEND: ${text}`,
  ejabberd: (text) => `10:00:00.000 [debug] (tcp|<0.5.0>) Send XML on stream = ${erlang(text)}`,
  openfire: (text) => `2026-11-30T10:00:00Z - C2S /192.0.2.1:50000  - SENT - (   rawDebug): ${text}`,
  profanity: (text) => `2026-11-30T10:00:00.000000+01:00: 00000042: conn: DBG: SENT: ${text}`,
  slixmpp: (text) => `DEBUG    SEND: ${text}`,
  smack: (text) => `SENT (0): ${text}`,
  tigase: (text) => `FINEST: SENT: ${text} [c2s@h/127.0.0.1_5222_127.0.0.1_4]`,
  dino: (text) => `XMPP OUT [a@b stream:0x1 thread:0x2 2026-11-30T10:00:00+0100]\n${text}`,
  gajim: (text) => `<!-- Outgoing Mon Nov 30 10:00:00 2026 (home) -->\n${text}\n`,
  psi: (text) => `<!-- TS:2026-11-30T10:00:00-->${text}`,
  xmppjs: (text) => `OUT\n${text}`,
  converse: (text) => `%c${text} color: darkcyan`,
  strophe: (text) => `SENT ${text}`,
  conversations: (text) => `D/conversations( 7135): a@b: SEND ${text}`,
  'xmpp-log': (text) => `{"direction":"out","xml":${JSON.stringify(text)}}`,
};

describe.each(xmppLogs.map((format) => [format.name, format] as const))('%s', (name, format) => {
  test('keeps every stanza that it prints', () => {
    const print = printers[name] ?? String;
    fc.assert(
      fc.property(fc.array(stanza, { minLength: 1, maxLength: 4 }), (stanzas) => {
        const read = entriesOfKind(format, stanzas.map(print).join('\n'), 'xml');
        expect(read.map(({ text, direction }) => [text, direction])).toEqual(stanzas.map((text) => [text, 'sent']));
      }),
      { numRuns: 60 },
    );
  });
  test('reads any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'SEND: ',
        'RECV(1): ',
        'IN',
        '<<"',
        '">>',
        '\\',
        '<iq',
        '/>',
        "'",
        '"',
        '\n',
        '\t',
        '&lt;',
        '<!-- Incoming',
        '-->',
        '...',
        ' stream = ',
        'debug',
      ),
      fc.constantFrom(...Object.values(printers)).chain((print) => fc.string({ maxLength: 40 }).map(print)),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        text.split('\n').reduce((before, line) => (format.recognises(line, before), line), '');
        entriesOf(format, text);
      }),
      { numRuns: 150 },
    );
  });
  test('reads long lines and many lines in bounded time', { timeout: 60_000 }, () => {
    const print = printers[name] ?? String;
    for (const text of ['<iq a="', '<message><body>', '(', ' ', '<', '"', '\\"', '-', '&lt;', '[', '{a}:'])
      entriesOf(format, print(`<iq>${text.repeat(30_000)}`));
    entriesOf(format, `${print('<iq>')}\n${'<a>\n'.repeat(20_000)}`);
  });
});
