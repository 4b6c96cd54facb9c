import { closest, type Fix } from '../../../core/index.ts';
import { removeEntry, removeItem, requoted } from './entries.ts';
import { mendedBase64, mendedHex, scalar } from './samples.ts';
import { innermost, lastEntry, replace, shown, startOf, type Repair } from './spot.ts';
import { taggedValues, values } from './values.ts';

/** A tag that there is not: one alike, or none. */
export const unknownTag: Repair = (spot) => {
  const { text, start, end, document } = spot;
  const node = innermost(spot);
  const written = text.slice(start, end).replace(/^!/, '');
  const names = [
    'hex',
    'base64',
    'described',
    'raw',
    ...document.registry.types
      .filter((type) => type.kind === 'primitive' || type.descriptor !== undefined)
      .map(({ name }) => name),
  ];
  const base = written.replace(/[@:].*$/, '');
  const near = names.includes(base) ? base : closest(base, names);
  const after = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return [
    ...(near === undefined ? [] : [replace(`Change to !${near}`, start, end, `!${near}`)]),
    replace(`Remove the tag !${shown(written)}`, start, node !== undefined && node.end > end ? end + after : end, ''),
    ...values(spot),
  ];
};

/** What follows a tag: bytes in hex or base64, a list, a text. */
export const tagContent: Repair = (spot) => {
  const { text, path } = spot;
  const node = path.findLast((each) => each.tag !== undefined) ?? innermost(spot);
  const held = lastEntry(spot);
  const tag = node?.tag;
  if (node === undefined) return [];
  const put = (value: string): Fix =>
    replace(`Change to ${shown(value)}`, node.start, node.end, node.start === node.end ? ` ${value}` : value);
  const written = node.kind === 'scalar' ? node.text : '';
  const fixes: Fix[] = [];
  if (tag?.text.startsWith('base64') === true || tag?.text === '!binary')
    fixes.push(...mendedBase64(written).map((each) => put(requoted(node.kind === 'scalar' ? node.source : '"', each))));
  else if (tag?.text.startsWith('hex') === true)
    fixes.push(...mendedHex(written).map((each) => put(JSON.stringify(each))));
  else if (tag?.text === 'raw' || tag === undefined)
    fixes.push(
      ...mendedHex(written).map((each) =>
        put(tag === undefined ? `!hex ${JSON.stringify(each)}` : JSON.stringify(each)),
      ),
      ...(written === '' ? [put('!hex "00"')] : []),
    );
  if (tag?.text.startsWith('array') === true || tag?.text === 'list')
    fixes.push(put(`[ ${node.kind === 'scalar' && written !== '' ? scalar(written) : ''} ]`), put('[]'));
  if (tag?.text === 'map') fixes.push(put('{}'));
  if (tag?.text === 'described' && node.kind === 'list') {
    const items = node.items.map((item) => text.slice(startOf(item), item.end));
    fixes.push(put(`[${items[0] ?? '0x0'}, ${items[1] ?? 'null'}]`));
  } else if (tag?.text === 'described')
    fixes.push(put(`[0x0, ${node.kind === 'scalar' && written !== '' ? node.source : 'null'}]`));
  // What the tag says is meant: only what is written may be mended.
  const isText =
    node.kind === 'scalar' && written !== '' && tag !== undefined && !/^(?:array|list|map|described)/.test(tag.text);
  if (isText) return [...fixes, ...taggedValues(spot, tag, written).map(put)];
  if (tag !== undefined && node.kind === 'scalar') fixes.push(...taggedValues(spot, tag, written).map(put));
  const withoutTag =
    tag === undefined
      ? []
      : [
          replace(
            `Remove the tag !${tag.text}`,
            tag.start,
            node.kind === 'scalar' && node.source === '' ? tag.end : node.start,
            '',
          ),
        ];
  return [...fixes, ...withoutTag, ...(held === undefined ? [] : [removeEntry(text, held)])];
};

/** Elements of an array that differ: a list of any, or the same for all. */
export const arrayElements: Repair = (spot) => {
  const { text, path } = spot;
  const list = path.findLast((each) => each.kind === 'list');
  if (list?.kind !== 'list') return [];
  const withoutTag = list.tag === undefined ? [] : [replace('Make it a list', list.tag.start, list.start, '')];
  const item = list.items.find((each) => startOf(each) <= spot.start && spot.start <= each.end);
  const asTexts = list.items.every((each) => each.kind === 'scalar')
    ? [
        replace(
          'Make all of them texts',
          list.start,
          list.end,
          `[${list.items.map((each) => JSON.stringify(each.text)).join(', ')}]`,
        ),
      ]
    : [];
  const untagged = item?.tag === undefined ? [] : [replace('Remove the tag', item.tag.start, item.start, '')];
  return [...untagged, ...withoutTag, ...asTexts, ...(item === undefined ? [] : [removeItem(text, list, item)])];
};
