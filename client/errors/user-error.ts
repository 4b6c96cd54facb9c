import type { CommandId } from '../commands/ids.ts';

/** Every failure that is shown to the user, by a stable code. */
export type UserErrorCode =
  | 'untrusted-workspace'
  | 'no-project'
  | 'broken-project'
  | 'not-written'
  | 'no-connections'
  | 'unknown-connection'
  | 'nothing-to-send'
  | 'not-sendable'
  | 'not-set'
  | 'missing-password'
  | 'missing-ca'
  | 'file-exists'
  | 'wire'
  | 'nothing-selected'
  | 'nothing-to-decode';

/** A way out, offered as a button of the message: a command of VS Code or of ours. */
export interface NextStep {
  readonly title: string;
  readonly command:
    | CommandId
    | 'workbench.trust.manage'
    | 'vscode.open'
    | 'vscode.openFolder'
    | 'workbench.action.openSettings'
    | 'wireloupe.traffic.focus';
  readonly args?: readonly unknown[];
}

/** A failure with a text for people and the next steps. Thrown by commands, shown by `showError`, never twice. */
export class UserError extends Error {
  readonly code: UserErrorCode;
  readonly steps: readonly NextStep[];

  constructor(code: UserErrorCode, message: string, steps: readonly NextStep[] = []) {
    super(message);
    this.name = 'UserError';
    this.code = code;
    this.steps = steps;
  }
}

/** The user closed an input or a pick: the command ends without a word. */
export class Cancelled extends Error {
  constructor() {
    super('Cancelled');
    this.name = 'Cancelled';
  }
}
