import { closest, type Fix } from '../../../core/index.ts';
import { stepVocabulary } from '../../notation/read/step-keys.ts';
import { keyText } from '../../notation/source/node.ts';
import type { MapNode, SourceNode } from '../../notation/source/node.ts';
import { additionEdit, removeEntry, removeItem, renameKey, setValue, valueEdit } from './entries.ts';
import { sampleOf } from './samples.ts';
import { fix, headOf, lastEntry, mapOf, placesIn, replace, shown, startOf, type Repair, type Spot } from './spot.ts';

/** Adds the mandatory fields that are missing where a finding points, all at a time or one. */
export const mandatory: Repair = (spot) => {
  const { text, document, start } = spot;
  const held = lastEntry(spot);
  const { registry } = document;
  const fixes: Fix[] = [];
  for (const place of placesIn(spot)) {
    if (
      place.kind === 'field' &&
      place.field.mandatory &&
      held?.entry.key.start === place.start &&
      place.start === start
    ) {
      fixes.push(setValue(text, held.entry, sampleOf(registry, place.field)));
    }
    if (place.kind !== 'fields') continue;
    const missing = place.composite.fields.filter((field) => field.mandatory && !place.used.has(field.name));
    const map = mapAt(spot, place.start, place.end);
    const owner = map === undefined ? held?.entry : undefined;
    if (missing.length === 0 || !concerns(spot, place.start, place.end)) continue;
    const fields = missing.map((field) => `${field.name}: ${sampleOf(registry, field)}`);
    const add = (put: string): Fix[] =>
      map !== undefined
        ? [fix(`Add ${shown(put)}`, additionEdit(text, map, put))]
        : owner === undefined
          ? []
          : [fix(`Add ${shown(put)}`, valueEdit(text, owner, `{ ${put} }`))];
    if (fields.length > 1) fixes.push(...add(fields.join(', ')));
    fixes.push(...fields.flatMap(add));
  }
  return [...fixes, ...positions(spot)];
};

/** A composite by position, as a list: what is missing comes where it is read. */
function positions(spot: Spot): Fix[] {
  const { text, document, step } = spot;
  const head = headOf(spot, step);
  const composite = head === undefined ? undefined : stepVocabulary(document.registry).performatives.get(head.name);
  const value = head?.entry.value;
  if (composite === undefined || value?.kind !== 'list') return [];
  const needed = composite.fields.findLastIndex(({ mandatory: needs }) => needs) + 1;
  const items = Array.from({ length: Math.max(needed, value.items.length) }, (_, index) => {
    const item = value.items[index];
    const field = composite.fields[index];
    const isNull = item === undefined || (item.kind === 'scalar' && item.plain && /^(?:|~|null)$/.test(item.text));
    return isNull && field?.mandatory === true
      ? sampleOf(document.registry, field)
      : item === undefined
        ? 'null'
        : text.slice(startOf(item), item.end);
  });
  return [replace('Add the mandatory fields', value.start, value.end, `[${items.join(', ')}]`)];
}

/** The mapping with this range in the spot's step. */
function mapAt({ step }: Spot, start: number, end: number): MapNode | undefined {
  const find = (node: SourceNode | undefined): MapNode | undefined => {
    if (node === undefined || node.kind === 'scalar') return undefined;
    if (node.kind === 'map' && node.start === start && node.end === end) return node;
    const inner = node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key, value]) : node.items;
    for (const each of inner) {
      const found = find(each);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(mapOf(step));
}

/** Whether a mapping is the one that a finding about something missing means: it begins there, or its key does. */
function concerns({ start, entries, path }: Spot, from: number, to: number): boolean {
  const held = entries.at(-1);
  if (held?.entry.key.start === start)
    return (from >= held.entry.key.start && to <= Math.max(held.entry.end, held.entry.key.end)) || from === start;
  return path.some((node) => node.start === from && node.end === to);
}

/** A key that is misspelt or does not belong there. */
export const unknownKey =
  (namesOf: (spot: Spot) => readonly string[]): Repair =>
  (spot) => {
    const held = lastEntry(spot);
    if (held === undefined) return [];
    // Braces too many: nothing is known of what is in them.
    if (held.entry.key.kind !== 'scalar') return [];
    const name = keyText(held.entry) ?? '';
    const used = new Set(held.map.entries.map((entry) => keyText(entry)));
    const [, first = '', colon = '', rest = ''] = /^([\w-]+)(:?)\s*(\S[^\r\n]*)$/.exec(name) ?? [];
    if (/[\s:"'{}]/.test(name))
      return rest !== '' && namesOf(spot).includes(first)
        ? [
            replace(
              colon === '' ? 'Insert a colon' : 'Insert a space',
              held.entry.key.start + first.length + colon.length,
              held.entry.key.start + first.length + colon.length,
              colon === '' ? ':' : ' ',
            ),
          ]
        : [];
    const near = closest(
      name,
      namesOf(spot).filter((each) => !used.has(each)),
    );
    return [...(near === undefined ? [] : [renameKey(spot.text, held.entry, near)]), removeEntry(spot.text, held)];
  };

export const fieldNames = (spot: Spot): readonly string[] => {
  const map = lastEntry(spot)?.map;
  return placesIn(spot).flatMap((place) =>
    place.kind === 'fields' && place.start === map?.start && place.end === map.end
      ? place.composite.fields.map(({ name }) => name)
      : [],
  );
};

export const tooMany: Repair = (spot) => {
  const list = spot.path.findLast((each) => each.kind === 'list');
  const item =
    list?.kind === 'list'
      ? list.items.find((each) => startOf(each) <= spot.start && spot.start <= each.end)
      : undefined;
  if (list?.kind !== 'list' || item === undefined) return [];
  const from = list.items[list.items.indexOf(item) - 1]?.end ?? startOf(item);
  return [
    replace('Remove the values that have no field', from, list.items.at(-1)?.end ?? item.end, ''),
    removeItem(spot.text, list, item),
  ];
};
