import { hexByte, type Fix } from '../../../core/index.ts';
import { stepVocabulary } from '../../notation/read/step-keys.ts';
import { keyText } from '../../notation/source/node.ts';
import type { AnalysedStep } from '../document.ts';
import { removeEntry, setEntry, setField, setValue } from './entries.ts';
import { fix, headOf, mapOf, startOf, type Held, type Repair, type RepairTable, type Spot } from './spot.ts';
import { insertStep, removeStep, stepRemoval } from './steps.ts';

/** A field of a step's performative. */
function fieldOf(spot: Spot, name: string, step = spot.step): Held | undefined {
  const value = headOf(spot, step)?.entry.value;
  const entry = value?.kind === 'map' ? value.entries.find((each) => keyText(each) === name) : undefined;
  return value?.kind !== 'map' || entry === undefined ? undefined : { map: value, entry };
}

function textOf({ entry }: Held): string {
  return entry.value.kind === 'scalar' ? entry.value.text : '';
}

/** The field's integer in a step; undefined where it has none. */
function numberIn(spot: Spot, name: string, step: AnalysedStep | undefined): number | undefined {
  const held = fieldOf(spot, name, step);
  const value = held === undefined ? undefined : textOf(held);
  return value === undefined || !/^\d{1,10}$/.test(value) ? undefined : Number(value);
}

/** Gives a field of the finding's performative a value. */
function set(spot: Spot, name: string, value: string): Fix[] {
  const head = headOf(spot, spot.step);
  return head === undefined ? [] : setField(spot.text, head.entry, name, value);
}

function unset(spot: Spot, ...names: readonly string[]): Fix[] {
  return names.flatMap((name) => fieldOf(spot, name) ?? []).map((held) => removeEntry(spot.text, held));
}

/** The steps before the finding's that attach a link. */
function attaches(spot: Spot): readonly AnalysedStep[] {
  return earlier(spot).filter(({ plan }) => plan?.kind === 'frame' && plan.performative === 'attach');
}

/** The handles that these steps attach. */
function handlesOf(spot: Spot, steps: readonly AnalysedStep[]): readonly number[] {
  return steps.flatMap((step) => numberIn(spot, 'handle', step) ?? []);
}

/** The steps before the finding's. */
const earlier = ({ document, index }: Spot): readonly AnalysedStep[] => document.steps.slice(0, Math.max(index, 0));

/** The number that follows the greatest one that a field has in any step. */
function nextNumber(spot: Spot, name: string): number {
  return spot.document.steps.reduce((most, step) => Math.max(most, numberIn(spot, name, step) ?? -1), -1) + 1;
}

function channelOf(step: AnalysedStep | undefined): number {
  return step?.plan?.kind === 'frame' ? step.plan.channel : 0;
}

/** Writes a step's channel, behind its performative where it has none. */
function setChannel(spot: Spot, channel: number): Fix[] {
  const map = mapOf(spot.step);
  const head = map?.entries[0];
  if (map === undefined || head === undefined) return [];
  const found = map.entries.find((entry) => keyText(entry) === 'channel');
  if (found !== undefined) return [setValue(spot.text, found, String(channel))];
  if (map.flow) return [setEntry(spot.text, map, 'channel', String(channel))];
  const column = head.start - (spot.text.lastIndexOf('\n', head.start - 1) + 1);
  const eol = spot.text.includes('\r\n') ? '\r\n' : '\n';
  return [
    fix(`Add channel: ${channel}`, {
      start: head.end,
      end: head.end,
      text: `${eol}${' '.repeat(column)}channel: ${channel}`,
    }),
  ];
}

/** Removes the finding's step; those like it at a time, where one after another would bring the same finding. */
const removal: Repair = (spot) => {
  const same = spot.document.steps.slice(spot.index).flatMap((step) => stepRemoval(spot.text, step) ?? []);
  return [
    ...removeStep(spot, spot.step),
    ...(same.length > 1 ? [{ title: 'Remove this step and those behind it', edits: same }] : []),
  ];
};

const begin = 'begin: { next-outgoing-id: 0, incoming-window: 2048, outgoing-window: 2048 }';

