import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../protocols/xmpp/index.ts';
import { corpusFile, measureCorpus, readCorpus } from './corpus.ts';
import { leftovers } from './corpus-leftovers.ts';
import { measureMutants } from './mutants.ts';

describe.skipIf(!existsSync(corpusFile))('on the corpus of example stanzas (folder shared/corpus)', () => {
  const result = measureCorpus(existsSync(corpusFile) ? readCorpus() : []);

  it('the valid ones draw an error in at most 0.3 % of cases and a warning in at most 3 %', () => {
    console.log(result.lines.join('\n'));
    console.log(
      `valid ${result.valid}: ${result.falseErrors} with an error, ${result.falseWarnings} with a warning; invalid ${result.invalid}: ${result.found} found`,
    );
    expect(result.falseErrors / result.valid).toBeLessThanOrEqual(0.003);
    expect(result.falseWarnings / result.valid).toBeLessThanOrEqual(0.03);
  });

  it('what the valid ones still draw is listed with the reason, and nothing else is', () => {
    const listed = (
      [xep, caption, code]: (typeof leftovers)[number],
      each: (typeof result.leftovers)[number],
    ): boolean => xep === each.entry.xep && each.entry.caption.startsWith(caption) && code === each.code;
    expect(
      result.leftovers
        .filter((each) => !leftovers.some((leftover) => listed(leftover, each)))
        .map(({ entry, code }) => `XEP-${entry.xep} “${entry.caption}”: ${code}`),
    ).toEqual([]);
    expect(leftovers.filter((leftover) => !result.leftovers.some((each) => listed(leftover, each)))).toEqual([]);
  });

  it('at least 97 % of the invalid ones are found', () => {
    expect(result.found / result.invalid).toBeGreaterThanOrEqual(0.97);
  });
});

describe.skipIf(!existsSync(corpusFile))('on broken stanzas of the corpus (folder shared/corpus)', () => {
  const entries = existsSync(corpusFile) ? readCorpus() : [];
  const valid = entries.filter((entry) => entry.expect === 'valid').map(({ text }) => text);

  it('finds at least 97 % of the mutants of each class', () => {
    for (const { name, made, found } of measureMutants(valid.filter((_, i) => i % 5 === 0))) {
      expect(made, name).toBeGreaterThan(50);
      expect(found / made, name).toBeGreaterThanOrEqual(0.97);
    }
  });

  it('never throws, whatever is cut out, doubled or put in, and keeps places inside', () => {
    fc.assert(
      fc.property(
        fc.nat(entries.length - 1),
        fc.nat(),
        fc.nat(40),
        fc.constantFrom('', '<', '>', '"', '&', '</', '<!--', ']]>', '{{', '\u0000', '<iq>', 'xmlns=""'),
        fc.boolean(),
        (index, place, size, insert, double) => {
          const text = entries[index]?.text ?? '';
          const at = place % (text.length + 1);
          const broken =
            text.slice(0, at) + insert + (double ? text.slice(Math.max(0, at - size)) : text.slice(at + size));
          const document = xmppLanguage.parse(broken, {});
          for (const { start, end } of xmppLanguage.diagnostics(document))
            expect(start >= 0 && start <= end && end <= broken.length).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
