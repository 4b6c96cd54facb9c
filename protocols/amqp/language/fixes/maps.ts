import { removeEntry, requoted, setValue } from './entries.ts';
import { scalar } from './samples.ts';
import { lastEntry, lineStart, replace, shown, startOf, type Repair } from './spot.ts';

/** Keys of maps by the type that they must have: without a tag they have it. */
export const keyType: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held === undefined) return [];
  const { key } = held.entry;
  const plain = key.kind === 'scalar' ? scalar(key.text) : undefined;
  return [
    ...(key.tag === undefined ? [] : [replace(`Remove the tag !${key.tag.text}`, key.tag.start, key.start, '')]),
    ...(plain === undefined
      ? []
      : [
          replace(`Change to ${plain}`, startOf(key), key.end, plain),
          replace(
            `Change to "${key.kind === 'scalar' ? key.text : ''}"`,
            startOf(key),
            key.end,
            JSON.stringify(key.kind === 'scalar' ? key.text : ''),
          ),
        ]),
    removeEntry(spot.text, held),
  ];
};

export const annotationReserved: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held?.entry.key.kind !== 'scalar') return [];
  const { key } = held.entry;
  return [
    replace(`Change to x-opt-${key.text}`, startOf(key), key.end, requoted(key.source, `x-opt-${key.text}`)),
    removeEntry(spot.text, held),
  ];
};

/** A value of an application property is simple. */
export const propertyValue: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held === undefined) return [];
  const { value } = held.entry;
  const [only] = value.kind === 'list' ? value.items : [];
  return [
    ...(only === undefined ? [] : [setValue(spot.text, held.entry, spot.text.slice(startOf(only), only.end))]),
    ...(value.tag === undefined || value.kind !== 'scalar'
      ? []
      : [replace('Remove the tag', value.tag.start, value.start, '')]),
    setValue(spot.text, held.entry, JSON.stringify(spot.text.slice(value.start, value.end).replace(/\s+/g, ' '))),
    removeEntry(spot.text, held),
  ];
};

export const filterValue: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held === undefined) return [];
  const { value } = held.entry;
  const at = startOf(value);
  return [
    replace('Write a selector filter', at, at, '!<apache.org:selector-filter:string> '),
    setValue(spot.text, held.entry, 'null'),
    removeEntry(spot.text, held),
  ];
};

/** A value that appears twice in one place. */
export const duplicate: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held !== undefined) return [removeEntry(spot.text, held)];
  const { text, start } = spot;
  const line = lineStart(text, start);
  const flow = /^[^,{}]*(?:,\s*)?/.exec(text.slice(start))?.[0].length ?? 0;
  const whole = /^.*(?:\r?\n)?/.exec(text.slice(line))?.[0] ?? '';
  return [
    replace(`Remove the line ${shown(whole)}`, line, line + whole.length, ''),
    replace(`Remove ${shown(text.slice(start, start + flow))}`, start, start + flow, ''),
  ];
};
