import type { ExtensionContext } from 'vscode';
import { assemble } from './assemble.ts';

let stop: (() => Promise<void>) | undefined;

/** Starts the extension. It has no API for other extensions: what acts is a command. */
export function activate(context: ExtensionContext): void {
  ({ stop } = assemble(context));
}

/** Ends all that runs; VS Code waits for it. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
