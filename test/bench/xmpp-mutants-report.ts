// Breaks the valid stanzas of the corpus in several ways, where it is present, and tells how many of the mutants are found:
//   npx esbuild test/bench/xmpp-mutants-report.ts --bundle --platform=node --format=esm --outfile=/tmp/mutants.mjs && node /tmp/mutants.mjs [class]
import { existsSync } from 'node:fs';
import { corpusFile, readCorpus } from '../protocols/xmpp/corpus.ts';
import { measureMutants } from '../protocols/xmpp/mutants.ts';

if (!existsSync(corpusFile)) {
  console.log(`${corpusFile} is not here`);
} else {
  const texts = readCorpus()
    .filter(({ expect }) => expect === 'valid')
    .map(({ text }) => text);
  for (const { name, made, found, missed } of measureMutants(texts)) {
    console.log(`${((100 * found) / made).toFixed(1).padStart(6)} % of ${String(made).padStart(5)}: ${name}`);
    if (process.argv[2] !== undefined && name.includes(process.argv[2]))
      for (const text of missed) console.log(`  missed: ${text.replace(/\s+/g, ' ').slice(0, 400)}`);
  }
}
