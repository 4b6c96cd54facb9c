import { decodeFrame, decodeMessage, decodeValues } from '../../decode/index.ts';
import type { DecodedFrame } from '../../decode/index.ts';
import { standardRegistry } from '../../definitions/registry.ts';
import type { Registry } from '../../definitions/registry.ts';
import { toEncodable } from '../../encode/index.ts';
import { analyseStep } from '../analyse.ts';
import { encodeFramePlan } from '../encode-step.ts';
import { expectType } from '../read/context.ts';
import type { SourceNode } from '../source/node.ts';
import { isEvident } from './evident.ts';
import { entry, formatMessage } from './message.ts';
import { hexScalar } from './scalar-text.ts';
import { sourceOf } from './source-of.ts';
import { sameBytes, stripDefaults } from './strip.ts';
import { blockEntry } from './text-tree.ts';
import type { TextEntry, TextTree } from './text-tree.ts';
import { ValueFormatter } from './value.ts';

/**
 * One unit of traffic (a protocol header, a frame, or bytes that are neither) as a step of the notation, ready to stand in a
 * file: `- open: …` with a line end. What it says encodes back to exactly these bytes, whatever they are.
 */
export function formatUnit(bytes: Uint8Array, registry: Registry = standardRegistry): string {
  const frame = decodeFrame(bytes, { registry, payload: 'skip' });
  for (const entries of candidates(frame, bytes, registry)) {
    // Reading YAML takes long: what it may read as something else is not written.
    if (!isEvident(entries)) continue;
    const again = encodeStep(sourceOf({ kind: 'map', entries }), registry);
    if (again !== undefined && sameBytes(again, bytes)) return stepText(entries);
  }
  return stepText([entry('raw', hexTree(bytes))]);
}

/** Units of one direction as a file. */
export function formatUnits(units: Iterable<Uint8Array>, registry: Registry = standardRegistry): string {
  let text = '';
  for (const unit of units) text += formatUnit(unit, registry);
  return text === '' ? '[]\n' : text;
}

/** Ways to write a unit, the most telling first; each is tried, and what does not give the same bytes is passed over. */
function* candidates(frame: DecodedFrame, bytes: Uint8Array, registry: Registry): Generator<readonly TextEntry[]> {
  if (frame.kind === 'header') {
    yield [entry('header', { kind: 'scalar', text: headerText(bytes) })];
    return;
  }
  if (frame.kind === 'heartbeat' || (frame.kind === 'frame' && frame.bodyStart >= bytes.length)) {
    yield [entry('heartbeat', { kind: 'map', entries: [] }), ...options(frame, bytes, false)];
    return;
  }
  if (frame.kind !== 'frame') return;
  // Of each way the quick one first: a less telling way is not to be taken where only haste has failed.
  const formatters = [new ValueFormatter(registry, true), new ValueFormatter(registry)];
  const node = frame.performative;
  if (node === undefined) {
    for (const formatter of formatters) yield* bareBody(frame, bytes, formatter, registry);
    return;
  }
  const value = stripDefaults(toEncodable(node, bytes));
  const name = frame.performativeName;
  const isFrame =
    frame.type?.definition.provides.includes('frame') === true ||
    frame.type?.definition.provides.includes('sasl-frame') === true;
  const payload = frame.payload === undefined ? new Uint8Array(0) : bytes.subarray(frame.payload.offset);
  const rest = payload.length > 0 ? payload : bytes.subarray(node.end);
  if (name !== undefined && isFrame) {
    const sasl = frame.type.definition.provides.includes('sasl-frame');
    const beside = options(frame, bytes, sasl);
    const head = (formatter: ValueFormatter): TextEntry => entry(name, formatter.value(value, expectType(name)));
    for (const formatter of rest.length === 0 ? [] : formatters) {
      const message = messageOf(rest, formatter, registry);
      if (message !== undefined) yield [head(formatter), ...beside, entry('message', message)];
    }
    for (const formatter of formatters) yield [head(formatter), ...beside, ...payloadEntry(rest)];
  }
  for (const formatter of formatters)
    yield [
      entry('frame', formatter.value(value, expectType('*'))),
      ...options(frame, bytes, false),
      ...payloadEntry(rest),
    ];
}

/** A body that is no described value: any value, and what follows it. */
function* bareBody(
  frame: DecodedFrame,
  bytes: Uint8Array,
  formatter: ValueFormatter,
  registry: Registry,
): Generator<readonly TextEntry[]> {
  const body = bytes.subarray(frame.bodyStart);
  const [first] = decodeValues(body, { registry }).values;
  if (first === undefined || first.gap === true) return;
  const value = stripDefaults(toEncodable(first, body));
  yield [
    entry('frame', formatter.value(value, expectType('*'))),
    ...options(frame, bytes, false),
    ...payloadEntry(body.subarray(first.end)),
  ];
}

/** Parts of a message that goes on in other frames often look like sections: only a whole message is shown as one. */
export function messageOf(payload: Uint8Array, formatter: ValueFormatter, registry: Registry): TextTree | undefined {
  const { sections } = decodeMessage(payload, { registry });
  if (sections.some((section) => section.gap)) return undefined;
  return formatMessage(
    sections.map((section) => stripDefaults(toEncodable(section, payload))),
    formatter,
    registry,
  );
}

function payloadEntry(payload: Uint8Array): TextEntry[] {
  return payload.length === 0 ? [] : [entry('payload', hexTree(payload))];
}

/** What the frame's header says that is not the default. */
function options(frame: DecodedFrame, bytes: Uint8Array, sasl: boolean): TextEntry[] {
  const found: TextEntry[] = [];
  const add = (name: string, text: string): void => {
    found.push(entry(name, { kind: 'scalar', text }));
  };
  if (frame.channel !== undefined && frame.channel !== 0) add('channel', String(frame.channel));
  if (frame.typeCode !== (sasl ? 1 : 0))
    add(
      'type',
      frame.typeCode === 0
        ? 'amqp'
        : frame.typeCode === 1
          ? 'sasl'
          : `0x${frame.typeCode.toString(16).padStart(2, '0')}`,
    );
  if (frame.bodyStart > 8) found.push(entry('extended-header', hexTree(bytes.subarray(8, frame.bodyStart))));
  if (frame.size !== bytes.length) add('size', String(frame.size));
  return found;
}

const headerNames: Readonly<Record<number, string>> = { 0: 'amqp', 2: 'tls', 3: 'sasl' };

function headerText(bytes: Uint8Array): string {
  const [id = 0, major = 0, minor = 0, revision = 0] = bytes.subarray(4);
  const version = `${major}.${minor}.${revision}`;
  const name = headerNames[id] ?? String(id);
  return version === '1.0.0' && headerNames[id] !== undefined ? name : `${name} ${version}`;
}

function hexTree(bytes: Uint8Array): TextTree {
  return { kind: 'scalar', tag: '!hex', text: hexScalar(bytes) };
}

function stepText(entries: readonly TextEntry[]): string {
  return `- ${entries.map((each) => blockEntry(each, 2)).join('\n  ')}\n`;
}

function encodeStep(step: SourceNode, registry: Registry): Uint8Array | undefined {
  const { plan } = analyseStep(step, registry, { lookup: () => undefined, problem: () => undefined, key: '' });
  if (plan === undefined || plan.kind === 'send' || plan.kind === 'receive' || plan.kind === 'set') return undefined;
  return plan.kind === 'frame' ? encodeFramePlan(plan) : plan.bytes;
}
