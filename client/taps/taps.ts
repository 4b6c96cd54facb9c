import { commands, EventEmitter, type Disposable, type SecretStorage } from 'vscode';
import type { StartedTap, TapAuthority, TapInfo } from '../../wire/protocol.ts';
import { withAbsolutePaths } from '../../workspace/project-file.ts';
import { contextKeys } from '../commands/ids.ts';
import { failureText } from '../connections/failures.ts';
import { UserError } from '../errors/user-error.ts';
import type { Connection } from '../project/catalogue.ts';
import type { WireWorker } from '../wire/wire.ts';

/** Where the authority of taps is kept: only its certificate ever leaves. */
const secretName = 'wireloupe.tapAuthority';

/** The taps that listen in this window. They live in the wire worker, and end with it. */
export class Taps implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #wire: WireWorker;
  readonly #secrets: SecretStorage;
  readonly #listening: readonly Disposable[];
  #infos: ReadonlyMap<string, TapInfo> = new Map();

  constructor(wire: WireWorker, secrets: SecretStorage) {
    this.#wire = wire;
    this.#secrets = secrets;
    this.#listening = [
      wire.onDidChangeTap((info) => this.#set(info)),
      wire.onDidFail(() => {
        this.#infos = new Map();
        void commands.executeCommand('setContext', contextKeys.taps, false);
        this.#changed.fire();
      }),
    ];
  }

  list(): readonly TapInfo[] {
    return [...this.#infos.values()];
  }

  info(name: string): TapInfo | undefined {
    return this.#infos.get(name);
  }

  /**
   * Listens in place of a connection's server.
   * @param listen `HOST:PORT`, or an address
   * @throws UserError that says why it cannot listen there
   */
  async start(connection: Connection, listen: string): Promise<StartedTap> {
    const authority = await this.authority();
    const outcome = await (
      await this.#wire.use()
    ).startTap({
      name: connection.key,
      profile: withAbsolutePaths(connection.profile, connection.directory),
      listen,
      ...(authority === undefined ? {} : { authority }),
    });
    if (!outcome.ok) throw new UserError('wire', failureText(outcome.failure));
    const started = outcome.value;
    if (started.isNew) await this.#secrets.store(secretName, JSON.stringify(started.authority));
    this.#set(started.info);
    return started;
  }

  async stop(name: string): Promise<void> {
    if (this.#infos.has(name)) await (await this.#wire.use()).stopTap(name);
  }

  /** The authority that was made by an earlier tap; undefined before the first one. */
  async authority(): Promise<TapAuthority | undefined> {
    const text = await this.#secrets.get(secretName);
    return text === undefined ? undefined : (JSON.parse(text) as TapAuthority);
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  #set(info: TapInfo): void {
    const infos = new Map(this.#infos);
    if (info.listening === null) infos.delete(info.name);
    else infos.set(info.name, info);
    this.#infos = infos;
    void commands.executeCommand('setContext', contextKeys.taps, infos.size > 0);
    this.#changed.fire();
  }
}
