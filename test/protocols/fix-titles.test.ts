import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../protocols/amqp/language/index.ts';
import { xmppLanguage } from '../../protocols/xmpp/index.ts';
import { mistakes as amqpMistakes, slips as amqpSlips } from './amqp/language/mistakes.ts';
import { exampleContext, exampleFiles } from './examples.ts';
import { mutants } from './fix-mutants.ts';
import { sharedTitles } from './fixes.ts';
import { mistakes as xmppMistakes, slips as xmppSlips } from './xmpp/language/mistakes.ts';

const context = { ...exampleContext, connections: ['romeo', 'juliet', 'broker'] };
const textsOf = (
  mistakes: readonly (readonly [rule: string, text: string, ...rest: unknown[]])[],
  slips: readonly string[],
): string[] => [...mistakes.map(([, text]) => text), ...slips];

describe('the quick fixes of one finding have a title each', () => {
  it.each(textsOf(amqpMistakes, amqpSlips))('in a script: %j', (text) => {
    expect(sharedTitles(amqpLanguage, text, context)).toEqual([]);
  });

  it.each(textsOf(xmppMistakes, xmppSlips))('in stanzas: %j', (text) => {
    expect(sharedTitles(xmppLanguage, text, context)).toEqual([]);
  });

  it.each(exampleFiles('amqp'))('with a mistake in an example of a script: %s', (_name, text) => {
    expect(mutants(text, 1).flatMap((mutant) => sharedTitles(amqpLanguage, mutant.text, exampleContext))).toEqual([]);
  });

  it.each(exampleFiles('xmpp'))('with a mistake in an example of stanzas: %s', (_name, text) => {
    expect(mutants(text, 1).flatMap((mutant) => sharedTitles(xmppLanguage, mutant.text, exampleContext))).toEqual([]);
  });
});
