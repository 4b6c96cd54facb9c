import { CancellationError, commands, window } from 'vscode';
import { maskSecrets, printableLine, messageOf } from '../../protocols/core/index.ts';
import type { Log } from '../log.ts';
import { Cancelled, UserError, type NextStep } from './user-error.ts';

const showLog: NextStep = { title: 'Show Log', command: 'wireloupe.showLog' };

/**
 * Tells the user about a failure, once, with its next steps as buttons. An error that is not a `UserError` is a bug of ours: its
 * stack goes to the log, and the message offers the log.
 */
export async function showError(error: unknown, log: Log): Promise<void> {
  if (error instanceof Cancelled || error instanceof CancellationError) return;
  if (error instanceof UserError) {
    log.failure(error);
    await showMessage('error', error.message, error.steps);
    return;
  }
  log.error(error instanceof Error ? error : new Error(String(error)));
  await showMessage('error', `Wireloupe failed: ${messageOf(error)}`, [showLog]);
}

/** Shows a message whose buttons run commands. Ends when the user chose or dismissed it. */
export async function showMessage(
  kind: 'error' | 'warning' | 'information',
  message: string,
  steps: readonly NextStep[],
): Promise<void> {
  const titles = steps.map((step) => step.title);
  const show = {
    error: window.showErrorMessage,
    warning: window.showWarningMessage,
    information: window.showInformationMessage,
  }[kind];
  const chosen = await show(printableLine(maskSecrets(message)), ...titles);
  const step = steps.find((each) => each.title === chosen);
  if (step !== undefined) await commands.executeCommand(step.command, ...(step.args ?? []));
}
