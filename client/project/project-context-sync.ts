import { EventEmitter, workspace, type Disposable } from 'vscode';
import type { ProjectContext, RuleSettings } from '../../protocols/core/index.ts';
import type { Log } from '../log.ts';
import type { WireWorker } from '../wire/wire.ts';
import type { Definitions } from './definitions.ts';
import type { Projects } from './projects.ts';
import { concernsRules, ruleSettings } from './rule-settings.ts';

/** Milliseconds without a change before it is passed on: a definition may be in the middle of an edit. */
const pause = 300;

/** Keeps wire informed of what the projects of its connections define and which severities they set, so that rows are judged by it. */
export class ProjectContextSync implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** Wire knows other types or severities than before: what it was asked for is to be asked for again. */
  readonly onDidChange = this.#changed.event;
  readonly #wire: WireWorker;
  readonly #projects: Projects;
  readonly #definitions: Definitions;
  readonly #log: Log;
  readonly #listening: readonly Disposable[];
  /** What wire knows, by connection; undefined while it has no traffic that it could judge. */
  #told: Map<string, ProjectContext> | undefined;
  /** Connections that are open, though perhaps in no file. */
  readonly #opened = new Set<string>();
  #telling: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(wire: WireWorker, projects: Projects, definitions: Definitions, log: Log) {
    this.#wire = wire;
    this.#projects = projects;
    this.#definitions = definitions;
    this.#log = log;
    this.#listening = [
      wire.onDidChangeConnection(({ name }) => {
        if (this.#opened.has(name)) return;
        this.#opened.add(name);
        this.#tell();
      }),
      wire.onDidChangeTraffic(() => {
        if (this.#told === undefined) this.#tell();
      }),
      // A new worker knows nothing.
      wire.onDidFail(() => {
        this.#told = undefined;
        this.#opened.clear();
      }),
      // Told of a change of wireloupe.json, too.
      definitions.onDidChange(() => this.#tellSoon()),
      workspace.onDidChangeConfiguration((change) => {
        if (concernsRules(change)) this.#tellSoon();
      }),
    ];
  }

  /** What the project of a connection defines and sets, as its files and the settings are now. */
  async of(connection: string): Promise<ProjectContext> {
    const state = await this.#projects.stateOfKey(connection);
    return { ...(await this.#definitions.of(state)), rules: ruleSettings(state) };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  #tellSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#told !== undefined) this.#tell();
    }, pause);
  }

  /** Tells wire what it does not know yet, one after the other. */
  #tell(): void {
    const told = (this.#told ??= new Map<string, ProjectContext>());
    this.#telling = this.#telling
      .then(() => this.#tellAll(told))
      .catch((error: unknown) =>
        this.#log.error(`The projects’ own types and severities could not be told to wire: ${String(error)}`),
      );
  }

  async #tellAll(told: Map<string, ProjectContext>): Promise<void> {
    const names = new Set([...(await this.#projects.connections()).map(({ key }) => key), ...this.#opened]);
    let changed = false;
    for (const connection of names) {
      const project = await this.of(connection);
      const before = told.get(connection);
      if (before === undefined ? isEmpty(project) : sameProject(before, project)) continue;
      await (await this.#wire.use()).setProjectContext({ connection, project });
      told.set(connection, project);
      changed = true;
    }
    if (changed) this.#changed.fire();
  }
}

function isEmpty({ amqpDefinitions, xmppSchemas, rules }: ProjectContext): boolean {
  return amqpDefinitions.length + xmppSchemas.length === 0 && Object.keys(rules).length === 0;
}

/** Whether two contexts say the same; the lists of texts are the same objects where nothing changed. */
function sameProject(one: ProjectContext, other: ProjectContext): boolean {
  return (
    one.amqpDefinitions === other.amqpDefinitions &&
    one.xmppSchemas === other.xmppSchemas &&
    sameRules(one.rules, other.rules)
  );
}

function sameRules(one: RuleSettings, other: RuleSettings): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}
