import type { CaptureConnection } from '../../wire/protocol.ts';
import type { OpenedConnection } from './answer.ts';

/**
 * The connections that wire has opened, and those of earlier sessions and of taps whose units are there.
 * @param tapped names of taps that have a connection; what else wire has not opened is closed
 */
export function withRecorded(
  opened: readonly OpenedConnection[],
  recorded: readonly CaptureConnection[],
  tapped: ReadonlySet<string> = new Set(),
): readonly OpenedConnection[] {
  const known = new Map(opened.map((each) => [each.info.name, each]));
  for (const { name, number } of recorded) {
    const { info, numbers } = known.get(name) ?? {
      info: { name, state: tapped.has(name) ? 'connected' : 'disconnected' },
      numbers: [],
    };
    if (!numbers.includes(number)) known.set(name, { info, numbers: [...numbers, number] });
  }
  return [...known.values()];
}
