import { maskSecrets, printableJson, printableLine } from '../protocols/core/index.ts';

/** What a process has of its surroundings, as it is. */
export interface Surroundings {
  /** Standard output. Resolves when the bytes are taken, so that a slow reader holds the command back. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  /** Standard error. */
  readonly complain: (text: string) => void;
  readonly input: () => AsyncIterable<Uint8Array>;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted when the user ends the command. */
  readonly signal: AbortSignal;
  /** The bundled worker of wire; where there is none, wire runs in this thread. */
  readonly wireWorker?: URL;
}

/**
 * What a command has of its surroundings. What a peer, a file or a name brings along never reaches the terminal as it is: all text
 * goes through one of these, and each makes it safe. Results resolve when they are taken.
 */
export interface Io extends Pick<Surroundings, 'input' | 'cwd' | 'env' | 'signal' | 'wireWorker'> {
  /** Results for people, one entry a line: what is not printable in a line, its line ends too, is escaped. */
  print(lines: readonly string[]): Promise<void>;
  /** Results for programs, JSON or YAML, whose strings escape by their format what is not printable. */
  data(text: string): Promise<void>;
  /** Results that are bytes, as they are. */
  bytes(bytes: Uint8Array): Promise<void>;
  /** A line for people on standard error, made safe in the same way, and with its secrets masked. */
  say(line: string): void;
}

/** The one way to print. */
export function createIo({ write, complain, ...rest }: Surroundings): Io {
  return {
    print: (lines) => write(lines.map((line) => `${printableLine(line)}\n`).join('')),
    data: (text) => write(printableJson(text)),
    bytes: write,
    say: (line) => complain(`${printableLine(maskSecrets(line))}\n`),
    ...rest,
  };
}

/** 0 done and clean, 1 done and found errors, 2 wrong usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

export const done = 0;
export const foundErrors = 1;
export const wrongUsage = 2;

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** Its options and words, for the help. */
  readonly usage: string;
  readonly summary: string;
  /** Lines of the command's own help. */
  readonly details: readonly string[];
  /** Further lines of its help, where it takes time to make them. */
  readonly more?: () => Promise<readonly string[]>;
  /** `args` come without the program's and the command's name. Throws a `UsageError` for what the user did wrong. */
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** Wrong arguments, or a file that cannot be read: the command ends with 2. */
export class UsageError extends Error {
  /** Further lines, which show the place. */
  readonly lines: readonly string[];

  constructor(message: string, lines: readonly string[] = []) {
    super(message);
    this.name = 'UsageError';
    this.lines = lines;
  }
}
