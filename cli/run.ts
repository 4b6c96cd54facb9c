import { didYouMean } from '../protocols/core/index.ts';
import { commands } from './commands/index.ts';
import { commandHelp, generalHelp } from './help.ts';
import { done, UsageError, wrongUsage, type Command, type ExitCode, type Io } from './io.ts';

/** Runs the command line: `args` without the program's own name. Never rejects for what a user or a file did wrong. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (name === '--version') {
      await io.print([await version()]);
      return done;
    }
    if (name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
      await io.print(await generalHelp());
      return done;
    }
    if (name === undefined) throw new UsageError('No command is given; wireloupe --help lists them.');
    const wanted = name === 'help' ? (rest[0] ?? '') : name;
    const command = await load(wanted);
    if (name === 'help' || rest.includes('--help') || rest.includes('-h')) {
      await io.print(await commandHelp(command));
      return done;
    }
    return await command.run(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.say(`wireloupe: ${error.message}`);
    for (const line of error.lines) io.say(line);
    return wrongUsage;
  }
}

/** Loaded when it is asked for: the manifest is large. */
async function version(): Promise<string> {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
  return manifest.version;
}

function load(name: string): Promise<Command> {
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (found === undefined)
    throw new UsageError(
      `There is no command “${name}”${didYouMean(name, Object.keys(commands)) || '.'} wireloupe --help lists them all.`,
    );
  return found();
}