/** A frame of a session that was not begun: begin one, or use one that was. */
const noSession: Repair = (spot) => {
  const channel = channelOf(spot.step);
  const begun = earlier(spot)
    .filter(({ plan }) => plan?.kind === 'frame' && plan.performative === 'begin')
    .map(channelOf);
  const step = channel === 0 ? begin : `{ ${begin}, channel: ${channel} }`;
  return [
    ...begun.filter((each) => each !== channel).flatMap((each) => setChannel(spot, each)),
    ...insertStep(spot, spot.step, step, 'Insert begin before this step'),
    ...removal(spot),
  ];
};

const channelInUse: Repair = (spot) => {
  const used = new Set(spot.document.steps.map(channelOf));
  const free = Array.from({ length: 1000 }, (_, i) => i).find((each) => !used.has(each)) ?? 0;
  return [...removeStep(spot, spot.step), ...setChannel(spot, free)];
};

/** A handle without a link: one that is attached, or a link for it. */
const handleUnattached: Repair = (spot) => {
  const handles = new Set(handlesOf(spot, attaches(spot)));
  const handle = numberIn(spot, 'handle', spot.step) ?? 0;
  const sends = spot.step?.plan?.kind === 'frame' && spot.step.plan.performative === 'transfer';
  const attach = sends
    ? `attach: { name: link-${handle}, handle: ${handle}, role: sender, source: {}, target: { address: queue }, initial-delivery-count: 0 }`
    : `attach: { name: link-${handle}, handle: ${handle}, role: receiver, source: { address: queue }, target: {} }`;
  return [
    ...[...handles].filter((each) => each !== handle).flatMap((each) => set(spot, 'handle', String(each))),
    ...insertStep(spot, spot.step, attach, `Insert attach for handle ${handle} before this step`),
    ...removal(spot),
  ];
};

/** Fields that the first transfer of a delivery needs. */
const firstTransfer: Repair = (spot) => {
  const { document } = spot;
  const composite = stepVocabulary(document.registry).performatives.get('transfer');
  const values: Readonly<Record<string, string>> = {
    'delivery-id': String(nextNumber(spot, 'delivery-id')),
    'delivery-tag': `!hex "${nextNumber(spot, 'delivery-id').toString(16).padStart(2, '0')}"`,
    'message-format': '0',
  };
  const missing = Object.keys(values).filter((name) => fieldOf(spot, name) === undefined);
  const head = headOf(spot, spot.step);
  if (head === undefined || composite === undefined) return [];
  const edits = missing.flatMap((name) =>
    setField(spot.text, head.entry, name, values[name] ?? '').flatMap((each) => each.edits),
  );
  const [first] = edits;
  return first === undefined
    ? []
    : [fix(`Add ${missing.join(', ')}`, { ...first, text: edits.map(({ text }) => text).join('') })];
};

/** A delivery-tag that none of the deliveries has. */
const deliveryTag: Repair = (spot) => {
  const used = new Set(
    spot.document.steps
      .map((step) => fieldOf(spot, 'delivery-tag', step))
      .map((held) => (held === undefined ? '' : textOf(held).toLowerCase())),
  );
  const free = Array.from({ length: 256 }, (_, i) => hexByte(i)).find((each) => !used.has(each)) ?? 'ffff';
  return set(spot, 'delivery-tag', `!hex "${free}"`);
};

/** The later transfers of a delivery leave out what the first has said. */
const continuation: Repair = (spot) => {
  const held = spot.entries.at(-1);
  const alone = held === undefined ? [] : [removeEntry(spot.text, held)];
  const before = earlier(spot).findLast(({ plan }) => plan?.kind === 'frame' && plan.performative === 'transfer');
  const name = held === undefined ? '' : (keyText(held.entry) ?? '');
  const first = fieldOf(spot, name, before);
  return [
    ...alone,
    ...(first === undefined ? [] : set(spot, name, spot.text.slice(startOf(first.entry.value), first.entry.value.end))),
  ];
};

const dispositionRange: Repair = (spot) => {
  const [first, last] = ['first', 'last'].map((name) => fieldOf(spot, name));
  if (first === undefined || last === undefined) return [];
  const [a, b] = [first.entry.value, last.entry.value];
  return [
    fix(
      'Swap first and last',
      { start: a.start, end: a.end, text: spot.text.slice(b.start, b.end) },
      { start: b.start, end: b.end, text: spot.text.slice(a.start, a.end) },
    ),
    removeEntry(spot.text, last),
  ];
};

