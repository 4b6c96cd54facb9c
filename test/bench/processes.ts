import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Starts a playground on any free ports; its first message is where it listens. */
export const playgroundScript =
  "import { startPlayground } from './playground/index.ts';\nvoid startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 }).then(({ info }) => process.send?.(info));\n";

/** Processes that a benchmark starts from scripts that stand in its own text, and ends. */
export class Processes {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-processes-'));
  readonly #children: ChildProcess[] = [];
  readonly #files = new Map<string, string>();

  /** Starts a script, with imports from the project's folder, and waits for the first message that it sends. */
  async start(
    script: string,
    args: readonly string[] = [],
    execArgv: readonly string[] = [],
  ): Promise<{ readonly child: ChildProcess; readonly told: unknown }> {
    const child = fork(await this.#bundled(script), args, { execArgv: [...execArgv] });
    this.#children.push(child);
    const [told] = (await once(child, 'message')) as unknown[];
    return { child, told };
  }

  stop(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async #bundled(contents: string): Promise<string> {
    const known = this.#files.get(contents);
    if (known !== undefined) return known;
    const outfile = path.join(this.#folder, `${this.#files.size}.cjs`);
    await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      outfile,
      logLevel: 'warning',
    });
    this.#files.set(contents, outfile);
    return outfile;
  }
}
