import { commands, EventEmitter, ProgressLocation, window, type Disposable } from 'vscode';
import type { PlaygroundInfo } from '../../wire/protocol.ts';
import { contextKeys } from '../commands/ids.ts';
import { failureText } from '../connections/failures.ts';
import { UserError, type NextStep } from '../errors/user-error.ts';
import { requireTrust } from '../trust.ts';
import type { WireWorker } from '../wire/wire.ts';

/** The embedded XMPP server and AMQP broker, in the wire worker. */
export class Playground implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #wire: WireWorker;
  readonly #listening: Disposable;
  #info: PlaygroundInfo | undefined;

  constructor(wire: WireWorker) {
    this.#wire = wire;
    // It lives in the worker, and ends with it.
    this.#listening = wire.onDidFail(() => this.#set(undefined));
  }

  /** Where it listens, while it runs. */
  get info(): PlaygroundInfo | undefined {
    return this.#info;
  }

  /** Starts it, unless it runs. @throws UserError when its ports are taken, or the workspace is not trusted. */
  async start(): Promise<PlaygroundInfo> {
    requireTrust('The playground');
    if (this.#info !== undefined) return this.#info;
    const outcome = await window.withProgress(
      { location: ProgressLocation.Window, title: 'Starting the playground' },
      async () => (await this.#wire.use()).startPlayground({}),
    );
    if (!outcome.ok) {
      const { failure } = outcome;
      // A port that is taken is mostly another playground's, which the connections reach as well.
      const step: NextStep =
        failure.code === 'internal'
          ? { title: 'Show Log', command: 'wireloupe.showLog' }
          : { title: 'Choose Connection', command: 'wireloupe.pickConnection' };
      throw new UserError('wire', failureText(failure), [step]);
    }
    this.#set(outcome.value);
    return outcome.value;
  }

  async stop(): Promise<void> {
    if (this.#info === undefined) return;
    await (await this.#wire.use()).stopPlayground();
    this.#set(undefined);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #set(info: PlaygroundInfo | undefined): void {
    if (this.#info === info) return;
    this.#info = info;
    void commands.executeCommand('setContext', contextKeys.playground, info !== undefined);
    this.#changed.fire();
  }
}
