import type { Fix } from '../../../core/index.ts';
import { keyText } from '../../notation/source/node.ts';
import type { SourceTag } from '../../notation/source/node.ts';
import { removeEntry, requoted } from './entries.ts';
import { sampleOf, valuesFor } from './samples.ts';
import { anything } from '../../notation/read/context.ts';
import { expectedAt, innermost, lastEntry, replace, shown, startOf, type Repair, type Spot } from './spot.ts';

/** Removes the entry that a finding is in. */
export const removal: Repair = (spot) => {
  const held = lastEntry(spot);
  return held === undefined ? [] : [removeEntry(spot.text, held)];
};

/** Gives the value that a finding is about another one that its place takes. */
export const values: Repair = (spot) => {
  const { text, document, start } = spot;
  const node = innermost(spot);
  const expected = expectedAt(spot, start);
  const held = lastEntry(spot);
  // A plain scalar with several values in it lacks a bracket, a comma or a colon: it is not replaced.
  if (node?.kind === 'scalar' && node.plain && /[\r\n{}]|[,:]\s/.test(node.source)) return [];
  if (node === undefined || expected === undefined) return held === undefined ? [] : removal(spot);
  const from = startOf(node);
  const put = (value: string): Fix => replace(`Change to ${shown(value)}`, from, node.end, value);
  const written = node.kind === 'scalar' ? node.text : undefined;
  const fixes: Fix[] = [];
  // What the tag says is meant: only what is written may be mended.
  if (node.tag !== undefined && node.kind === 'scalar' && start >= node.start)
    return taggedValues(spot, node.tag, written ?? '').map((value) =>
      replace(`Change to ${shown(value)}`, node.start, node.end, value),
    );
  // The value may well be right without its tag.
  if (node.tag !== undefined)
    fixes.push(
      replace(
        `Remove the tag !${node.tag.text}`,
        node.tag.start,
        node.kind === 'scalar' && node.source === '' ? node.tag.end : node.start,
        '',
      ),
    );
  const only = node.kind === 'list' && node.items.length > 0 ? node.items[0] : undefined;
  if (only !== undefined) fixes.push(put(text.slice(startOf(only), only.end)));
  const single = node.kind === 'map' && node.entries.length === 1 ? node.entries[0]?.value : undefined;
  const isEmpty =
    node.kind === 'scalar' ? written === '' : (node.kind === 'map' ? node.entries : node.items).length === 0;
  const found = node.kind === 'scalar' || isEmpty ? valuesFor(document.registry, expected, written).map(put) : [];
  if (single?.kind === 'scalar') found.push(put(text.slice(startOf(single), single.end)));
  if (held !== undefined && keyText(held.entry) === 'channel') found.push(put('0'));
  const field = expected.field?.definition;
  // It must have a value: one to start from, and the title says what it takes the place of.
  if (found.length === 0 && field?.mandatory === true && written !== undefined && /^[\w.+-]{1,30}$/.test(written))
    found.push(
      replace(
        `Change ${shown(node.kind === 'scalar' ? node.source : '')} to ${shown(sampleOf(document.registry, field))}`,
        from,
        node.end,
        sampleOf(document.registry, field),
      ),
    );
  const optional = field?.mandatory !== true && held !== undefined ? [removeEntry(text, held)] : [];
  return [...fixes, ...found, ...optional];
};

/** The values of a tag's type that a text may mean. */
export function taggedValues({ document }: Spot, tag: SourceTag, written: string): string[] {
  return valuesFor(document.registry, { ...anything, type: tag.text.replace(/[@:].*$/, '') }, written);
}

/** A tag of a delivery that is too long. */
export const shortened: Repair = (spot) => {
  const node = innermost(spot);
  if (node?.kind !== 'scalar') return values(spot);
  const hex = node.tag?.text.startsWith('hex') === true;
  const kept = hex
    ? node.text
        .replace(/^\s*0[xX]/, '')
        .replace(/[\s:]+/g, '')
        .slice(0, 64)
    : node.tag?.text.startsWith('base64') === true
      ? node.text.replace(/\s+/g, '').slice(0, 42)
      : node.text.slice(0, 32);
  const ascii = Array.from(node.text.slice(0, 64)).reduce(
    (sum, each) => (new TextEncoder().encode(sum + each).length <= 32 ? sum + each : sum),
    '',
  );
  return [
    replace('Keep 32 bytes', node.start, node.end, hex ? JSON.stringify(kept) : requoted(node.source, kept)),
    replace('Keep what fits in 32 bytes of UTF-8', node.start, node.end, requoted(node.source, ascii)),
  ];
};
