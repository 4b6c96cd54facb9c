import { maskSecrets, plural } from '../../protocols/core/index.ts';
import type { TapInfo } from '../../wire/protocol.ts';
import { escapeMarkdown, type RowLook } from '../connections/describe.ts';

/** Notes that a tooltip shows. */
const shownNotes = 5;

/** What the row of a tap shows. */
export function describeTap({ name, to, offers, open, total, notes }: TapInfo): RowLook {
  const server = maskSecrets(to);
  const connections = `${plural(open, 'connection')} open, ${total} in all`;
  const latest = notes.slice(-shownNotes).map((note) => maskSecrets(note));
  const last = latest.at(-1);
  return {
    label: `Tap of ${name}`,
    description: `${offers} · ${open} open`,
    icon: last === undefined ? 'eye' : 'warning',
    ...(last === undefined ? {} : { colour: 'list.warningForeground' }),
    tooltip: [
      `Connect your program to ${offers}. Everything passes to ${server}, and is recorded.`,
      `${connections}.`,
      ...latest,
    ]
      .map(escapeMarkdown)
      .join('\n\n'),
    accessible: [`Tap of ${name}, listening at ${offers}, ${connections}`, ...(last === undefined ? [] : [last])].join(
      '. ',
    ),
    context: 'tap',
  };
}

/** What is to be said of where a tap listens: with Remote-SSH, WSL and containers, not on the machine of the window. */
export function elsewhere(remote: string | undefined): string {
  return remote === undefined ? '' : `, on the machine of the workspace (${remote})`;
}
