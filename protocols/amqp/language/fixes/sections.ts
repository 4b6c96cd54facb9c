import { closest, type Fix } from '../../../core/index.ts';
import { bodyTable, messageTable, sectionNames } from '../../notation/read/message.ts';
import { keyText } from '../../notation/source/node.ts';
import type { ListNode, MapNode, SourceNode } from '../../notation/source/node.ts';
import { removeEntries, removeEntry, removeItem, renameKey, setEntry, setValue } from './entries.ts';
import { scalar } from './samples.ts';
import { replace, startOf, type Held, type Repair, type RepairTable, type Spot } from './spot.ts';

const bodies: Readonly<Record<string, string>> = {
  data: 'data',
  'amqp-sequence': 'sequence',
  'amqp-value': 'value',
  sequence: 'sequence',
  value: 'value',
};

/** The entry `message` around a finding. */
function messageOf({ entries }: Spot): Held | undefined {
  return entries.find(({ entry }) => keyText(entry) === 'message');
}

/** Text of a value, as a body may hold it. */
function bodyText(text: string, node: SourceNode): string {
  const written = text.slice(startOf(node), node.end);
  return written === '' ? '""' : written;
}

const unknownSection: Repair = (spot) => {
  const { text } = spot;
  const message = messageOf(spot);
  const held = spot.entries.at(-1);
  if (message === undefined || held === undefined) return [];
  const { value } = message.entry;
  if (held.entry === message.entry && value.kind === 'scalar')
    return [setValue(text, message.entry, `{ body: { value: ${value.text === '' ? '""' : scalar(value.text)} } }`)];
  if (value.kind === 'list') {
    const item = value.items.find(
      (each) => startOf(each) <= spot.start && spot.start <= Math.max(each.end, each.start),
    );
    const near = closest(keyText(held.entry) ?? '', sectionNames);
    return [
      ...(near === undefined || held.entry === message.entry ? [] : [renameKey(text, held.entry, near)]),
      ...(item === undefined
        ? []
        : [
            replace('Make it a section', startOf(item), item.end, `amqp-value: ${bodyText(text, item)}`),
            removeItem(text, value, item),
          ]),
    ];
  }
  const name = keyText(held.entry) ?? '';
  const kind = Object.hasOwn(bodies, name) ? bodies[name] : undefined;
  const near = closest(
    name,
    messageTable.keys.map((each) => each.name),
  );
  return [
    ...(kind === undefined
      ? []
      : [
          replace(
            `Write it as body: { ${kind}: … }`,
            held.entry.start,
            held.entry.end,
            `body: { ${kind}: ${bodyText(text, held.entry.value)} }`,
          ),
        ]),
    ...(near === undefined ? [] : [renameKey(text, held.entry, near)]),
    removeEntry(text, held),
  ];
};

const bodyKinds: Repair = (spot) => {
  const { text } = spot;
  const message = messageOf(spot);
  const held = spot.entries.at(-1);
  if (message === undefined || held === undefined) return [];
  const { value } = message.entry;
  if (value.kind === 'list') return oneBody(spot, value);
  const body = spot.entries.find(({ entry }) => keyText(entry) === 'body') ?? bodyIn(value);
  if (body === undefined) return [];
  const inner = body.entry.value;
  if (inner.kind !== 'map') {
    const kind = inner.kind === 'list' ? 'sequence' : 'value';
    return [
      setValue(
        text,
        body.entry,
        `{ ${kind}: ${inner.kind === 'scalar' && inner.missing ? 'text' : bodyText(text, inner)} }`,
      ),
      setValue(text, body.entry, '{ data: text }'),
    ];
  }
  if (inner.entries.length === 0) return [setValue(text, body.entry, '{ data: text }')];
  if (held.entry.key.kind !== 'scalar') return [];
  if (held.map === inner && !Object.hasOwn(bodies, keyText(held.entry) ?? '')) {
    const near = closest(
      keyText(held.entry) ?? '',
      bodyTable.keys.map((each) => each.name),
    );
    return [
      ...(near === undefined ? [] : [renameKey(text, held.entry, near)]),
      renameKey(text, held.entry, 'value'),
      removeEntry(text, held),
    ];
  }
  return inner.entries.flatMap((entry) =>
    removeEntries(
      text,
      inner.entries.filter((other) => other !== entry).map((other) => ({ map: inner, entry: other })),
      `Keep ${keyText(entry) ?? ''} alone`,
    ),
  );
};

function bodyIn(node: SourceNode): Held | undefined {
  const entry = node.kind === 'map' ? node.entries.find((each) => keyText(each) === 'body') : undefined;
  return entry === undefined || node.kind !== 'map' ? undefined : { map: node, entry };
}

/** The section that an item of a list is; undefined where it is none. */
function sectionOf(item: SourceNode): string | undefined {
  const entry = item.kind === 'map' ? item.entries[0] : undefined;
  return entry === undefined ? undefined : keyText(entry);
}