/** A disposition about deliveries that this script sends: those, or none. */
const dispositionUnknown: Repair = (spot) => {
  const sent = earlier(spot).flatMap((step) =>
    step.plan?.kind === 'frame' && step.plan.performative === 'transfer'
      ? (numberIn(spot, 'delivery-id', step) ?? [])
      : [],
  );
  const newest = sent.at(-1);
  return [
    ...(newest === undefined ? [] : [...set(spot, 'last', String(newest)), ...set(spot, 'first', String(newest))]),
    ...unset(spot, 'last'),
    ...removal(spot),
  ];
};

/** An entry below the source or the target of an attach. */
const terminus =
  (...names: readonly string[]): Repair =>
  (spot) =>
    ['source', 'target'].flatMap((name) => {
      const value = fieldOf(spot, name)?.entry.value;
      if (value?.kind !== 'map') return [];
      return names.flatMap((each) =>
        value.entries
          .filter((entry) => keyText(entry) === each)
          .map((entry) => removeEntry(spot.text, { map: value, entry })),
      );
    });

const dynamicProperties: Repair = (spot) => {
  const added = ['source', 'target'].flatMap((name) => {
    const value = fieldOf(spot, name)?.entry.value;
    return value?.kind === 'map' && value.entries.some((entry) => keyText(entry) === 'dynamic-node-properties')
      ? [setEntry(spot.text, value, 'dynamic', 'true')]
      : [];
  });
  return [...added, ...terminus('dynamic-node-properties')(spot)];
};

/** Only senders send transfers: makes the link a sender's, with the count that a sender needs. */
const transferRole: Repair = (spot) => {
  const handle = numberIn(spot, 'handle', spot.step);
  const isSender = (step: AnalysedStep): boolean => {
    const role = fieldOf(spot, 'role', step);
    return role !== undefined && /^(?:sender|false)$/.test(textOf(role));
  };
  const attach = attaches(spot).findLast((step) => numberIn(spot, 'handle', step) === handle);
  const head = headOf(spot, attach);
  const others = handlesOf(spot, attaches(spot).filter(isSender)).flatMap((each) => set(spot, 'handle', String(each)));
  if (head === undefined) return [...others, ...removal(spot)];
  const count =
    fieldOf(spot, 'initial-delivery-count', attach) === undefined
      ? setField(spot.text, head.entry, 'initial-delivery-count', '0')
      : [];
  const turned = [...setField(spot.text, head.entry, 'role', 'sender'), ...count].flatMap(({ edits }) => edits);
  return [...others, { title: 'Attach the link as its sender', edits: turned }, ...removal(spot)];
};

/** Inserts what must come before a step. */
const before =
  (...steps: readonly string[]): Repair =>
  (spot) => [...steps.flatMap((step) => insertStep(spot, spot.step, step)), ...removal(spot)];

const settledMode: Repair = (spot) => {
  const settled = fieldOf(spot, 'settled');
  return [
    ...set(spot, 'settled', settled !== undefined && textOf(settled) === 'true' ? 'false' : 'true'),
    ...unset(spot, 'settled'),
  ];
};

const flowHandle: Repair = (spot) => {
  const attached = handlesOf(spot, attaches(spot));
  const fields = ['delivery-count', 'link-credit', 'available', 'drain'].flatMap((name) => fieldOf(spot, name) ?? []);
  const [last] = attached.slice(-1);
  const all =
    fields.length < 2 || fields[0] === undefined
      ? []
      : [
          fix('Remove the fields of a link', {
            start: fields[0].map.start,
            end: fields[0].map.end,
            text: `{ ${fields[0].map.entries
              .filter((entry) => !fields.some((held) => held.entry === entry))
              .map(({ start, end }) => spot.text.slice(start, end))
              .join(', ')} }`,
          }),
        ];
  return [
    ...(last === undefined ? [] : set(spot, 'handle', String(last))),
    ...all,
    ...unset(spot, 'delivery-count', 'link-credit', 'available', 'drain'),
  ];
};

/** Removes an option that makes a frame's header wrong. */
const option =
  (...names: readonly string[]): Repair =>
  (spot) => {
    const map = mapOf(spot.step);
    return map === undefined
      ? []
      : names.flatMap((name) =>
          map.entries.filter((entry) => keyText(entry) === name).map((entry) => removeEntry(spot.text, { map, entry })),
        );
  };

