import { closest, type Fix } from '../../../core/index.ts';
import {
  headerWords,
  optionTable,
  otherSteps,
  receiveTable,
  sendTable,
  settleWords,
  stepVocabulary,
} from '../../notation/read/step-keys.ts';
import { keyText } from '../../notation/source/node.ts';
import { removeEntry, renameKey, setEntry, setValue } from './entries.ts';
import { unknownKey } from './fields.ts';
import { sampleComposite, scalar } from './samples.ts';
import { atKey, headOf, lastEntry, replace, type Repair } from './spot.ts';
import { insertStep, moveInto, removeStep, splitStep } from './steps.ts';
import { values } from './values.ts';

/** A step that is none: another name, a mapping, or no step at all. */
export const unknownStep: Repair = (spot) => {
  const { text, document, step } = spot;
  const vocabulary = stepVocabulary(document.registry);
  const names = vocabulary.heads.keys.map(({ name }) => name);
  const held = spot.entries[0];
  const node = spot.path[0];
  const sample = (name: string): string => {
    const composite = vocabulary.performatives.get(name);
    return composite === undefined
      ? otherSteps.keys.find((each) => each.name === name)?.name === 'header'
        ? 'amqp'
        : '{}'
      : sampleComposite(document.registry, composite);
  };
  const removed = removeStep(spot, step);
  if (held !== undefined) {
    const near = closest(keyText(held.entry) ?? '', names);
    return [...(near === undefined ? [] : [renameKey(text, held.entry, near)]), ...removed];
  }
  if (node?.kind === 'scalar') {
    const near = names.includes(node.text) ? node.text : closest(node.text, names);
    const put = near === undefined ? [] : [replace(`Write ${near}:`, node.start, node.end, `${near}: ${sample(near)}`)];
    return [
      ...put,
      ...removed,
      replace(
        'Make it a heartbeat',
        node.start,
        node.end,
        `${node.start === node.end && text[node.start - 1] === '-' ? ' ' : ''}heartbeat: {}`,
      ),
    ];
  }
  const first = node?.kind === 'list' ? node.items[0] : undefined;
  if (first !== undefined && first.kind !== 'scalar') return [];
  const word = first?.kind === 'scalar' ? first.text : '';
  return [
    ...(node !== undefined && names.includes(word)
      ? [replace(`Write ${word}:`, node.start, node.end, `${word}: ${sample(word)}`)]
      : []),
    ...removed,
  ];
};

export const onePerformative: Repair = (spot) => {
  const held = spot.entries[0];
  if (held === undefined) return removeStep(spot, spot.step);
  const again = held.map.entries.filter((entry) => keyText(entry) === keyText(held.entry)).length > 1;
  return [
    ...(again ? [removeEntry(spot.text, held)] : []),
    ...splitStep(spot, held),
    setEntry(spot.text, held.map, 'heartbeat', '{}'),
    ...(held.map.entries.length > 1 ? [removeEntry(spot.text, held)] : []),
    ...removeStep(spot, spot.step),
  ];
};

export const scriptHeader: Repair = (spot) => {
  const { step } = spot;
  const isSasl = step?.plan?.kind === 'frame' && step.plan.frameType === 1;
  return insertStep(spot, step, `header: ${isSasl ? 'sasl' : 'amqp'}`);
};

/** What is allowed next to a performative. */
export const stepOption: Repair = (spot) => {
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
      options.push(
        ...[...(near === undefined ? [] : [near]), ...headerWords].map((word) => setValue(text, held.entry, word)),
      );
    }
    if (name === 'type') options.push(setValue(text, held.entry, 'amqp'));
    if (name === 'extended-header' && value.kind === 'scalar')
      options.push(setValue(text, held.entry, paddedHex(value.text)));
    return [
      ...options,
      ...(head.entry === held.entry ? [] : values({ ...spot, start }).slice(0, 6)),
      removeEntry(text, held),
    ];
  }
  const near = closest(
    name,
    optionTable.keys.map((each) => each.name),
  );
  const message = held.map.entries.find((entry) => keyText(entry) === 'payload');
  return [
    ...(near === undefined ? [] : [renameKey(text, held.entry, near)]),
    ...(name === 'message' && message !== undefined ? [removeEntry(text, { map: held.map, entry: message })] : []),
    ...(head.entry === held.entry || optionTable.keys.some((each) => each.name === name)
      ? []
      : moveInto(spot, held, head)),
    removeEntry(text, held),
  ];
};

/** Bytes in hex, filled up to whole words. */
function paddedHex(written: string): string {
  const digits = written.replace(/[^0-9A-Fa-f]/g, '');
  return `!hex "${digits.padEnd(Math.ceil(digits.length / 8) * 8, '0')}"`;
}

/** A managed step: its address, its message, its words. */
export const managed: Repair = (spot) => {
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
  const whole =
    kind === 'send'
      ? `{ to: ${named}, message: { body: { data: text } } }`
      : `{ from: ${named}, count: 1, settle: accept }`;
  if (value.kind !== 'map') return word === undefined ? [] : [setValue(text, head.entry, whole)];
  if (held.entry === head.entry) {
    const address = kind === 'send' ? 'to' : 'from';
    return [setEntry(text, value, address, 'queue'), setEntry(text, value, 'message', '{ body: { data: text } }')];
  }
  const name = keyText(held.entry) ?? '';
  if (!atKey(spot, held.entry) || held.entry.value.kind === 'scalar') {
    const near = held.entry.value.kind === 'scalar' ? closest(held.entry.value.text, settleWords) : undefined;
    if (name === 'settle')
      return [
        ...(near === undefined ? [] : [setValue(text, held.entry, near)]),
        setValue(text, held.entry, 'accept'),
        removeEntry(text, held),
      ];
    if (name === 'count') return [setValue(text, held.entry, '1'), removeEntry(text, held)];
    if (name === 'to' || name === 'from') return [setValue(text, held.entry, 'queue'), removeEntry(text, held)];
  }
  return unknownKey(() => table.keys.map((each) => each.name))(spot);
};
