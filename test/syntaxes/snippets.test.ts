import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../protocols/amqp/language/index.ts';
import { conversationRules } from '../../protocols/amqp/rules/index.ts';
import { xmppLanguage } from '../../protocols/xmpp/index.ts';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
}

const snippets = (name: string) => Object.entries(JSON.parse(readFileSync(new URL(`../../syntaxes/snippets/${name}.json`, import.meta.url), 'utf8')) as Record<string, Snippet>);

/** What the editor puts in when nobody changes a placeholder: its default, or the first of its choices. */
function expand(body: readonly string[]): string {
  return body
    .join('\n')
    .replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\\([\\$}])/g, '$1');
}

// A snippet is a part of a script: what comes before it is not there, a protocol header included.
const conversation = new Set<string>([...Object.values(conversationRules).map((rule) => rule.id), 'amqp/script-header']);
const context = { variables: new Map<string, string>(), connections: ['romeo', 'broker'] };

describe('the snippets of .xmpp', () => {
  it.each(snippets('xmpp'))('%s is sound as it comes', (_name, { body, description }) => {
    const text = expand(body);
    const document = xmppLanguage.parse(text, context);
    expect(xmppLanguage.diagnostics(document).map((each) => each.message)).toEqual([]);
    expect(text).not.toMatch(/\$\{|\\/);
    expect(description).toMatch(/\.$|\?$/);
  });
});

describe('the snippets of .amqp.yaml', () => {
  it.each(snippets('amqp'))('%s is sound as it comes', (name, { body, description }) => {
    const text = expand(body);
    const whole = text.startsWith('- ') || text.startsWith('frames:') ? text : `${text}\nframes: []`;
    const document = amqpLanguage.parse(whole, context);
    // A frame alone is no whole conversation: what comes before and after it is the user's.
    const found = amqpLanguage.diagnostics(document).filter((each) => name === 'Frame script' || !conversation.has(each.code));
    expect(found.map((each) => `${each.code}: ${each.message}`)).toEqual([]);
    expect(description).toMatch(/\.$/);
  });

  it('have prefixes of their own', () => {
    const prefixes = snippets('amqp').map(([, each]) => each.prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});
