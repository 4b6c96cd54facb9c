import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../../../protocols/amqp/notation/index.ts';
import { corpus, hasCorpus } from '../notation/corpus.ts';
import { unitsOfBytes } from '../streams.ts';
import { check, type Found } from './check.ts';

interface Stream {
  readonly id: string;
  readonly file: string;
  readonly legal: boolean;
  readonly rule: string;
}

/** What one side sends, of which a script can say all. */
const streams = hasCorpus
  ? readFileSync(`${corpus}conformance/expected.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Stream)
      .filter(({ file }) => file.endsWith('.bin'))
  : [];

function grave(stream: Stream): Found[] {
  const units = unitsOfBytes(readFileSync(`${corpus}conformance/${stream.file}`)).map(({ unit }) => unit.bytes);
  return check(formatUnits(units)).filter(({ severity }) => severity === 'error' || severity === 'warning');
}

describe.skipIf(!hasCorpus)('a conformance stream as a script in the editor (needs ../shared/corpus)', () => {
  it.each(streams.filter(({ legal }) => legal))('draws no error where it is legal: $id', (stream) => {
    expect(grave(stream)).toEqual([]);
  });

  it.each(streams.filter(({ legal }) => !legal))('draws an error where $rule is broken: $id', (stream) => {
    expect(grave(stream).length).toBeGreaterThan(0);
  });
});
