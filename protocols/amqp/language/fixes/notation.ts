import { closest, variableReplacements, type Fix } from '../../../text/index.ts';
import { anything } from '../../notation/read/context.ts';
import { headerWords, optionTable, otherSteps, receiveTable, sendTable, settleWords, stepVocabulary } from '../../notation/read/step-keys.ts';
import { keyText } from '../../notation/source/node.ts';
import type { Entry, MapNode, SourceNode } from '../../notation/source/node.ts';
import { additionEdit, removeEntry, removeItem, renameKey, requoted, setEntry, setValue, valueEdit } from './entries.ts';
import { mendedBase64, mendedHex, sampleComposite, sampleOf, scalar, valuesFor } from './samples.ts';
import { expectedAt, fix, headOf, lineEnd, lineStart, mapOf, placesIn, replace, shown, startOf, type Repair, type RepairTable, type Spot } from './spot.ts';
import { insertStep, moveInto, removeStep, splitStep } from './steps.ts';

const lastEntry = ({ entries }: Spot) => entries.at(-1);
const innermost = ({ path }: Spot): SourceNode | undefined => path.at(-1);

/** Whether a finding is about a key, and not about its value. */
function atKey({ start }: Spot, entry: Entry): boolean {
  return start < entry.key.end || start === entry.key.start;
}

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
  if (node.tag !== undefined && node.kind === 'scalar' && start >= node.start) return valuesFor(document.registry, { ...anything, type: node.tag.text.replace(/[@:].*$/, '') }, written).map((value) => replace(`Change to ${shown(value)}`, node.start, node.end, value));
  // The value may well be right without its tag.
  if (node.tag !== undefined) fixes.push(replace(`Remove the tag !${node.tag.text}`, node.tag.start, node.kind === 'scalar' && node.source === '' ? node.tag.end : node.start, ''));
  const only = node.kind === 'list' && node.items.length > 0 ? node.items[0] : undefined;
  if (only !== undefined) fixes.push(put(text.slice(startOf(only), only.end)));
  const single = node.kind === 'map' && node.entries.length === 1 ? node.entries[0]?.value : undefined;
  const isEmpty = node.kind === 'scalar' ? written === '' : (node.kind === 'map' ? node.entries : node.items).length === 0;
  const found = node.kind === 'scalar' || isEmpty ? valuesFor(document.registry, expected, written).map(put) : [];
  if (single?.kind === 'scalar') found.push(put(text.slice(startOf(single), single.end)));
  if (held !== undefined && keyText(held.entry) === 'channel') found.push(put('0'));
  const field = expected.field?.definition;
  // It must have a value: one to start from, and the title says what it takes the place of.
  if (found.length === 0 && field?.mandatory === true && written !== undefined && /^[\w.+-]{1,30}$/.test(written)) found.push(replace(`Change ${shown(node.kind === 'scalar' ? node.source : '')} to ${shown(sampleOf(document.registry, field))}`, from, node.end, sampleOf(document.registry, field)));
  const optional = field?.mandatory !== true && held !== undefined ? [removeEntry(text, held)] : [];
  return [...fixes, ...found, ...optional];
};

