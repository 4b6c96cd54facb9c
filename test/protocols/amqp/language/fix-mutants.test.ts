import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import { exampleContext, exampleFiles } from '../../examples.ts';
import { faults, mutants } from '../../fix-mutants.ts';

describe('the preferred quick fix of a mistake in an example', () => {
  it.each(exampleFiles('amqp'))(
    'repairs it, brings no other, and loses nothing that its title does not name: %s',
    (_name, text) => {
      const made = mutants(text, 2);
      expect(made.length).toBeGreaterThan(20);
      expect(
        made.flatMap(({ name: mistake, text: mutant }) =>
          faults(amqpLanguage, mutant, exampleContext).map((fault) => `${mistake}: ${fault}`),
        ),
      ).toEqual([]);
    },
  );
});