const headerWord: Repair = (spot) => {
  const map = mapOf(spot.step);
  const entry = map?.entries.find((each) => keyText(each) === 'header');
  return entry === undefined ? [] : [setValue(spot.text, entry, 'amqp'), setValue(spot.text, entry, 'sasl')];
};

/** A tag that names an encoding without need. */
const encoding: Repair = ({ text, start, end, entries }) => {
  const value = entries.at(-1)?.entry.value;
  const from = value?.tag?.start ?? start;
  const tag = /^!(\w+)@0x[0-9a-fA-F]+ ?/.exec(text.slice(from, Math.max(end, value?.end ?? end)));
  return tag === null
    ? []
    : [fix('Remove the encoding', { start: from, end: from + tag[0].length, text: `!${tag[1] ?? ''} ` })];
};

/** Repairs of what is legal next on a connection, and of what the bytes of a frame show. */
export const conversationRepairs: RepairTable = {
  'amqp/after-close': removal,
  'amqp/channel-in-use': channelInUse,
  'amqp/channel-max': (spot) => [...setChannel(spot, 0), ...removal(spot)],
  'amqp/continuation': continuation,
  'amqp/coordinator-message': removal,
  'amqp/coordinator-settled': (spot) => [...unset(spot, 'settled'), ...set(spot, 'settled', 'false')],
  'amqp/data-offset': option('doff', 'size'),
  'amqp/delivery-id-in-use': (spot) => set(spot, 'delivery-id', String(nextNumber(spot, 'delivery-id'))),
  'amqp/delivery-tag-in-use': deliveryTag,
  'amqp/disposition-range': dispositionRange,
  'amqp/disposition-unknown': dispositionUnknown,
  'amqp/dynamic-node-properties': dynamicProperties,
  'amqp/dynamic-source-address': terminus('address', 'dynamic'),
  'amqp/dynamic-target-address': terminus('address', 'dynamic'),
  'amqp/empty-sasl-frame': (spot) => [...option('type')(spot), ...removal(spot)],
  'amqp/first-transfer': firstTransfer,
  'amqp/flow-delivery-count': (spot) => set(spot, 'delivery-count', '0'),
  'amqp/flow-handle': flowHandle,
  'amqp/frame-size': option('size', 'doff'),
  'amqp/frame-too-large': option('size', 'doff'),
  'amqp/frame-type': option('type'),
  'amqp/handle-in-use': (spot) => [...set(spot, 'handle', String(nextNumber(spot, 'handle'))), ...removal(spot)],
  'amqp/handle-max': (spot) => set(spot, 'handle', '0'),
  'amqp/handle-unattached': handleUnattached,
  'amqp/header-first': before('header: amqp', 'header: sasl'),
  'amqp/initial-delivery-count': (spot) => set(spot, 'initial-delivery-count', '0'),
  'amqp/link-credit': removal,
  'amqp/next-incoming-id': (spot) => [...unset(spot, 'next-incoming-id'), ...set(spot, 'next-incoming-id', '0')],
  'amqp/no-session': noSession,
  'amqp/non-preferred-encoding': encoding,
  'amqp/open-channel': option('channel'),
  'amqp/open-first': before('open: { container-id: client }'),
  'amqp/open-twice': removal,
  'amqp/outcome-offered': (spot) => [...set(spot, 'state', 'accepted'), ...unset(spot, 'state')],
  'amqp/performative': (spot) => [...option('type')(spot), ...removal(spot)],
  'amqp/payload': removal,
  'amqp/protocol-header': headerWord,
  'amqp/remote-channel': (spot) => unset(spot, 'remote-channel'),
  'amqp/sasl-layer': before('header: sasl', 'header: amqp'),
  'amqp/sasl-mechanism': removal,
  'amqp/sasl-order': removal,
  'amqp/session-window': removal,
  'amqp/settled-mode': settledMode,
  'amqp/transaction-unknown': removal,
  'amqp/transfer-role': transferRole,
  'amqp/transfer-settle-mode': (spot) => [...unset(spot, 'rcv-settle-mode'), ...set(spot, 'rcv-settle-mode', 'first')],
};
