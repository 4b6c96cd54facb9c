import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A bare socket for tests: bytes out, bytes in, and whether the other side has closed. */
export class RawClient {
  #socket: Socket;
  #received = Buffer.alloc(0);
  #history = Buffer.alloc(0);
  #closed = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen(socket);
  }

  static open(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new RawClient(socket)));
    });
  }

  get text(): string {
    return this.#received.toString();
  }

  get bytes(): Buffer {
    return this.#received;
  }

  /** All that ever came, whatever was taken of it. */
  get history(): Buffer {
    return this.#history;
  }

  write(data: string | Uint8Array): void {
    this.#socket.write(data);
  }

  /** Closes our direction only. */
  halfClose(): void {
    this.#socket.end();
  }

  /** Stops reading, so that what the other side sends piles up there. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Waits until the received text contains `part`, and gives and forgets everything up to its end. */
  async until(part: string): Promise<string> {
    await this.#waitFor(() => this.text.includes(part), `"${part}"`);
    const end = this.text.indexOf(part) + part.length;
    const taken = this.text.slice(0, end);
    this.#received = this.#received.subarray(Buffer.byteLength(taken));
    return taken;
  }

  /** Waits until the other side has closed; gives everything that came since the last time. */
  async closed(): Promise<string> {
    await this.#waitFor(() => this.#closed, 'the end');
    return this.text;
  }

  /** Continues under TLS, verified against `ca`. */
  startTls(ca: string): Promise<void> {
    this.#socket.removeAllListeners();
    return new Promise((resolve, reject) => {
      const secure = connectTls({ socket: this.#socket, ca, servername: 'localhost' }, () => resolve());
      secure.once('error', reject);
      this.#socket = secure;
      this.#listen(secure);
    });
  }

  #listen(socket: Socket): void {
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#history = Buffer.concat([this.#history, bytes]);
      this.#wake();
    });
    const closed = (): void => {
      this.#closed = true;
      this.#wake();
    };
    socket.on('end', closed);
    socket.on('error', closed);
    socket.on('close', closed);
  }

  async #waitFor(condition: () => boolean, what: string): Promise<void> {
    const timer = setTimeout(() => this.#wake(), 30_000);
    const deadline = Date.now() + 30_000;
    while (!condition()) {
      if (Date.now() >= deadline)
        throw new Error(
          `Waited for ${what}, but have ${JSON.stringify(this.text.slice(-300))}${this.#closed ? ' and the end' : ''}`,
        );
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    clearTimeout(timer);
  }
}
