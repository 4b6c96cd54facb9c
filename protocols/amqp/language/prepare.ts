import {
  LineIndex,
  nothingThere,
  remembered,
  type PlacedSet,
  type Problem,
  type Sendable,
  type SendPayload,
  type VariableLookup,
} from '../../core/index.ts';
import { encodeScript, type Script, type ScriptProblem } from '../notation/script.ts';
import { kindOfStep, setsOf } from '../notation/sets.ts';
import type { AmqpDocument } from './document.ts';
import { sendablesOf } from './outline.ts';

/** A file is encoded once for the same values, however much of it is sent. */
const scripts = remembered((values: VariableLookup) =>
  remembered((document: AmqpDocument): Script => encodeScript(document, values)),
);

/** What can be sent; with `values` labels and the connection have them. */
export function sendables(document: AmqpDocument, values?: VariableLookup): readonly Sendable[] {
  return sendablesOf(document, values && scripts(values)(document).lookup);
}

/** What is wrong with a file when it is sent. */
export function problems(document: AmqpDocument, values: VariableLookup): readonly ScriptProblem[] {
  return scripts(values)(document).problems;
}

/**
 * A frame script as exact bytes, or a part of it up to a step that sets variables, or one managed step. Mistakes against the protocol are sent
 * as they stand: the editor has underlined them, and the sender means them. What cannot become bytes is a problem.
 */
export function prepare(
  document: AmqpDocument,
  index: number,
  values: VariableLookup,
  part = 0,
): SendPayload | readonly Problem[] {
  const sendable = sendablesOf(document)[index];
  if (sendable === undefined) return nothingThere(index);
  const { start, end } = sendable;
  const sets = setsOf(document.source);
  const own = document.source.steps.findIndex((step) => step.start === start);
  // Problems of the file as a whole are in the way of each step, those of what is set from its answer in that of its own.
  const blocking = problems(document, values).filter(
    (each) =>
      each.blocking &&
      (each.step === undefined ||
        (start <= each.start && each.start <= end) ||
        (sendable.kind !== 'script' && sets.ownerOf(each.step) === own)),
  );
  if (blocking.length > 0) return blocking;
  const script = scripts(values)(document);
  const { amqpDefinitions = [] } = document.context;
  const reading = amqpDefinitions.length === 0 ? {} : { amqpDefinitions };
  if (sendable.kind === 'script') {
    const parts = partsOf(script, document);
    const wanted = parts[part];
    if (wanted?.unset !== undefined) return notSetYet(document, wanted.unset, script);
    if (wanted === undefined || parts.every(({ frames }) => frames.length === 0)) return notEncodable(sendable);
    const { frames, sets: taken } = wanted;
    const inParts =
      parts.length === 1 && taken.length === 0 ? {} : { part: { index: part, last: part === parts.length - 1 } };
    return { kind: 'amqp-frames', frames, ...reading, ...inParts, ...(taken.length > 0 && { sets: taken }) };
  }
  if (script.unset.has(own)) return notSetYet(document, own, script);
  return managedPayload(script, sendable, own, document, reading) ?? notEncodable(sendable);
}

function notEncodable({ start, end }: Sendable): readonly Problem[] {
  const message = 'This step cannot be encoded; the underlined mistakes say why';
  return [{ code: 'not-encodable', severity: 'error', message, start, end, blocking: true }];
}

function notSetYet({ source }: AmqpDocument, index: number, { unset }: Script): readonly Problem[] {
  const name = unset.get(index) ?? '';
  const { start = 0, end = 0 } = source.steps[index] ?? {};
  const set = setsOf(source).above(name, index);
  const line = new LineIndex(source.text).positionAt(set?.start ?? 0).line + 1;
  const message = `“${name}” has no value yet: it is set from an answer on line ${line}; send the step above that first`;
  return [{ code: 'not-set-yet', severity: 'error', message, start, end, blocking: true }];
}

interface Part {
  readonly frames: Uint8Array[];
  readonly sets: PlacedSet[];
  /** The first step of it that has a variable without a value. */
  unset?: number;
}

/** The parts of a script: each but the last ends with variables that are set from its answer. */
function partsOf({ steps, unset }: Script, { source }: AmqpDocument): readonly Part[] {
  const sets = setsOf(source);
  const encoded = new Map(steps.map((each) => [each.step.index, each]));
  const parts: Part[] = [{ frames: [], sets: [] }];
  for (const [index, step] of source.steps.entries()) {
    const kind = kindOfStep(step);
    const owner = kind === 'set' ? sets.ownerOf(index) : undefined;
    const isOurs = kind === 'frame' || (owner !== undefined && kindOfStep(source.steps[owner] ?? step) === 'frame');
    if (!isOurs) continue;
    let part = parts.at(-1);
    if (part === undefined || (kind === 'frame' && part.sets.length > 0)) parts.push((part = { frames: [], sets: [] }));
    const found = encoded.get(index);
    if (unset.has(index)) part.unset ??= index;
    if (found?.kind === 'bytes') part.frames.push(found.bytes);
    if (found?.kind === 'set') part.sets.push(...found.sets);
  }
  return parts;
}

function managedPayload(
  { steps }: Script,
  { start }: Sendable,
  own: number,
  { source }: AmqpDocument,
  reading: { readonly amqpDefinitions?: readonly string[] },
): SendPayload | undefined {
  const found = steps.find(({ step }) => step.start === start);
  if (found?.kind === 'send') {
    const { to, message, settled } = found;
    return { kind: 'amqp-message', to, message, ...(settled !== undefined && { settled }) };
  }
  if (found?.kind !== 'receive') return undefined;
  const { from, count, settle } = found;
  const sets = steps.flatMap((each) =>
    each.kind === 'set' && setsOf(source).ownerOf(each.step.index) === own ? each.sets : [],
  );
  return { kind: 'amqp-receive', from, count, settle, ...reading, ...(sets.length > 0 && { sets }) };
}
