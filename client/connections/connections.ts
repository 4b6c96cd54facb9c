import { EventEmitter, type CancellationToken, type Disposable } from 'vscode';
import type { ConnectionInfo, ConnectParams, WireFailure } from '../../wire/protocol.ts';
import { Cancelled } from '../errors/user-error.ts';
import type { Connection } from '../project/catalogue.ts';
import { withAbsolutePaths } from '../../workspace/project-file.ts';
import type { Projects } from '../project/projects.ts';
import { requireTrust } from '../trust.ts';
import type { WireHost } from '../../wire/host.ts';
import type { WireWorker } from '../wire/wire.ts';
import { withProgress } from '../progress.ts';
import { wireFailure } from './failures.ts';
import type { Passwords } from './passwords.ts';
import { removed, sameProfile, type ProfileStatus } from './profile-status.ts';

/** Opens and closes connections, and knows their state. */
export class Connections implements Disposable {
  readonly #infos = new Map<string, ConnectionInfo>();
  readonly #numbers = new Map<string, Set<number>>();
  /** What each open connection was opened with: it goes on with that, whatever the file says later. */
  readonly #opened = new Map<string, Connection>();
  /** Connections that ended with wire, until that is reported. */
  readonly #ended: string[] = [];
  readonly #attempts = new Map<string, Promise<ConnectionInfo>>();
  readonly #changed = new EventEmitter<void>();
  readonly #lost = new EventEmitter<{ readonly info: ConnectionInfo; readonly failure: WireFailure }>();
  /** A state changed. */
  readonly onDidChange = this.#changed.event;
  /** An open connection ended without being asked to. */
  readonly onDidLose = this.#lost.event;
  readonly #stopped = new EventEmitter<{ readonly message: string; readonly keys: readonly string[] }>();
  /** Wire has stopped, and with it the connections that were open. */
  readonly onDidStop = this.#stopped.event;
  readonly #projects: Projects;
  readonly #passwords: Passwords;
  readonly #wire: WireWorker;
  readonly #listening: readonly Disposable[];

  constructor(projects: Projects, passwords: Passwords, wire: WireWorker) {
    this.#projects = projects;
    this.#passwords = passwords;
    this.#wire = wire;
    this.#listening = [
      wire.onDidChangeConnection((info) => this.#take(info)),
      wire.onDidFail((message) => this.#stop(message)),
    ];
  }

  /** What wire last said of a connection; undefined if it was never opened. */
  info(key: string): ConnectionInfo | undefined {
    return this.#infos.get(key);
  }

  /** How an open connection stands to what the project says now. */
  profileStatus(connection: Connection): ProfileStatus {
    const opened = this.#opened.get(connection.key);
    return opened === undefined || !this.#isOpen(connection.key) || sameProfile(opened.profile, connection.profile)
      ? 'current'
      : 'outdated';
  }

  /** Connections that are open though the project, whose connections these are, no longer has them. */
  removed(known: readonly Connection[]): readonly Connection[] {
    return removed(
      [...this.#opened.values()].filter(({ key }) => this.#isOpen(key)),
      known,
    );
  }

  /** Everything that wire has opened, with the numbers that each name had in the store. */
  opened(): readonly { readonly info: ConnectionInfo; readonly numbers: readonly number[] }[] {
    return [...this.#infos.values()].map((info) => ({ info, numbers: [...(this.#numbers.get(info.name) ?? [])] }));
  }

  /**
   * Connects, unless it is connected; a second request shares the attempt that is under way. A password that was typed in is kept
   * only after the server took it.
   * @throws UserError with what the server said; Cancelled
   */
  async connect(connection: Connection): Promise<ConnectionInfo> {
    requireTrust('Connecting');
    const known = this.#infos.get(connection.key);
    if (known?.state === 'connected') return known;
    const attempt =
      this.#attempts.get(connection.key) ??
      this.#attempt(connection).finally(() => this.#attempts.delete(connection.key));
    this.#attempts.set(connection.key, attempt);
    return attempt;
  }

  async disconnect(key: string): Promise<void> {
    if (this.#infos.has(key)) await (await this.#wire.use()).disconnect(key);
  }

  /** A number that a connection had in the store without being opened here: a frame script's. */
  noteNumber({ key, profile }: Connection, number: number): void {
    const numbers = this.#numbers.get(key) ?? new Set();
    if (numbers.has(number)) return;
    this.#numbers.set(key, numbers.add(number));
    if (!this.#infos.has(key))
      this.#infos.set(key, { name: key, number, protocol: profile.protocol, state: 'disconnected' });
    this.#changed.fire();
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
    this.#lost.dispose();
    this.#stopped.dispose();
  }

  async #attempt(connection: Connection): Promise<ConnectionInfo> {
    await this.#checkProfile(connection);
    const password = await this.#passwords.passwordFor(connection);
    const profile = withAbsolutePaths(connection.profile, connection.directory);
    this.#opened.set(connection.key, connection);
    const params = { name: connection.key, profile, ...(password.value !== undefined && { password: password.value }) };
    const outcome = await withProgress(`Connecting ${connection.key}`, (token) => this.#open(params, token));
    if (!outcome.ok) {
      if (outcome.failure.code === 'cancelled') throw new Cancelled();
      throw wireFailure(outcome.failure, { key: connection.key, service: profile.service, doing: 'connecting' });
    }
    if (password.typed && password.value !== undefined) await this.#passwords.store(connection.profile, password.value);
    return outcome.value;
  }

  async #open(params: ConnectParams, token: CancellationToken): ReturnType<WireHost['connect']> {
    const wire = await this.#wire.use();
    // Disconnecting cancels an attempt that is under way.
    const cancelling = token.onCancellationRequested(() => void wire.disconnect(params.name));
    try {
      return await wire.connect(params);
    } finally {
      cancelling.dispose();
    }
  }

  /** What a file with errors says of a connection may be half of what its author meant: nothing is sent anywhere by it. */
  async #checkProfile(connection: Connection): Promise<void> {
    const state = await this.#projects.stateOf(connection);
    if (state?.error?.code === 'broken-project') throw state.error;
  }

  #isOpen(key: string): boolean {
    const state = this.#infos.get(key)?.state;
    return state === 'connected' || state === 'connecting';
  }

  #take(info: ConnectionInfo): void {
    const before = this.#infos.get(info.name)?.state;
    this.#infos.set(info.name, info);
    const numbers = this.#numbers.get(info.name) ?? new Set();
    if (info.number > 0) numbers.add(info.number);
    this.#numbers.set(info.name, numbers);
    this.#changed.fire();
    if (before !== 'connected' || info.state !== 'failed' || info.failure === undefined) return;
    // All that ends with wire itself is reported at once.
    if (info.failure.code === 'stopped') this.#ended.push(info.name);
    else this.#lost.fire({ info, failure: info.failure });
  }

  /** The numbers were those of a store that is gone; the states stay, with their reason. */
  #stop(message: string): void {
    const keys = this.#ended.splice(0);
    this.#numbers.clear();
    for (const [key, info] of this.#infos) this.#infos.set(key, { ...info, number: 0 });
    this.#changed.fire();
    this.#stopped.fire({ message, keys });
  }
}
