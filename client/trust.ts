import { workspace } from 'vscode';
import { UserError } from './errors/user-error.ts';

/**
 * Connections, the playground and environment variables need a trusted workspace: its `wireloupe.json` says where passwords go.
 * @param what what the user asked for: `Connecting`, `The playground`.
 */
export function requireTrust(what: string): void {
  if (workspace.isTrusted) return;
  throw new UserError(
    'untrusted-workspace',
    `${what} needs a trusted workspace. In restricted mode Wireloupe only checks and completes files.`,
    [{ title: 'Manage Workspace Trust', command: 'workbench.trust.manage' }],
  );
}
