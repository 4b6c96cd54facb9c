import { EventEmitter, type Disposable } from 'vscode';
import type { OwnTypes } from '../../wire/protocol.ts';
import type { Log } from '../log.ts';
import type { Wire } from '../wire/wire.ts';
import type { Definitions } from './definitions.ts';
import type { Projects } from './projects.ts';

/** Milliseconds without a change before it is told: somebody may be typing in a definition. */
const pause = 300;

/** Keeps wire informed of what the projects of its connections define, so that rows are judged by it. */
export class KnownTypes implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** Wire knows other types than before: what it was asked for is to be asked for again. */
  readonly onDidChange = this.#changed.event;
  readonly #wire: Wire;
  readonly #projects: Projects;
  readonly #definitions: Definitions;
  readonly #log: Log;
  readonly #listening: readonly Disposable[];
  /** What wire was told, by connection; undefined while it has no traffic that it could judge. */
  #told: Map<string, OwnTypes> | undefined;
  /** Connections that are open, though perhaps in no file. */
  readonly #opened = new Set<string>();
  #telling: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(wire: Wire, projects: Projects, definitions: Definitions, log: Log) {
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
      definitions.onDidChange(() => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
          if (this.#told !== undefined) this.#tell();
        }, pause);
      }),
    ];
  }

  /** What the project of a connection defines, as its files are now. */
  of(connection: string): Promise<OwnTypes> {
    return this.#definitions.ofConnection(connection);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  /** Tells wire what it does not know yet, one after the other. */
  #tell(): void {
    const told = (this.#told ??= new Map<string, OwnTypes>());
    this.#telling = this.#telling.then(() => this.#tellAll(told)).catch((error: unknown) => this.#log.error(`The projects’ own types could not be told to wire: ${String(error)}`));
  }

  async #tellAll(told: Map<string, OwnTypes>): Promise<void> {
    const names = new Set([...(await this.#projects.connections()).map(({ key }) => key), ...this.#opened]);
    let changed = false;
    for (const connection of names) {
      const types = await this.#definitions.ofConnection(connection);
      const before = told.get(connection);
      if (types === before || (before === undefined && types.amqpDefinitions.length + types.xmppSchemas.length === 0)) continue;
      await (await this.#wire.use()).know({ connection, types });
      told.set(connection, types);
      changed = true;
    }
    if (changed) this.#changed.fire();
  }
}
