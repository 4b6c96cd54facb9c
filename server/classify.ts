import type { Project } from '../protocols/project/index.ts';
import type { Languages } from './environment.ts';
import { matches } from '../workspace/globs.ts';

/** What is known of a document when its language is looked for. */
export interface Classified {
  readonly uri: string;
  /** The editor's own name for the language. */
  readonly languageId: string;
  readonly text: string;
}

/**
 * The language that serves a document, undefined for those that are none of ours. The file name goes before the editor's
 * language, since other editors call `.amqp.yaml` plain YAML.
 */
export function classify(
  document: Classified,
  folder: string | undefined,
  project: Project,
): keyof Languages | undefined {
  const path = decodedPath(document.uri);
  if (path.endsWith('/wireloupe.json')) return 'project';
  if (/\.amqp\.ya?ml$/i.test(path)) return 'amqp';
  if (/\.xmpp$/i.test(path)) return 'xmpp';
  if (document.languageId === 'xmpp' || document.languageId === 'amqp') return document.languageId;
  if (document.languageId !== 'xml' && !/\.(?:xml|xsd)$/i.test(path)) return undefined;
  if (folder !== undefined && isIncluded(path, decodedPath(folder), project.xmpp.schemas)) return 'xmppSchema';
  if (isDefinitions(document.text)) return 'amqpDefinitions';
  if (folder === undefined) return undefined;
  if (isIncluded(path, decodedPath(folder), project.amqp.definitions)) return 'amqpDefinitions';
  return isIncluded(path, decodedPath(folder), project.xmpp.include) ? 'xmpp' : undefined;
}

/** AMQP type definitions have the root `amqp` in OASIS's namespace, after a prolog of any length in reason. */
function isDefinitions(text: string): boolean {
  return /<amqp\s[^>]*xmlns\s*=\s*["']http:\/\/www\.amqp\.org\/schema\/amqp\.xsd["']/.test(text.slice(0, 10_000));
}

function isIncluded(path: string, folder: string, globs: readonly string[]): boolean {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(base) && matches(path.slice(base.length), globs);
}

/** The URI's path without its percent signs; a URI that cannot be decoded stays as it is. */
function decodedPath(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
