import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** ESLint as the repository runs it, with the one rule that needs no types. */
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax',
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

async function reported(text: string, file: string): Promise<readonly string[]> {
  const results = await eslint.lintText(text, { filePath: path.join(root, file) });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe('slice', () => {
  /** The rule needs types: the text takes the place of a file that the project has. */
  const typed = new ESLint({ cwd: root, ruleFilter: ({ ruleId }) => ruleId === 'wireloupe/bytes-slice' });

  it.each([
    ['bytes', 'export const cut = (bytes: Uint8Array) => bytes.slice(1);', 1],
    ['bytes that are a Buffer', 'export const cut = (bytes: Buffer) => bytes.slice(1);', 1],
    ['bytes that may be absent', 'export const cut = (bytes?: Uint8Array) => bytes?.slice(1);', 1],
    ['bytes of a type parameter', 'export const cut = <T extends Uint8Array>(bytes: T) => bytes.slice(1);', 1],
    [
      'text, lists and blobs',
      'export const cut = (a: string, b: number[], c: Blob) => [a.slice(1), b.slice(1), c.slice(1)];',
      0,
    ],
    ['a copy', 'export const cut = (bytes: Uint8Array) => new Uint8Array(bytes.subarray(1));', 0],
  ])('of %s', async (_what, text, reports) => {
    const [result] = await typed.lintText(text, { filePath: path.join(root, 'wire/net/turns.ts') });
    expect(result?.messages.map(({ message }) => message)).toEqual(
      Array.from({ length: reports }, () => expect.stringContaining('shares a Buffer') as string),
    );
  });
});

describe('the name of a protocol', () => {
  it.each([
    "export const is = (p: string) => p === 'amqp';",
    "export const is = (p: string) => p != 'xmpp';",
    "export function is(p: string) { switch (p) { case 'amqp-0-9-1': return 1; } }",
    "export const is = (p: string) => ['amqp', 'amqp-0-9-1'].includes(p);",
    "export const is = (p: string) => ['unknown'].indexOf(p) >= 0;",
    "export const some = new Set(['amqp', 'xmpp']);",
    "export const is = (p: string) => p.startsWith('amqp');",
    "export const is = (p: string) => p.endsWith('xmpp');",
    "export const of = (p: 'amqp' | 'xmpp') => ({ amqp: 1, xmpp: 2 })[p];",
    "export const of = (p: 'amqp' | 'xmpp') => ({ amqp: 1, xmpp: 2 } as const)[p];",
    'const kinds = { xmpp: 1, amqp: 2 } as const;\nexport const of = (p: keyof typeof kinds) => kinds[p];',
    "const kinds: Readonly<Record<'xmpp' | 'amqp', number>> = make();",
    'const kinds: Record<ProtocolName, number> = make();',
  ])('decides nothing outside of its folder: %s', async (text) => {
    expect(await reported(text, 'wire/record/x.ts')).toContainEqual(expect.stringContaining('Ask the codec'));
    expect(await reported(text, 'wire/connections.ts')).toEqual([]);
  });

  it.each([
    "export const filters = ['xmpp', 'amqp'].map((language) => ({ language }));",
    "export const one = { protocol: 'amqp' };",
    'export const uri = (text: string) => text.startsWith("http");',
    "export const colours: Record<'red' | 'green', number> = { red: 1, green: 2 };",
    'send({ amqp: 1 });',
  ])('may be given: %s', async (text) => {
    expect(await reported(text, 'wire/record/x.ts')).toEqual([]);
  });
});
