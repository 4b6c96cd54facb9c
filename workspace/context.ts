import { readRuleSettings, type LanguageContext, type OwnTypes, type RuleSettings } from '../protocols/core/index.ts';
import { resolveEnvironment } from '../protocols/project/environment.ts';
import type { Project } from '../protocols/project/model.ts';

/** Where a project's files come from: the disk, or the editors in front of it. Files and folders are named by URI. */
export interface ProjectSources {
  /** The text of a file; undefined where there is none or it cannot be read. */
  readonly readText: (uri: string) => Promise<string | undefined>;
  /** The files in a folder that match globs, in a lasting order. */
  readonly findFiles: (folder: string, globs: readonly string[]) => Promise<readonly string[]>;
}

/** A project that defines nothing for itself. */
export const noTypes: OwnTypes = { amqpDefinitions: [], xmppSchemas: [] };

/** Reads what projects define for themselves: the files of `amqp.definitions` and `xmpp.schemas`. */
export class OwnTypesReader {
  readonly #sources: ProjectSources;
  readonly #last = new Map<string, OwnTypes>();

  constructor(sources: ProjectSources) {
    this.#sources = sources;
  }

  /** What a folder's project defines. The same lists as last time where nothing changed, since much is made from them. */
  async of(folder: string, project: Project): Promise<OwnTypes> {
    const [amqpDefinitions, xmppSchemas] = await Promise.all([
      this.#textsOf(folder, project.amqp.definitions),
      this.#textsOf(folder, project.xmpp.schemas),
    ]);
    const last = this.#last.get(folder) ?? noTypes;
    const types = {
      amqpDefinitions: unlessSame(last.amqpDefinitions, amqpDefinitions),
      xmppSchemas: unlessSame(last.xmppSchemas, xmppSchemas),
    };
    this.#last.set(folder, types);
    return types;
  }

  async #textsOf(folder: string, globs: readonly string[]): Promise<readonly string[]> {
    const uris = globs.length === 0 ? [] : await this.#sources.findFiles(folder, globs);
    const texts = await Promise.all(uris.map((uri) => this.#sources.readText(uri)));
    return texts.filter((text) => text !== undefined);
  }
}

function unlessSame(last: readonly string[], now: readonly string[]): readonly string[] {
  return last.length === now.length && last.every((text, index) => text === now[index]) ? last : now;
}

/** The severities of a project. The user's own setting (`wireloupe.rules`, unchecked) takes precedence over the file. */
export function rulesOf(project: Project | undefined, setting: unknown): RuleSettings {
  return { ...project?.rules, ...readRuleSettings(setting) };
}

/** What a project's documents are checked against. `environment` undefined means the first one of the file. */
export function languageContext(
  project: Project,
  types: OwnTypes,
  rules: RuleSettings,
  environment: string | undefined,
): LanguageContext {
  return {
    variables: resolveEnvironment(project, environment),
    connections: Object.keys(project.connections),
    rules,
    ...types,
  };
}