/** Adds the mandatory fields that are missing where a finding points, all at a time or one. */
const mandatory: Repair = (spot) => {
  const { text, document, start } = spot;
  const held = lastEntry(spot);
  const { registry } = document;
  const fixes: Fix[] = [];
  for (const place of placesIn(spot)) {
    if (place.kind === 'field' && place.field.mandatory && held?.entry.key.start === place.start && place.start === start) {
      fixes.push(setValue(text, held.entry, sampleOf(registry, place.field)));
    }
    if (place.kind !== 'fields') continue;
    const missing = place.composite.fields.filter((field) => field.mandatory && !place.used.has(field.name));
    const map = mapAt(spot, place.start, place.end);
    const owner = map === undefined ? held?.entry : undefined;
    if (missing.length === 0 || !concerns(spot, place.start, place.end)) continue;
    const fields = missing.map((field) => `${field.name}: ${sampleOf(registry, field)}`);
    const add = (put: string): Fix[] => (map !== undefined ? [fix(`Add ${shown(put)}`, additionEdit(text, map, put))] : owner === undefined ? [] : [fix(`Add ${shown(put)}`, valueEdit(text, owner, `{ ${put} }`))]);
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
    return isNull && field?.mandatory === true ? sampleOf(document.registry, field) : item === undefined ? 'null' : text.slice(startOf(item), item.end);
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
  if (held?.entry.key.start === start) return (from >= held.entry.key.start && to <= Math.max(held.entry.end, held.entry.key.end)) || from === start;
  return path.some((node) => node.start === from && node.end === to);
}

/** A key that is misspelt or does not belong there. */
const unknownKey = (namesOf: (spot: Spot) => readonly string[]): Repair => (spot) => {
  const held = lastEntry(spot);
  if (held === undefined) return [];
  // Braces too many: nothing is known of what is in them.
  if (held.entry.key.kind !== 'scalar') return [];
  const name = keyText(held.entry) ?? '';
  const used = new Set(held.map.entries.map((entry) => keyText(entry)));
  const [, first = '', colon = '', rest = ''] = /^([\w-]+)(:?)\s*(\S[^\r\n]*)$/.exec(name) ?? [];
  if (/[\s:"'{}]/.test(name)) return rest !== '' && namesOf(spot).includes(first) ? [replace(colon === '' ? 'Insert a colon' : 'Insert a space', held.entry.key.start + first.length + colon.length, held.entry.key.start + first.length + colon.length, colon === '' ? ':' : ' ')] : [];
  const near = closest(name, namesOf(spot).filter((each) => !used.has(each)));
  return [...(near === undefined ? [] : [renameKey(spot.text, held.entry, near)]), removeEntry(spot.text, held)];
};

const fieldNames = (spot: Spot): readonly string[] => {
  const map = lastEntry(spot)?.map;
  return placesIn(spot).flatMap((place) => (place.kind === 'fields' && place.start === map?.start && place.end === map.end ? place.composite.fields.map(({ name }) => name) : []));
};

/** A step that is none: another name, a mapping, or no step at all. */
const unknownStep: Repair = (spot) => {
  const { text, document, step } = spot;
  const vocabulary = stepVocabulary(document.registry);
  const names = vocabulary.heads.keys.map(({ name }) => name);
  const held = spot.entries[0];
  const node = spot.path[0];
  const sample = (name: string): string => {
    const composite = vocabulary.performatives.get(name);
    return composite === undefined ? (otherSteps.keys.find((each) => each.name === name)?.name === 'header' ? 'amqp' : '{}') : sampleComposite(document.registry, composite);
  };
  const removed = removeStep(spot, step);
  if (held !== undefined) {
    const near = closest(keyText(held.entry) ?? '', names);
    return [...(near === undefined ? [] : [renameKey(text, held.entry, near)]), ...removed];
  }
  if (node?.kind === 'scalar') {
    const near = names.includes(node.text) ? node.text : closest(node.text, names);
    const put = near === undefined ? [] : [replace(`Write ${near}:`, node.start, node.end, `${near}: ${sample(near)}`)];
    return [...put, ...removed, replace('Make it a heartbeat', node.start, node.end, `${node.start === node.end && text[node.start - 1] === '-' ? ' ' : ''}heartbeat: {}`)];
  }
  const first = node?.kind === 'list' ? node.items[0] : undefined;
  if (first !== undefined && first.kind !== 'scalar') return [];
  const word = first?.kind === 'scalar' ? first.text : '';
  return [...(node !== undefined && names.includes(word) ? [replace(`Write ${word}:`, node.start, node.end, `${word}: ${sample(word)}`)] : []), ...removed];
};

const onePerformative: Repair = (spot) => {
  const held = spot.entries[0];
  if (held === undefined) return removeStep(spot, spot.step);
  const again = held.map.entries.filter((entry) => keyText(entry) === keyText(held.entry)).length > 1;
  return [...(again ? [removeEntry(spot.text, held)] : []), ...splitStep(spot, held), setEntry(spot.text, held.map, 'heartbeat', '{}'), ...(held.map.entries.length > 1 ? [removeEntry(spot.text, held)] : []), ...removeStep(spot, spot.step)];
};

const scriptHeader: Repair = (spot) => {
  const { step } = spot;
  const isSasl = step?.plan?.kind === 'frame' && step.plan.frameType === 1;
  return insertStep(spot, step, `header: ${isSasl ? 'sasl' : 'amqp'}`);
};

/** What is allowed next to a performative. */
const stepOption: Repair = (spot) => {
  const { text, start } = spot;
  const held = spot.entries[0];
  if (held === undefined) return [];
  const name = keyText(held.entry) ?? '';
  const head = headOf(spot, spot.step) ?? { map: held.map, entry: held.map.entries[0] ?? held.entry, name: '' };
  const { value } = held.entry;
  if (!atKey(spot, held.entry)) {
    const options: Fix[] = [];
    if (name === 'heartbeat') options.push(setValue(text, held.entry, '{}'));
    // More than one word here is a list or a mapping with a syntax error.
    if (value.kind === 'scalar' && /\s/.test(value.text)) return [];
    if (name === 'header') {
      const near = value.kind === 'scalar' ? closest(value.text, headerWords) : undefined;
      options.push(...[...(near === undefined ? [] : [near]), ...headerWords].map((word) => setValue(text, held.entry, word)));
    }
    if (name === 'type') options.push(setValue(text, held.entry, 'amqp'));
    if (name === 'extended-header' && value.kind === 'scalar') options.push(setValue(text, held.entry, paddedHex(value.text)));
    return [...options, ...(head.entry === held.entry ? [] : values({ ...spot, start }).slice(0, 6)), removeEntry(text, held)];
  }
  const near = closest(name, optionTable.keys.map((each) => each.name));
  const message = held.map.entries.find((entry) => keyText(entry) === 'payload');
  return [
    ...(near === undefined ? [] : [renameKey(text, held.entry, near)]),
    ...(name === 'message' && message !== undefined ? [removeEntry(text, { map: held.map, entry: message })] : []),
    ...(head.entry === held.entry || optionTable.keys.some((each) => each.name === name) ? [] : moveInto(spot, held, head)),
    removeEntry(text, held),
  ];
};

/** Bytes in hex, filled up to whole words. */
function paddedHex(written: string): string {
  const digits = written.replace(/[^0-9A-Fa-f]/g, '');
  return `!hex "${digits.padEnd(Math.ceil(digits.length / 8) * 8, '0')}"`;
}

/** A managed step: its address, its message, its words. */
const managed: Repair = (spot) => {
  const { text } = spot;
  const [head] = spot.entries;
  const held = lastEntry(spot);
  if (head === undefined || held === undefined) return [];
  const kind = keyText(head.entry) ?? '';
  const table = kind === 'send' ? sendTable : receiveTable;
  const { value } = head.entry;
  // A word alone is the address.
  const word = value.kind === 'scalar' && /^[\w./:-]*$/.test(value.text) ? value.text : undefined;
  const named = word === undefined || word === '' ? 'queue' : scalar(word);
  const whole = kind === 'send' ? `{ to: ${named}, message: { body: { data: text } } }` : `{ from: ${named}, count: 1, settle: accept }`;
  if (value.kind !== 'map') return word === undefined ? [] : [setValue(text, head.entry, whole)];
  if (held.entry === head.entry) {
    const address = kind === 'send' ? 'to' : 'from';
    return [setEntry(text, value, address, 'queue'), setEntry(text, value, 'message', '{ body: { data: text } }')];
  }
  const name = keyText(held.entry) ?? '';
  if (!atKey(spot, held.entry) || held.entry.value.kind === 'scalar') {
    const near = held.entry.value.kind === 'scalar' ? closest(held.entry.value.text, settleWords) : undefined;
    if (name === 'settle') return [...(near === undefined ? [] : [setValue(text, held.entry, near)]), setValue(text, held.entry, 'accept'), removeEntry(text, held)];
    if (name === 'count') return [setValue(text, held.entry, '1'), removeEntry(text, held)];
    if (name === 'to' || name === 'from') return [setValue(text, held.entry, 'queue'), removeEntry(text, held)];
  }
  return unknownKey(() => table.keys.map((each) => each.name))(spot);
};

/** A tag that there is not: one alike, or none. */
const unknownTag: Repair = (spot) => {
  const { text, start, end, document } = spot;
  const node = innermost(spot);
  const written = text.slice(start, end).replace(/^!/, '');
  const names = ['hex', 'base64', 'described', 'raw', ...document.registry.types.filter((type) => type.kind === 'primitive' || type.descriptor !== undefined).map(({ name }) => name)];
  const base = written.replace(/[@:].*$/, '');
  const near = names.includes(base) ? base : closest(base, names);
  const after = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return [...(near === undefined ? [] : [replace(`Change to !${near}`, start, end, `!${near}`)]), replace(`Remove the tag !${shown(written)}`, start, node !== undefined && node.end > end ? end + after : end, ''), ...values(spot)];
};

/** What follows a tag: bytes in hex or base64, a list, a text. */
const tagContent: Repair = (spot) => {
  const { text, path } = spot;
  const node = path.findLast((each) => each.tag !== undefined) ?? innermost(spot);
  const held = lastEntry(spot);
  const tag = node?.tag;
  if (node === undefined) return [];
  const put = (value: string): Fix => replace(`Change to ${shown(value)}`, node.start, node.end, node.start === node.end ? ` ${value}` : value);
  const written = node.kind === 'scalar' ? node.text : '';
  const fixes: Fix[] = [];
  if (tag?.text.startsWith('base64') === true || tag?.text === '!binary') fixes.push(...mendedBase64(written).map((each) => put(requoted(node.kind === 'scalar' ? node.source : '"', each))));
  else if (tag?.text.startsWith('hex') === true) fixes.push(...mendedHex(written).map((each) => put(JSON.stringify(each))));
  else if (tag?.text === 'raw' || tag === undefined) fixes.push(...mendedHex(written).map((each) => put(tag === undefined ? `!hex ${JSON.stringify(each)}` : JSON.stringify(each))), ...(written === '' ? [put('!hex "00"')] : []));
  if (tag?.text.startsWith('array') === true || tag?.text === 'list') fixes.push(put(`[ ${node.kind === 'scalar' && written !== '' ? scalar(written) : ''} ]`), put('[]'));
  if (tag?.text === 'map') fixes.push(put('{}'));
  if (tag?.text === 'described' && node.kind === 'list') {
    const items = node.items.map((item) => text.slice(startOf(item), item.end));
    fixes.push(put(`[${items[0] ?? '0x0'}, ${items[1] ?? 'null'}]`));
  } else if (tag?.text === 'described') fixes.push(put(`[0x0, ${node.kind === 'scalar' && written !== '' ? node.source : 'null'}]`));
  // What the tag says is meant: only what is written may be mended.
  const isText = node.kind === 'scalar' && written !== '' && tag !== undefined && !/^(?:array|list|map|described)/.test(tag.text);
  if (isText) return [...fixes, ...valuesFor(spot.document.registry, { ...anything, type: tag.text.replace(/[@:].*$/, '') }, written).map(put)];
  if (tag !== undefined && node.kind === 'scalar') fixes.push(...valuesFor(spot.document.registry, { ...anything, type: tag.text.replace(/[@:].*$/, '') }, written).map(put));
  const withoutTag = tag === undefined ? [] : [replace(`Remove the tag !${tag.text}`, tag.start, node.kind === 'scalar' && node.source === '' ? tag.end : node.start, '')];
  return [...fixes, ...withoutTag, ...(held === undefined ? [] : [removeEntry(text, held)])];
};

/** Elements of an array that differ: a list of any, or the same for all. */
const arrayElements: Repair = (spot) => {
  const { text, path } = spot;
  const list = path.findLast((each) => each.kind === 'list');
  if (list?.kind !== 'list') return [];
  const withoutTag = list.tag === undefined ? [] : [replace('Make it a list', list.tag.start, list.start, '')];
  const item = list.items.find((each) => startOf(each) <= spot.start && spot.start <= each.end);
  const asTexts = list.items.every((each) => each.kind === 'scalar') ? [replace('Make all of them texts', list.start, list.end, `[${list.items.map((each) => JSON.stringify(each.text)).join(', ')}]`)] : [];
  const untagged = item?.tag === undefined ? [] : [replace('Remove the tag', item.tag.start, item.start, '')];
  return [...untagged, ...withoutTag, ...asTexts, ...(item === undefined ? [] : [removeItem(text, list, item)])];
};

/** Keys of maps by the type that they must have: without a tag they have it. */
const keyType: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held === undefined) return [];
  const { key } = held.entry;
  const plain = key.kind === 'scalar' ? scalar(key.text) : undefined;
  return [
    ...(key.tag === undefined ? [] : [replace(`Remove the tag !${key.tag.text}`, key.tag.start, key.start, '')]),
    ...(plain === undefined ? [] : [replace(`Change to ${plain}`, startOf(key), key.end, plain), replace(`Change to "${key.kind === 'scalar' ? key.text : ''}"`, startOf(key), key.end, JSON.stringify(key.kind === 'scalar' ? key.text : ''))]),
    removeEntry(spot.text, held),
  ];
};

const annotationReserved: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held?.entry.key.kind !== 'scalar') return [];
  const { key } = held.entry;
  return [replace(`Change to x-opt-${key.text}`, startOf(key), key.end, requoted(key.source, `x-opt-${key.text}`)), removeEntry(spot.text, held)];
};

