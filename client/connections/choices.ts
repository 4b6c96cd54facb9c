import { EventEmitter, type Disposable, type Memento } from 'vscode';

type Protocol = 'xmpp' | 'amqp';

/** Which connection and which environment the user chose, remembered for the workspace. */
export class Choices implements Disposable {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** The key of the default connection of a protocol: where a file that names none is sent. */
  connection(protocol: Protocol): string | undefined {
    return this.#memento.get<string>(`connection ${protocol}`);
  }

  async setConnection(protocol: Protocol, key: string): Promise<void> {
    await this.#set(`connection ${protocol}`, key);
  }

  /** The name of the environment chosen for a workspace folder. */
  environment(folder: string): string | undefined {
    return this.#memento.get<string>(`environment ${folder}`);
  }

  async setEnvironment(folder: string, name: string | undefined): Promise<void> {
    await this.#set(`environment ${folder}`, name);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #set(key: string, value: string | undefined): Promise<void> {
    if (this.#memento.get<string>(key) === value) return;
    await this.#memento.update(key, value);
    this.#changed.fire();
  }
}
