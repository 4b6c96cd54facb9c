import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corpusFile, measureCorpus, readCorpus } from './corpus.ts';

describe.skipIf(!existsSync(corpusFile))('on the corpus of example stanzas (folder shared/corpus)', () => {
  const result = measureCorpus(existsSync(corpusFile) ? readCorpus() : []);

  it('the valid ones draw an error in at most 0.3 % of cases and a warning in at most 3 %', () => {
    console.log(result.lines.join('\n'));
    console.log(`valid ${result.valid}: ${result.falseErrors} with an error, ${result.falseWarnings} with a warning; invalid ${result.invalid}: ${result.found} found`);
    expect(result.falseErrors / result.valid).toBeLessThanOrEqual(0.003);
    expect(result.falseWarnings / result.valid).toBeLessThanOrEqual(0.03);
  });

  it('at least 97 % of the invalid ones are found', () => {
    expect(result.found / result.invalid).toBeGreaterThanOrEqual(0.97);
  });
});