/** A value of an application property is simple. */
const propertyValue: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held === undefined) return [];
  const { value } = held.entry;
  const [only] = value.kind === 'list' ? value.items : [];
  return [
    ...(only === undefined ? [] : [setValue(spot.text, held.entry, spot.text.slice(startOf(only), only.end))]),
    ...(value.tag === undefined || value.kind !== 'scalar' ? [] : [replace('Remove the tag', value.tag.start, value.start, '')]),
    setValue(spot.text, held.entry, JSON.stringify(spot.text.slice(value.start, value.end).replace(/\s+/g, ' '))),
    removeEntry(spot.text, held),
  ];
};

const filterValue: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held === undefined) return [];
  const { value } = held.entry;
  const at = startOf(value);
  return [replace('Write a selector filter', at, at, '!<apache.org:selector-filter:string> '), setValue(spot.text, held.entry, 'null'), removeEntry(spot.text, held)];
};

/** A variable: a name alike, or a definition in the file. */
const unknownVariable: Repair = (spot) => {
  const { document, start, end } = spot;
  const { source, context } = document;
  const written = [...source.steps.flatMap(({ node, base }) => scalarsOf(node).flatMap(({ variables }) => variables.map((each) => ({ ...each, start: each.start + base, end: each.end + base })))), ...source.variables.flatMap(({ value, base }) => (value?.variables ?? []).map((each) => ({ ...each, start: each.start + base, end: each.end + base })))];
  const variable = written.find((each) => each.start === start && each.end === end);
  if (variable === undefined) return badDefinition(spot);
  const known = [...(context.variables?.keys() ?? []), ...source.variables.map(({ name }) => name)];
  const fixes = variableReplacements(variable, known).map((each) => replace(`Change to ${each}`, start, end, each));
  if (variable.problem !== undefined) return [...fixes, replace('Remove the variable', start, end, '')];
  return [...fixes, ...define(spot, variable.name)];
};