/** Of a list of sections, the first kind of body alone. */
function oneBody({ text }: Spot, list: ListNode): Fix[] {
  const kinds = list.items.map((item) => bodies[sectionOf(item) ?? '']);
  const first = kinds.find((each) => each !== undefined);
  const others = list.items.filter((_, index) => kinds[index] !== undefined && kinds[index] !== first);
  return others.length === 0
    ? []
    : [
        ordered(
          text,
          list,
          list.items.filter((item) => !others.includes(item)),
          `Keep ${first ?? ''} alone`,
        ),
      ];
}

/** A list with other items, each as it was written. */
function ordered(text: string, list: ListNode, items: readonly SourceNode[], title: string): Fix {
  const written = items.map((item) => text.slice(startOf(item), item.end));
  if (list.flow) return replace(title, list.start, list.end, `[${written.join(', ')}]`);
  const [first] = list.items;
  const between = first === undefined || list.items[1] === undefined ? '' : text.slice(list.start, startOf(first));
  const separator = list.items.length < 2 ? '' : text.slice(list.items[0]?.end ?? 0, startOf(list.items[1] ?? list));
  return replace(
    title,
    list.start,
    list.end,
    `${between}${written.join(separator.includes('#') ? separator.replace(/#[^\r\n]*/g, '').replace(/[ \t]+(?=\r?\n)/g, '') : separator)}`,
  );
}

const missingBody: Repair = (spot) => {
  const value = messageOf(spot)?.entry.value;
  if (value?.kind === 'map') return [setEntry(spot.text, value, 'body', '{ data: text }')];
  if (value?.kind !== 'list') return [];
  const last = value.items.at(-1);
  if (last === undefined || value.flow)
    return [replace('Add data: text', value.end - 1, value.end - 1, `${last === undefined ? '' : ', '}{ data: text }`)];
  const line = spot.text.lastIndexOf('\n', startOf(last)) + 1;
  const indent = /^ *-\s*/.exec(spot.text.slice(line))?.[0] ?? '- ';
  return [replace('Add data: text', last.end, last.end, `\n${indent}data: text`)];
};

const sectionOrder: Repair = (spot) => {
  const value = messageOf(spot)?.entry.value;
  if (value?.kind !== 'list') return [];
  const rank = (item: SourceNode): number => sectionNames.findIndex((each) => each === sectionOf(item));
  return [
    ordered(
      spot.text,
      value,
      [...value.items].sort((a, b) => rank(a) - rank(b)),
      'Put the sections in order',
    ),
  ];
};

const duplicateSection: Repair = (spot) => {
  const held = spot.entries.at(-1);
  const value = messageOf(spot)?.entry.value;
  if (value?.kind === 'list') {
    const item = value.items.find((each) => startOf(each) <= spot.start && spot.start <= each.end);
    return item === undefined ? [] : [removeItem(spot.text, value, item)];
  }
  return held === undefined ? [] : [removeEntry(spot.text, held)];
};

/** An entry of a section's mapping. */
function inSection(spot: Spot, section: string, name: string): Held | undefined {
  const value =
    messageOf(spot)?.entry.value ?? spot.entries.find(({ entry }) => keyText(entry) === section)?.entry.value;
  const map =
    value?.kind === 'map' ? (value.entries.find((each) => keyText(each) === section)?.value ?? value) : undefined;
  const found: MapNode | undefined = map?.kind === 'map' ? map : undefined;
  const entry = found?.entries.find((each) => keyText(each) === name);
  return found === undefined || entry === undefined ? undefined : { map: found, entry };
}

/** The content’s encoding is said of bytes alone. */
const contentEncoding: Repair = (spot) => {
  const held = inSection(spot, 'properties', 'content-encoding');
  return held === undefined ? [] : [removeEntry(spot.text, held)];
};

/** A message expires after it was made. */
const expiry: Repair = (spot) => {
  const [made, expires] = ['creation-time', 'absolute-expiry-time'].map((name) => inSection(spot, 'properties', name));
  if (made === undefined || expires === undefined) return [];
  const { text } = spot;
  const [a, b] = [made.entry.value, expires.entry.value];
  const swap = {
    title: 'Swap the two times',
    edits: [
      { start: startOf(a), end: a.end, text: text.slice(startOf(b), b.end) },
      { start: startOf(b), end: b.end, text: text.slice(startOf(a), a.end) },
    ],
  };
  return [swap, removeEntry(text, expires)];
};

/** Repairs of messages. */
export const sectionRepairs: RepairTable = {
  'amqp/body-kinds': bodyKinds,
  'amqp/content-encoding-body': contentEncoding,
  'amqp/duplicate-section': duplicateSection,
  'amqp/expiry-before-creation': expiry,
  'amqp/missing-body': missingBody,
  'amqp/section-order': sectionOrder,
  'amqp/unknown-section': unknownSection,
};
