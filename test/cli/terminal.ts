import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { createIo } from '../../cli/io.ts';
import { run } from '../../cli/run.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A folder with these files, for one test. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wireloupe-cli-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export interface Ran {
  readonly code: number;
  /** What came out, as bytes and as text. */
  readonly bytes: Buffer;
  readonly out: string;
  readonly said: string;
  /** How often results were written. */
  readonly writes: number;
}

export interface Terminal {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: Uint8Array;
  /** Standard input as it comes, in pieces. */
  readonly pieces?: readonly Uint8Array[];
  readonly signal?: AbortSignal;
  readonly onSay?: (line: string) => void;
  readonly onPrint?: (text: string) => void;
}

/** Runs the command line as a user would, and gives what was printed. */
export async function wireloupe(args: readonly string[], terminal: Terminal = {}): Promise<Ran> {
  const out: Uint8Array[] = [];
  const said: string[] = [];
  const io = createIo({
    write: (chunk) => {
      out.push(Buffer.from(chunk));
      terminal.onPrint?.(String(chunk));
      return Promise.resolve();
    },
    complain: (text) => {
      const line = text.replace(/\n$/, '');
      said.push(line);
      terminal.onSay?.(line);
    },
    input: async function* () {
      await Promise.resolve();
      yield* terminal.pieces ?? [terminal.input ?? new Uint8Array(0)];
    },
    cwd: terminal.cwd ?? process.cwd(),
    env: terminal.env ?? {},
    signal: terminal.signal ?? new AbortController().signal,
  });
  const code = await run(args, io);
  const bytes = Buffer.concat(out);
  return { code, bytes, writes: out.length, out: bytes.toString('utf8'), said: said.join('\n') };
}