function scalarsOf(node: SourceNode): Extract<SourceNode, { kind: 'scalar' }>[] {
  if (node.kind === 'scalar') return [node];
  return node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [...scalarsOf(key), ...scalarsOf(value)]) : node.items.flatMap(scalarsOf);
}

/** Defines a variable in `vars:`, which is written where there is none; a list of steps becomes a file with frames. */
function define({ text }: Spot, name: string): Fix[] {
  const title = `Define ${name} in this file`;
  const eol = lineEnd(text);
  const [, head = '', open = ''] = /^(vars:[ \t]*)(\{[ \t]*)?/m.exec(text) ?? [];
  const at = head === '' ? -1 : text.search(/^vars:/m) + head.length;
  if (at >= 0 && open !== '') return [replace(title, at + open.length, at + open.length, `${name}: "${name}"${/^\s*\}/.test(text.slice(at + open.length)) ? ' ' : ', '}`)];
  if (at >= 0) return [replace(title, at, at, `${eol}  ${name}: "${name}"`)];
  const frames = text.search(/^(?:frames|"frames"|'frames')[ \t]*:/m);
  if (frames >= 0) return [replace(title, frames, frames, `vars: { ${name}: "${name}" }${eol}`)];
  const first = text.search(/^ *-(?:\s|$)/m);
  return first < 0 ? [] : [replace(title, lineStart(text, first), lineStart(text, first), `vars: { ${name}: "${name}" }${eol}frames:${eol}`)];
}

/** A definition whose name or value is none. */
function badDefinition({ text, start, end }: Spot): Fix[] {
  const found = text.slice(start, end);
  const name = found.replace(/^["']|["']$/g, '').replace(/[^\w.-]+/g, '_').replace(/^(?=[^A-Za-z_])/, '_');
  return [replace(`Change to ${name}`, start, end, name), replace('Change to a text', start, end, JSON.stringify(found.replace(/\s+/g, ' ')))];
}

/** Puts a variable in quotes, so that it is text to YAML. */
const bareVariable: Repair = ({ text, start, end }) => {
  const whole = end + (/^[^\s,}\]]*/.exec(text.slice(end))?.[0].length ?? 0);
  return [whole, end].map((to) => replace(`Put ${shown(text.slice(start, to))} in quotes`, start, to, JSON.stringify(text.slice(start, to))));
};

const unknownConnection: Repair = (spot) => {
  const { text, document, start, end } = spot;
  const known = document.context.connections ?? [];
  const found = text.slice(start, end);
  const near = closest(found.replace(/^["']|["']$/g, ''), known);
  return [...(near === undefined ? [] : [replace(`Change to “${near}”`, start, end, requoted(found, near))]), replace('Remove the line', lineStart(text, start), lineStart(text, end) + text.slice(lineStart(text, end)).search(/(?:\r?\n|$)/) + lineEnd(text).length, '')];
};

/** A value that appears twice in one place. */
const duplicate: Repair = (spot) => {
  const held = lastEntry(spot);
  if (held !== undefined) return [removeEntry(spot.text, held)];
  const { text, start } = spot;
  const line = lineStart(text, start);
  const flow = /^[^,{}]*(?:,\s*)?/.exec(text.slice(start))?.[0].length ?? 0;
  return [replace('Remove the second one', line, line + (/^.*(?:\r?\n)?/.exec(text.slice(line))?.[0].length ?? 0), ''), replace('Remove the second one', start, start + flow, '')];
};

const tooMany: Repair = (spot) => {
  const list = spot.path.findLast((each) => each.kind === 'list');
  const item = list?.kind === 'list' ? list.items.find((each) => startOf(each) <= spot.start && spot.start <= each.end) : undefined;
  if (list?.kind !== 'list' || item === undefined) return [];
  const from = list.items[list.items.indexOf(item) - 1]?.end ?? startOf(item);
  return [replace('Remove the values that have no field', from, list.items.at(-1)?.end ?? item.end, ''), removeItem(spot.text, list, item)];
};

/** A tag of a delivery that is too long. */
const shortened: Repair = (spot) => {
  const node = innermost(spot);
  if (node?.kind !== 'scalar') return values(spot);
  const hex = node.tag?.text.startsWith('hex') === true;
  const kept = hex ? node.text.replace(/^\s*0[xX]/, '').replace(/[\s:]+/g, '').slice(0, 64) : node.tag?.text.startsWith('base64') === true ? node.text.replace(/\s+/g, '').slice(0, 42) : node.text.slice(0, 32);
  const ascii = Array.from(node.text).reduce((sum, each) => (new TextEncoder().encode(sum + each).length <= 32 ? sum + each : sum), '');
  return [replace('Keep 32 bytes', node.start, node.end, hex ? JSON.stringify(kept) : requoted(node.source, kept)), replace('Keep 32 bytes', node.start, node.end, requoted(node.source, ascii))];
};

/** Repairs of what a file must say, besides the messages in it. */
export const notationRepairs: RepairTable = {
  'amqp/annotation-key': keyType,
  'amqp/annotation-reserved': annotationReserved,
  'amqp/application-property-key': keyType,
  'amqp/application-property-value': propertyValue,
  'amqp/archetype': values,
  'amqp/array-elements': arrayElements,
  'amqp/choice': values,
  'amqp/delivery-tag-length': shortened,
  'amqp/duplicate-field': duplicate,
  'amqp/filter-value': filterValue,
  'amqp/managed-step': managed,
  'amqp/mandatory-field': mandatory,
  'amqp/map-duplicate-key': duplicate,
  'amqp/map-key': keyType,
  'amqp/max-frame-size-minimum': (spot) => [...spot.entries.slice(-1).map(({ entry }) => setValue(spot.text, entry, '512')), ...removal(spot)],
  'amqp/multiple': values,
  'amqp/one-performative': onePerformative,
  'amqp/script-header': scriptHeader,
  'amqp/step-option': stepOption,
  'amqp/symbol-ascii': values,
  'amqp/tag-content': tagContent,
  'amqp/too-many-fields': tooMany,
  'amqp/transaction-id-length': shortened,
  'amqp/unknown-connection': unknownConnection,
  'amqp/unknown-field': unknownKey(fieldNames),
  'amqp/unknown-step': unknownStep,
  'amqp/unknown-tag': unknownTag,
  'amqp/unknown-variable': unknownVariable,
  'amqp/unquoted-variable': bareVariable,
  'amqp/value-range': values,
  'amqp/wrong-type': values,
};
