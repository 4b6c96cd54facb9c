import type { Fix, TextEdit } from '../../../core/index.ts';
import { keyText } from '../../notation/source/node.ts';
import type { Entry, ListNode, MapNode, SourceNode } from '../../notation/source/node.ts';
import { behindLine, fix, lineEnd, lineStart, replace, shown, startOf, type Held } from './spot.ts';

/** The edit that gives an entry a value, whether or not it has one. */
export function valueEdit(text: string, { key, value }: Entry, put: string): TextEdit {
  if (value.end > value.start || value.tag !== undefined) return { start: startOf(value), end: value.end, text: put };
  const colon = /^\s*:/.exec(text.slice(key.end))?.[0].length;
  return colon === undefined
    ? { start: key.end, end: key.end, text: `: ${put}` }
    : { start: key.end + colon, end: key.end + colon, text: ` ${put}` };
}

export function setValue(text: string, entry: Entry, put: string): Fix {
  return fix(`Change to ${shown(put)}`, valueEdit(text, entry, put));
}

/** The edit that puts entries into a mapping, before those that it has. */
export function additionEdit(text: string, map: MapNode, put: string): TextEdit {
  const [first] = map.entries;
  if (map.flow) {
    const at = map.start + 1;
    if (text[map.start] !== '{') return { start: map.start, end: map.start, text: `${put}, ` };
    return first === undefined
      ? { start: at, end: Math.max(at, map.end - 1), text: ` ${put} ` }
      : { start: at, end: at, text: `${text[at] === ' ' ? ' ' : ''}${put},${text[at] === ' ' ? '' : ' '}` };
  }
  const start = first?.start ?? map.start;
  const column = start - lineStart(text, start);
  return {
    start,
    end: start,
    text: `${put.replace(/, (?=[\w-]+: )/g, `${lineEnd(text)}${' '.repeat(column)}`)}${lineEnd(text)}${' '.repeat(column)}`,
  };
}

/** Adds `key: value` to a mapping; an entry of that key gets the value instead. */
export function setEntry(text: string, map: MapNode, key: string, value: string): Fix {
  const found = map.entries.find((entry) => keyText(entry) === key);
  if (found !== undefined) return fix(`Change ${key} to ${shown(value)}`, valueEdit(text, found, value));
  return fix(`Add ${key}: ${shown(value)}`, additionEdit(text, map, `${key}: ${value}`));
}

/** Adds fields below an entry, whose value is a mapping or nothing yet. */
export function setField(text: string, { value, ...entry }: Entry, key: string, put: string): Fix[] {
  if (value.kind === 'map') return [setEntry(text, value, key, put)];
  if (value.kind === 'scalar' && value.missing)
    return [fix(`Add ${key}: ${shown(put)}`, valueEdit(text, { ...entry, value }, `{ ${key}: ${put} }`))];
  return [];
}

/** The edit that takes an entry out of its mapping. */
export function removalEdit(text: string, { map, entry }: Held): TextEdit {
  const index = map.entries.indexOf(entry);
  const next = map.entries[index + 1];
  const before = map.entries[index - 1];
  if (next === undefined && before === undefined)
    return text[map.start] === '{' || map.flow
      ? { start: map.start + 1, end: map.end - 1, text: '' }
      : { start: map.start, end: map.end, text: '{}' };
  if (map.flow)
    return next === undefined
      ? { start: before?.end ?? entry.start, end: entry.end, text: '' }
      : { start: entry.start, end: next.start, text: '' };
  return wholeLines(text, entry.start, entry.end) ?? { start: entry.start, end: next?.start ?? entry.end, text: '' };
}

/** The lines of a range, where nothing else stands on them. */
export function wholeLines(text: string, start: number, end: number): TextEdit | undefined {
  const from = lineStart(text, start);
  const to = behindLine(text, end);
  if (text.slice(from, start).trim() !== '' || !/^\s*(?:#[^\r\n]*)?\s*$/.test(text.slice(end, to))) return undefined;
  // Without a line end behind it, the one before it goes.
  const last = to === text.length && !/[\r\n]$/.test(text);
  const back = text.startsWith('\r\n', from - 2) ? 2 : 1;
  return last && from > 0 ? { start: from - back, end: to, text: '' } : { start: from, end: to, text: '' };
}

export function removeEntry(text: string, held: Held): Fix {
  return fix(`Remove ${shown(text.slice(held.entry.start, held.entry.end))}`, removalEdit(text, held));
}

export function removeEntries(text: string, helds: readonly Held[], title: string): Fix[] {
  if (helds.length === 0) return [];
  const [first] = helds;
  const kept = first?.map.entries.filter((entry) => !helds.some((held) => held.entry === entry)) ?? [];
  if (first?.map.flow === true)
    return [
      replace(
        title,
        first.map.start,
        first.map.end,
        kept.length === 0 ? '{}' : `{ ${kept.map(({ start, end }) => text.slice(start, end)).join(', ')} }`,
      ),
    ];
  return [{ title, edits: helds.map((held) => removalEdit(text, held)) }];
}

/** Takes an item out of a list. */
export function removeItem(text: string, list: ListNode, item: SourceNode): Fix {
  const index = list.items.indexOf(item);
  const next = list.items[index + 1];
  const before = list.items[index - 1];
  const title = `Remove ${shown(text.slice(startOf(item), item.end))}`;
  if (next === undefined && before === undefined) return replace(title, list.start, list.end, '[]');
  if (!list.flow)
    return fix(
      title,
      wholeLines(text, dashOf(text, startOf(item)), item.end) ?? { start: startOf(item), end: item.end, text: '' },
    );
  return next === undefined
    ? replace(title, before?.end ?? startOf(item), item.end, '')
    : replace(title, startOf(item), startOf(next), '');
}

/** Where the dash of a block list's item stands. */
export function dashOf(text: string, at: number): number {
  const dash = text.lastIndexOf('-', at - 1);
  return dash >= 0 && /^-\s*$/.test(text.slice(dash, at)) ? dash : at;
}

export function renameKey(text: string, { key }: Entry, name: string): Fix {
  return replace(`Change to “${name}”`, key.start, key.end, requoted(text.slice(key.start, key.end), name));
}

/** A text in the quotes of the one that it replaces; in double quotes where it needs some. */
export function requoted(before: string, put: string): string {
  const quote = before.charAt(0);
  if (quote === "'") return `'${put.replaceAll("'", "''")}'`;
  if (quote === '"') return JSON.stringify(put);
  return isPlain(put) ? put : JSON.stringify(put);
}

/** Whether a text may stand without quotes and stays a text. */
export function isPlain(text: string): boolean {
  return (
    /^[A-Za-z_./$][\w./$:@+-]*$/.test(text) &&
    !text.endsWith(':') &&
    !/^(?:true|false|null|yes|no|on|off|\.nan|\.inf)$/i.test(text)
  );
}
