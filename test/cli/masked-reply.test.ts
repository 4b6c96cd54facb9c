import { describe, expect, it } from 'vitest';
import { maskedNotation, maskedXml } from '../../cli/masked-reply.ts';

describe('a reply that send prints', () => {
  it.each([
    [
      "<iq type='result'><query xmlns='jabber:iq:register'><username>é romeo</username><password>hunter2</password></query></iq>",
      'hunter2',
    ],
    [
      "<iq type='result'><slot xmlns='urn:xmpp:http:upload:0'><put url='https://x.example/f'><header name='Authorization'>Basic c2VjcmV0</header></put></slot></iq>",
      'c2VjcmV0',
    ],
    ['<message><body>https://romeo:hunter2@example.org/</body></message>', 'hunter2'],
  ])('masks the secret in %s', (xml, secret) => {
    const shown = maskedXml(xml);
    expect(shown).not.toContain(secret);
    expect(shown).toContain('••••••••');
    expect(shown.startsWith(xml.slice(0, xml.indexOf('>') + 1))).toBe(true);
  });

  it('keeps all else of XML as it is', () => {
    const xml = "<message from='é@x'><body>Das Passwort wird nie gezeigt ☕</body></message>";
    expect(maskedXml(xml)).toBe(xml);
  });

  it('masks values of keys that say so in the notation, and keeps its form', () => {
    const notation = [
      '- message:',
      '    application-properties:',
      '      password: hunter2',
      '      "api-key": !symbol abc',
      '      left: 5',
      '      user: romeo',
      '    body: "https://a:hunter2@x/"',
    ].join('\n');
    expect(maskedNotation(notation).split('\n')).toEqual([
      '- message:',
      '    application-properties:',
      '      password: "••••••••"',
      '      "api-key": !symbol "••••••••"',
      '      left: 5',
      '      user: romeo',
      '    body: "https://a:••••••••@x/"',
    ]);
  });
});
