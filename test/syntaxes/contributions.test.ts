import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Record<string, unknown>;

interface Contributions {
  readonly languages: readonly {
    readonly id: string;
    readonly extensions?: readonly string[];
    readonly filenames?: readonly string[];
    readonly configuration?: string;
    readonly icon?: Record<string, string>;
  }[];
  readonly grammars: readonly { readonly language: string; readonly scopeName: string; readonly path: string }[];
  readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
}
const { languages, grammars, jsonValidation, ...others } = json('package.json').contributes as Contributions;

/** All texts of a value that are regular expressions, by the names that VS Code gives to them. */
function patterns(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /pattern$|^(start|end)$/i.test(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => patterns(inner, name));
}

describe('what the extension contributes for its languages', () => {
  it('are .xmpp, .amqp.yaml and .amqp.yml, wireloupe.json with comments, and decoded pages', () => {
    expect(languages.map(({ id, extensions, filenames }) => [id, extensions ?? filenames])).toEqual([
      ['xmpp', ['.xmpp']],
      ['amqp', ['.amqp.yaml', '.amqp.yml']],
      ['jsonc', ['wireloupe.json']],
      ['wireloupe-decoded', undefined],
    ]);
  });

  it('are no snippets: the editor would offer them in texts and comments as well', () => {
    expect(others).not.toHaveProperty('snippets');
  });

  it('points at files that exist', () => {
    const paths = [
      ...languages.flatMap(({ configuration, icon }) => [configuration, ...Object.values(icon ?? {})]),
      ...grammars.map((each) => each.path),
      ...jsonValidation.map((each) => each.url),
    ];
    for (const path of paths) if (path !== undefined) expect(existsSync(new URL(path, root)), path).toBe(true);
  });

  it.each(grammars)('has a grammar for $language under its own scope', ({ path, scopeName, language }) => {
    expect(json(path).scopeName).toBe(scopeName);
    expect(languages.some(({ id }) => id === language)).toBe(true);
  });

  it.each(
    languages.flatMap(({ id, configuration }) => (configuration === undefined ? [] : [[id, configuration] as const])),
  )('configures %s with expressions that compile', (_id, path) => {
    const found = patterns(json(path));
    expect(found.length).toBeGreaterThan(2);
    for (const pattern of found) expect(() => new RegExp(pattern, 'u')).not.toThrow();
  });
});
