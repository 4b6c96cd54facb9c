import {
  nothingThere,
  remembered,
  type Problem,
  type Sendable,
  type SendPayload,
  type VariableLookup,
} from '../../core/index.ts';
import { encodeScript, type Script, type ScriptProblem } from '../notation/script.ts';
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
 * A frame script as exact bytes, or one managed step. Mistakes against the protocol are sent as they stand: the editor has
 * underlined them, and the sender means them. What cannot become bytes is a problem.
 */
export function prepare(
  document: AmqpDocument,
  index: number,
  values: VariableLookup,
): SendPayload | readonly Problem[] {
  const sendable = sendablesOf(document)[index];
  if (sendable === undefined) return nothingThere(index);
  const { start, end } = sendable;
  // Problems of the file as a whole are in the way of each step.
  const blocking = problems(document, values).filter(
    (each) => each.blocking && (each.step === undefined || (start <= each.start && each.start <= end)),
  );
  if (blocking.length > 0) return blocking;
  const message = 'This step cannot be encoded; the underlined mistakes say why';
  return (
    payloadOf(scripts(values)(document), sendable, document) ?? [
      { code: 'not-encodable', severity: 'error', message, start, end, blocking: true },
    ]
  );
}

function payloadOf(
  { steps }: Script,
  { kind, start }: Sendable,
  { context: { amqpDefinitions = [] } }: AmqpDocument,
): SendPayload | undefined {
  const reading = amqpDefinitions.length === 0 ? {} : { amqpDefinitions };
  if (kind === 'script') {
    const frames = steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : []));
    return frames.length === 0 ? undefined : { kind: 'amqp-frames', frames, ...reading };
  }
  const found = steps.find(({ step }) => step.start === start);
  if (found?.kind === 'send') {
    const { to, message, settled } = found;
    return { kind: 'amqp-message', to, message, ...(settled !== undefined && { settled }) };
  }
  if (found?.kind !== 'receive') return undefined;
  const { from, count, settle } = found;
  return { kind: 'amqp-receive', from, count, settle, ...reading };
}
