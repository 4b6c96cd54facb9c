import type { CaptureConnection } from '../../wire/protocol.ts';
import type { OpenedConnection } from './answer.ts';

/** The connections that wire has opened, and those of earlier sessions whose units are there: these are closed. */
export function withRecorded(
  opened: readonly OpenedConnection[],
  recorded: readonly CaptureConnection[],
): readonly OpenedConnection[] {
  const known = new Map(opened.map((each) => [each.info.name, each]));
  for (const { name, number } of recorded) {
    const { info, numbers } = known.get(name) ?? {
      info: { name, state: 'disconnected' },
      numbers: [],
    };
    if (!numbers.includes(number)) known.set(name, { info, numbers: [...numbers, number] });
  }
  return [...known.values()];
}
