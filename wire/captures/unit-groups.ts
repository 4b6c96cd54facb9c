import { setImmediate as nextTurn } from 'node:timers/promises';
import { numbersOf, type NumberRanges, type Side, type TextLanguage } from '../../protocols/core/index.ts';
import type { UnitGroup } from '../protocol.ts';
import type { Saved } from './save-capture.ts';

/** Longest stretch of work before requests get their turn, in milliseconds. */
const slice = 8;
const mostGroups = 1000;

/** Counts units by connection, side, and the language in which people write their protocol. */
export async function unitGroups({ store, view }: Saved, units: NumberRanges): Promise<readonly UnitGroup[]> {
  const languages = new Map<string, TextLanguage | undefined>();
  const groups = new Map<
    string,
    { connection: number; side: Side; language: TextLanguage | undefined; units: number }
  >();
  let until = performance.now() + slice;
  let looked = 0;
  for (const seq of numbersOf(units)) {
    const record = store.get(seq);
    if (seq > store.last) break;
    if (++looked % 256 === 0 && performance.now() > until) {
      await nextTurn();
      until = performance.now() + slice;
    }
    if (record === undefined) continue;
    const { connection, side, protocol } = record;
    // All units of a protocol are written in the same language.
    if (!languages.has(protocol)) languages.set(protocol, view.openOnce(record).language);
    const language = languages.get(protocol);
    const key = `${connection} ${side} ${language ?? ''}`;
    const group = groups.get(key);
    if (group !== undefined) group.units++;
    else if (groups.size < mostGroups) groups.set(key, { connection, side, language, units: 1 });
  }
  return [...groups.values()].map(({ language, ...group }) => ({
    ...group,
    name: store.connection(group.connection)?.name ?? '',
    ...(language !== undefined && { language }),
  }));
}
