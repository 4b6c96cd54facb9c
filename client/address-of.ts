import { TabInputText, type Tab } from 'vscode';

/** The address of the document in a tab; undefined where the tab holds something else. */
export function addressOf({ input }: Tab): string | undefined {
  return input instanceof TabInputText ? input.uri.toString() : undefined;
}
