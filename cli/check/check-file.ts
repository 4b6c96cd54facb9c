import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LineIndex, maskSecrets, severities, type Diagnostic, type Severity } from '../../protocols/core/index.ts';
import { classify } from '../../server/classify.ts';
import { languages } from '../../server/languages.ts';
import { readBytes, utf8 } from '../files.ts';
import type { ProjectContext } from '../project.ts';
import type { FoundFile } from './find-files.ts';

/** A file with what is wrong with it. */
export interface CheckedFile {
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** `xmpp`, `amqp` or `wireloupe`: who speaks. */
  readonly source: string;
  readonly diagnostics: readonly Diagnostic[];
}

const sources = {
  xmpp: 'xmpp',
  amqp: 'amqp',
  amqpDefinitions: 'amqp',
  xmppSchema: 'xmpp',
  project: 'wireloupe',
} as const;

/**
 * Checks a file by the language server's own languages. Undefined for XML that is neither stanzas nor AMQP types, unless the
 * user named it: then it is taken for stanzas. One that cannot be read is a UsageError.
 */
export async function checkFile(
  { file, named }: FoundFile,
  { project, folder, context }: ProjectContext,
  least: Severity,
  cwd: string,
): Promise<CheckedFile | undefined> {
  const shown = path.relative(cwd, file) || file;
  const bytes = await readBytes(shown, file);
  const uri = pathToFileURL(file).href;
  const kind =
    classify({ uri, languageId: '', text: bytes.toString('utf8') }, pathToFileURL(folder).href, project) ??
    (named ? byName(file) : undefined);
  if (kind === undefined) return undefined;
  const text = utf8(shown, bytes);
  const found = languages[kind](text, context).diagnostics();
  // What a file quotes of itself goes into logs that others read.
  const diagnostics = found
    .filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least))
    .map((each) => ({ ...each, message: maskSecrets(each.message) }));
  return {
    file,
    text,
    lines: new LineIndex(text),
    source: sources[kind],
    diagnostics: [...diagnostics].sort((a, b) => a.start - b.start),
  };
}

function byName(file: string): 'xmpp' | 'amqp' | 'project' {
  if (/\.ya?ml$/i.test(file)) return 'amqp';
  if (/\.jsonc?$/i.test(file)) return 'project';
  return 'xmpp';
}
