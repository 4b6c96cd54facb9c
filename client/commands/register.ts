import { commands, Disposable } from 'vscode';
import { showError } from '../errors/show.ts';
import type { Log } from '../log.ts';
import { commandIds, type CommandId } from './ids.ts';

/** What a command does. Arguments come from lenses, tree rows, messages, or not at all from the palette: handlers check them. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

/** Registers every command; what a handler throws is logged and told to the user, with the way out. */
export function registerCommands(handlers: Readonly<Record<CommandId, CommandHandler>>, log: Log): Disposable {
  const registered = commandIds.map((id) =>
    commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await handlers[id](...args);
      } catch (error) {
        // Not awaited: a message waits for its reader, and the command is over.
        void showError(error, log);
        return undefined;
      }
    }),
  );
  return Disposable.from(...registered);
}
