// Writes protocols/xmpp/specs/index.ts from the folder: one import for each specification file. Run it after adding a file; `--check` writes nothing.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** RFCs come first, then XEPs, then what others publish. */
const rank = (name) => ['rfc', 'xep', 'nf-'].indexOf(name.slice(0, 3));

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'protocols', 'xmpp', 'specs');
const files = readdirSync(folder)
  .filter((name) => /^((rfc|xep)-\d{4}|nf-[a-z-]+)\.ts$/.test(name))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
const names = files.map((file) => file.replace('.ts', '').replace(/-(\w)/g, (_, first) => first.toUpperCase()));
const text = [
  '// Written by scripts/xmpp-specs-index.mjs: do not edit.',
  "import type { Specification } from '../model/definition.ts';",
  ...files.map((file, i) => `import { ${names[i]} } from './${file}';`),
  '',
  '/** Every specification that has a file of its own, in the order of their numbers: RFCs, XEPs, then those of the Neuro-Foundation. */',
  'export const specifications: readonly Specification[] = [',
  ...names.map((name) => `  ${name},`),
  '];',
  "export { catalogue, type CatalogueEntry } from './catalogue.ts';",
  '',
].join('\n');
const target = join(folder, 'index.ts');
const changed = readFileSync(target, { encoding: 'utf8', flag: 'a+' }) !== text;
if (changed && process.argv[2] !== '--check') writeFileSync(target, text);
console.error(`${files.length} specifications${changed ? ', index has changed' : ', index was current'}`);
