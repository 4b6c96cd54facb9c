// Measures the rules on the corpus of stanzas, where it is present, and lists what is left over:
//   npx esbuild test/bench/xmpp-corpus-report.ts --bundle --platform=node --format=esm --outfile=/tmp/report.mjs && node /tmp/report.mjs [all]
import { existsSync } from 'node:fs';
import { corpusFile, measureCorpus, readCorpus } from '../protocols/xmpp/corpus.ts';

if (!existsSync(corpusFile)) {
  console.log(`${corpusFile} is not here`);
} else {
  const result = measureCorpus(readCorpus());
  for (const line of result.lines) console.log(line);
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
  console.log(
    `valid ${result.valid}: with an error ${result.falseErrors} (${percent(result.falseErrors, result.valid)}), with a warning ${result.falseWarnings} (${percent(result.falseWarnings, result.valid)})`,
  );
  console.log(`invalid ${result.invalid}: found ${result.found} (${percent(result.found, result.invalid)})`);
  for (const [code, count] of result.codes) console.log(`${String(count).padStart(5)} ${code}`);
}
