import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { exampleContext, exampleFiles } from '../../examples.ts';
import { faults, mutants } from '../../fix-mutants.ts';

describe('the preferred quick fix of a mistake in an example', () => {
  it.each(exampleFiles('xmpp'))(
    'repairs it, brings no other, and loses nothing that its title does not name: %s',
    (_name, text) => {
      const made = mutants(text, 8);
      expect(made.length).toBeGreaterThan(20);
      expect(
        made.flatMap(({ name: mistake, text: mutant }) =>
          faults(xmppLanguage, mutant, exampleContext).map((fault) => `${mistake}: ${fault}`),
        ),
      ).toEqual([]);
    },
  );
});
