import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../protocols/amqp/language/index.ts';
import { parseProject, resolveEnvironment } from '../../protocols/project/index.ts';
import { xmppLanguage } from '../../protocols/xmpp/index.ts';
import { outcomes, summary } from '../protocols/fixes.ts';

const read = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const { project } = parseProject(read('wireloupe.json'));
const context = { variables: resolveEnvironment(project, 'playground'), connections: Object.keys(project.connections), rules: project.rules };

/** Findings of the tours that no quick fix repairs. */
const withoutFix: readonly string[] = ['amqp/tag-content at "\\"zz\\"": no fix'];

describe('the tours of mistakes', () => {
  const stanzas = outcomes(xmppLanguage, read('mistakes.xmpp'), context);
  const frames = outcomes(amqpLanguage, read('mistakes.amqp.yaml'), context);

  it('have findings whose preferred quick fix repairs the text: the finding is gone, and no new one came', () => {
    const { repaired, total, rest } = summary([...stanzas, ...frames]);
    console.log(`tours of mistakes: ${repaired} of ${total} findings repaired (${Math.round((100 * repaired) / total)} %), without a fix: ${rest.join('; ') || 'none'}`);
    expect(rest).toEqual(withoutFix);
    expect(stanzas.length).toBeGreaterThanOrEqual(13);
    expect(frames.length).toBeGreaterThanOrEqual(14);
    expect(repaired / total).toBeGreaterThanOrEqual(0.9);
  });

  it('take text away where the rule says that it is too much, and nowhere else', () => {
    const removing = [...stanzas, ...frames].filter(({ fix }) => fix?.edits.every(({ text }) => text === '') === true);
    expect(removing.map(({ finding }) => finding.code)).toEqual([]);
  });

  it.each([
    ['xmpp', 'mistakes.xmpp'],
    ['amqp', 'mistakes.amqp.yaml'],
  ])('can be repaired as a whole, one preferred fix after the other (%s)', (language, name) => {
    let text = read(name);
    for (let left = 40; left > 0; left--) {
      const found = language === 'xmpp' ? outcomes(xmppLanguage, text, context) : outcomes(amqpLanguage, text, context);
      const next = found.find(({ fix }) => fix !== undefined);
      if (next?.text === undefined) break;
      text = next.text;
    }
    const left = language === 'xmpp' ? xmppLanguage.diagnostics(xmppLanguage.parse(text, context)) : amqpLanguage.diagnostics(amqpLanguage.parse(text, context));
    expect(left.map(({ code, message }) => `${code}: ${message}`)).toEqual(language === 'amqp' ? ['amqp/tag-content: “z” is not a hexadecimal digit'] : []);
  });
});
