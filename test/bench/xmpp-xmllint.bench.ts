// Side by side with xmllint on the published schemas, on the corpus of example stanzas: how many valid ones each flags, and how
// many invalid ones each finds. Needs xmllint, and the corpus beside the project.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFile, measureCorpus, readCorpus, type CorpusEntry } from '../protocols/xmpp/corpus.ts';
import { schemasFile } from '../protocols/xmpp/schemas.ts';
import type { BenchResult } from './result.ts';

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

interface Schema {
  readonly targetNamespace: string | null;
  readonly compiles: boolean;
  readonly text: string;
}

/** Writes one schema for each namespace, and one that imports them all; gives its path. */
function writeSchemas(folder: string): string {
  const chosen = new Map<string, string>();
  for (const line of readFileSync(schemasFile, 'utf8')
    .split('\n')
    .filter((each) => each !== '')) {
    const { targetNamespace, compiles, text } = JSON.parse(line) as Schema;
    if (compiles && targetNamespace !== null && (!chosen.has(targetNamespace) || targetNamespace.startsWith('jabber:')))
      chosen.set(targetNamespace, text);
  }
  writeFileSync(
    join(folder, 'xml.xsd'),
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${xmlNamespace}"><xs:attribute name="lang" type="xs:string"/></xs:schema>`,
  );
  const files = new Map([...chosen.keys()].map((namespace, i) => [namespace, `s${i}.xsd`]));
  const imports: string[] = [];
  for (const [namespace, text] of chosen) {
    const local = text.replace(/<(\w+:)?import\b[^>]*>/g, (tag) => {
      const wanted = /namespace\s*=\s*["']([^"']*)/.exec(tag)?.[1] ?? '';
      const file = wanted === xmlNamespace ? 'xml.xsd' : files.get(wanted);
      const bare = tag.replace(/\sschemaLocation\s*=\s*("[^"]*"|'[^']*')/, '');
      return file === undefined ? bare : bare.replace(/(\s*\/?>)$/, ` schemaLocation="${file}"$1`);
    });
    // Some refer to xml:lang without saying where it is from, which libxml2 does not take.
    const lang = local.includes(xmlNamespace)
      ? ''
      : `<xs:import xmlns:xs="http://www.w3.org/2001/XMLSchema" namespace="${xmlNamespace}" schemaLocation="xml.xsd"/>`;
    writeFileSync(join(folder, files.get(namespace) ?? ''), local.replace(/(<(?:\w+:)?schema\b[^>]*>)/, `$1${lang}`));
    imports.push(`<xs:import namespace="${namespace}" schemaLocation="${files.get(namespace) ?? ''}"/>`);
  }
  const driver = join(folder, 'all.xsd');
  writeFileSync(driver, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('\n')}</xs:schema>`);
  return driver;
}

/** The places of those entries that xmllint flags. */
async function flagged(folder: string, driver: string, entries: readonly CorpusEntry[]): Promise<Set<number>> {
  const names = entries.map((entry, i) => {
    const text = /^<[^\s>/]*[^>]*\sxmlns\s*=/.test(entry.text)
      ? entry.text
      : entry.text.replace(/^(\s*<[\w:-]+)/, '$1 xmlns="jabber:client"');
    writeFileSync(join(folder, `t${i}.xml`), text);
    return `t${i}.xml`;
  });
  const output = await new Promise<string>((resolve) => {
    execFile(
      'xmllint',
      ['--nonet', '--noout', '--schema', driver, ...names],
      { cwd: folder, maxBuffer: 1 << 28 },
      (_error, _stdout, stderr) => {
        resolve(stderr);
      },
    );
  });
  const fine = new Set([...output.matchAll(/^t(\d+)\.xml validates$/gm)].map((match) => Number(match[1])));
  return new Set(entries.map((_, i) => i).filter((i) => !fine.has(i)));
}

export async function run(): Promise<BenchResult> {
  const name = 'XMPP: against xmllint with the published schemas';
  if (!existsSync(corpusFile) || !existsSync(schemasFile))
    return { name, figures: [], missing: ['the corpus is not beside the project'] };
  const folder = mkdtempSync(join(tmpdir(), 'wireloupe-xmllint-'));
  try {
    const entries = readCorpus().filter(({ expect }) => expect !== 'unknown');
    const xmllint = await flagged(folder, writeSchemas(folder), entries);
    if (xmllint.size === entries.length)
      return { name, figures: [], missing: ['xmllint is not on the PATH, or does not take the schemas'] };
    const ours = measureCorpus(entries);
    const alarms = entries.filter(({ expect }, i) => expect === 'valid' && xmllint.has(i)).length;
    const found = entries.filter(({ expect }, i) => expect === 'invalid' && xmllint.has(i)).length;
    return {
      name,
      figures: [
        // Half of one alarm stands for none, so that there is a ratio.
        {
          label: `false alarms (errors) on ${ours.valid} valid stanzas`,
          ours: Math.max(ours.falseErrors, 0.5),
          peerName: 'xmllint',
          peer: alarms,
          unit: 'stanzas',
          better: 'smaller',
          goal: 50,
        },
        {
          label: `finds among ${ours.invalid} invalid stanzas`,
          ours: ours.found,
          peerName: 'xmllint',
          peer: found,
          unit: 'stanzas',
          better: 'larger',
          goal: 1,
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
