import { PlacedIssues } from '../../protocols/core/inspect/index.ts';
import { noContext, noProject, variableLookup, type DynamicSources } from '../../protocols/core/index.ts';
import { loadProtocol } from '../../protocols/index.ts';
import { openForSending, type SendingLanguageName } from '../../protocols/sending.ts';
import type { Inspected } from './source.ts';

/** Values that do not change while the Inspector shows a unit: random values and times are made only when something is sent. */
const stillSources: DynamicSources = {
  id: () => '$id',
  uuid: () => '00000000-0000-4000-8000-000000000000',
  now: () => new Date(0),
  randomInt: (least) => least,
  env: (name) => `$env ${name}`,
  prompt: (name) => `$prompt ${name}`,
};

/**
 * What is at a UTF-16 offset of a document, decoded from the bytes that would be sent.
 * @returns undefined between the units, and where a text gives no bytes.
 */
export async function unitAt(
  language: SendingLanguageName,
  text: string,
  offset: number,
  values: ReadonlyMap<string, string>,
  project = noProject,
): Promise<Pick<Inspected, 'root' | 'issues'> | undefined> {
  const document = await openForSending(language, text, project);
  const unit = document.unitAt(offset, variableLookup(values, stillSources));
  if (unit === undefined) return undefined;
  const { codec, judge } = await loadProtocol(unit.protocol);
  const opened = codec.open(unit, noContext, project);
  const root = opened.tree({ secrets: true });
  return { root, issues: new PlacedIssues(root, judge.issues(opened, 'hint')) };
}
