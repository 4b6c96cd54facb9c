import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import { script, templates } from '../../../../protocols/amqp/language/templates.ts';
import { conversationRules } from '../../../../protocols/amqp/rules/index.ts';
import { plainText } from '../../../../server/features/snippets.ts';
import { check, completions } from './check.ts';

const names = [
  'send',
  'receive',
  'sasl-plain',
  'sasl-anonymous',
  'open',
  'begin',
  'attach-sender',
  'attach-receiver',
  'flow',
  'transfer',
  'disposition',
  'close',
];
// A template is a part of a script: what comes before it is not there, a protocol header included.
const conversation = new Set<string>([
  ...Object.values(conversationRules).map((rule) => rule.id),
  'amqp/script-header',
]);
const own = (found: readonly string[]) => found.filter((each) => names.includes(each));

describe('templates of steps', () => {
  it.each([...templates, script].map((each) => [each.name, each] as const))(
    '%s is sound as it comes',
    (name, { text, about }) => {
      const found = check(plainText(text)).filter(({ code }) => name === 'script' || !conversation.has(code));
      expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual([]);
      expect(plainText(text)).not.toMatch(/\$\{\d|\$\d|\\\}/);
      expect(about).toMatch(/\.$/);
    },
  );

  it.each([
    ['behind a dash', '- |'],
    ['behind a dash and a part of a name', '- at|'],
    ['behind the dash of a later step', '- header: amqp\n- |\n- close: {}\n'],
    ['under frames:', 'connection: a\nframes:\n  - |'],
    ['under frames: without a dash', 'frames:\n  |'],
    ['in an empty file', '|'],
    ['in a file of comments', '# mine\n\nop|'],
    ['in the column of the other steps', '- header: amqp\n- open: { container-id: a }\ntr|'],
    ['in the column of the other steps, under frames:', 'frames:\n  - header: amqp\n  tr|\n'],
  ])('are offered once each %s', (_where, marked) => {
    const found = completions(marked);
    expect(own(found).toSorted()).toEqual(names.toSorted());
    expect(new Set(found).size).toBe(found.length);
  });

  it.each([
    ['in a value', '- open: { container-id: tr| }'],
    ['in a value on a line of its own', '- open:\n    container-id: tr|\n'],
    ['among fields', '- open:\n    tr|\n'],
    ['in a message', '- transfer: { handle: 0 }\n  message:\n    b|\n'],
    ['beside a head', '- transfer: { handle: 0 }\n  m|\n'],
    [
      'in text over several lines',
      '- transfer: { handle: 0 }\n  message:\n    body:\n      value: |\n        I will s¦\n',
    ],
    [
      'at the beginning of such a line',
      '- transfer: { handle: 0 }\n  message:\n    body:\n      value: >\n        s¦\n',
    ],
    ['in a comment', '- open: { container-id: a }\n# tr|'],
    ['in quotes', '- open: { container-id: "a tr|" }'],
    ['in brackets', '[ { tr| } ]'],
    ['where a key is named again', '- tr|: { handle: 0 }'],
    ['among variables', 'vars:\n  tr|\nframes: []\n'],
    ['above frames:', 'connection: a\ntr|\nframes:\n  - close: {}\n'],
  ])('are not offered %s', (_where, marked) => {
    const text = marked.includes('¦') ? marked.replace('¦', '') : marked.replace('|', '');
    const offset = marked.indexOf(marked.includes('¦') ? '¦' : '|');
    const found = amqpLanguage.completions(amqpLanguage.parse(text, {}), offset);
    expect(
      found.filter(({ snippet, insert }) => snippet === true && insert.includes('- ')).map(({ label }) => label),
    ).toEqual([]);
    expect(found.map(({ label }) => label)).not.toContain('attach-sender');
  });
});

describe('text that may be any', () => {
  const typed = (marked: string) => {
    const offset = marked.indexOf('¦');
    return amqpLanguage
      .completions(amqpLanguage.parse(marked.replace('¦', ''), { variables: new Map([['room', 'r']]) }), offset)
      .filter(({ open }) => open !== true);
  };

  it.each([
    'container-id: tr¦',
    'container-id: "tr¦"',
    "container-id: 'a tr¦'",
    'hostname: r¦',
    'hostname: ¦',
    'offered-capabilities: [q¦]',
    'max-frame-size: 5¦',
    'idle-time-out: ¦',
    'container-id:¦',
  ])('%s takes what is typed', (field) => {
    expect(typed(`- open: { ${field} }`).map(({ label }) => label)).toEqual([]);
    expect(typed(`- open:\n    ${field}\n`).map(({ label }) => label)).toEqual([]);
  });

  it.each([
    'properties: { subject: t¦ }',
    'properties: { to: c¦ }',
    'properties: { content-type: t¦ }',
    'body: { value: t¦ }',
    'body: { value: u¦ }',
    'body: { value: "t¦" }',
    'body: { value: [n¦] }',
    'body: { data: t¦ }',
    'body: { value: |\n        I will t¦\n  }',
    'body:\n      value: |\n        I will t¦',
    'body:\n      value: t¦',
    'body:\n      data: "I\n        will t¦"',
    'application-properties: { a: t¦ }',
    'body:¦',
    'body: ¦',
    'body:\n      data: !base64 t¦',
  ])('in a message, %s takes what is typed', (message) => {
    expect(typed(`- transfer: { handle: 0 }\n  message:\n    ${message}\n`).map(({ label }) => label)).toEqual([]);
  });
});
