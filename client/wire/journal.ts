import { Uri, type ExtensionContext } from 'vscode';
import type { JournalSettings } from '../../wire/protocol.ts';
import { setting } from '../settings.ts';

/** Where traffic is kept: in the extension's folder for the workspace, as the settings say; undefined where it is not to be kept. */
export function journalOf({ storageUri, globalStorageUri }: ExtensionContext): JournalSettings | undefined {
  if (!setting('traffic.keepOnDisk')) return undefined;
  return {
    folder: Uri.joinPath(storageUri ?? globalStorageUri, 'traffic').fsPath,
    maxMb: setting('traffic.diskLimit'),
    maxDays: setting('traffic.keepDays'),
  };
}
