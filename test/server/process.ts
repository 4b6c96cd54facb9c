import { build } from 'esbuild';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The server as one file, as the extension carries it; `remove` deletes it. */
export interface Bundle {
  readonly folder: string;
  readonly file: string;
  remove(): Promise<void>;
}

export async function bundleServer(): Promise<Bundle> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wireloupe-server-'));
  const file = path.join(folder, 'server.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['server/node.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: file,
    logLevel: 'error',
  });
  return { folder, file, remove: () => rm(folder, { recursive: true }) };
}

/** A message of JSON-RPC as the server wrote it. */
export interface Written {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The server in a process of its own, spoken to byte by byte, so that a client may be as wrong as it likes. */
export class RawServer {
  readonly process: ChildProcessWithoutNullStreams;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** What it wrote to standard error. */
  errors = '';
  readonly #written: Written[] = [];
  #chunks: Buffer[] = [];
  #size = 0;
  /** How many bytes must be there before it is worth to look at them. */
  #wanted = 1;
  #wake: () => void = () => undefined;
  #hasEnded = false;
  #next = 0;

  /** `memory` is the bound of the heap in megabytes. */
  constructor(file: string, memory = 512) {
    this.process = spawn(process.execPath, [`--max-old-space-size=${memory}`, file, '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.ended = once(this.process, 'close').then(([code, signal]) => {
      this.#hasEnded = true;
      this.#wake();
      return (code ?? signal) as number | string;
    });
    this.process.stdout.on('data', (bytes: Buffer) => this.#read(bytes));
    this.process.stderr.on('data', (bytes: Buffer) => (this.errors += bytes.toString()));
    // What is written to a process that has ended is lost; `ended` tells of that.
    this.process.stdin.on('error', () => undefined);
  }

  bytes(text: string | Buffer): void {
    this.process.stdin.write(text);
  }

  message(message: unknown): void {
    this.bytes(framed(message));
  }

  notify(method: string, params: unknown): void {
    this.message({ jsonrpc: '2.0', method, params });
  }

  /** The answer to a request. */
  request(method: string, params: unknown): Promise<Written> {
    const id = ++this.#next;
    this.message({ jsonrpc: '2.0', id, method, params });
    return this.next((each) => each.id === id && each.method === undefined);
  }

  /** The first message that fits and was not taken before. @throws where the process ends without one */
  async next(fits: (message: Written) => boolean): Promise<Written> {
    for (;;) {
      const place = this.#written.findIndex(fits);
      const [found] = place < 0 ? [] : this.#written.splice(place, 1);
      if (found !== undefined) return found;
      if (this.#hasEnded) throw new Error(`The server has ended.\n${this.errors}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Whether a message that fits has come and was not taken. */
  has(fits: (message: Written) => boolean): boolean {
    return this.#written.some(fits);
  }

  async initialize(capabilities: unknown = { textDocument: { diagnostic: {} } }): Promise<Written> {
    const answer = await this.request('initialize', { processId: null, rootUri: null, capabilities });
    this.notify('initialized', {});
    return answer;
  }

  open(uri: string, text: string, languageId = 'plaintext'): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  async stop(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  #read(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    // A long message is put together once.
    while (this.#size >= this.#wanted) {
      const all = Buffer.concat(this.#chunks);
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(all.toString('latin1', 0, 60));
      const start = header?.[0].length ?? 0;
      const end = start + Number(header?.[1] ?? 0);
      this.#chunks = [all];
      this.#wanted = header === null ? all.length + 1 : end;
      if (header === null || all.length < end) return;
      this.#written.push(JSON.parse(all.toString('utf8', start, end)) as Written);
      this.#chunks = [all.subarray(end)];
      this.#size = all.length - end;
      this.#wanted = 1;
      this.#wake();
    }
  }
}

/** A message with its header. */
export function framed(message: unknown): string {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
