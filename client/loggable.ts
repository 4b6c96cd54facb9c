import { maskSecrets, printableText } from '../protocols/core/index.ts';

/** A message as it may stand in the log: what a peer or a file brought along cannot pass for a line of ours, and shows no secret. */
export function loggable(message: string): string {
  return printableText(maskSecrets(message));
}
