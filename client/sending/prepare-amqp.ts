import { amqpLanguage } from '../../protocols/amqp/language/index.ts';
import { encodeScript, type Script, type ScriptStep } from '../../protocols/amqp/notation/index.ts';
import { variableLookup, type Sendable } from '../../protocols/core/index.ts';
import type { SendPayload } from '../../wire/protocol.ts';
import type { Prepared, Source } from './prepare.ts';

/**
 * A frame script as exact bytes, or one managed step. Mistakes against the protocol are sent as they stand: the editor has
 * underlined them, and whoever sends them means it. What cannot become bytes is a problem.
 */
export function prepareAmqp({ text, index, values, sources, amqpDefinitions = [] }: Source): Prepared {
  const document = amqpLanguage.parse(text, { amqpDefinitions });
  const sendable = amqpLanguage.sendables(document)[index];
  if (sendable === undefined)
    return {
      ok: false,
      problems: [{ start: 0, end: 0, message: `There is nothing number ${index + 1} to send in this file` }],
    };
  const script = encodeScript(document, variableLookup(values, sources));
  const problems = problemsOf(script, sendable);
  if (problems.length > 0) return { ok: false, problems };
  const payload = payloadOf(script.steps, sendable, amqpDefinitions.length === 0 ? {} : { amqpDefinitions });
  if (payload !== undefined) return { ok: true, payload };
  const { start, end } = sendable;
  return {
    ok: false,
    problems: [{ start, end, message: 'This step cannot be encoded; the underlined mistakes say why' }],
  };
}

/** What stands in the way of this sendable: problems of the file as a whole, and those within its steps. */
function problemsOf({ problems }: Script, { start, end }: Sendable): Script['problems'] {
  return problems.filter(
    (each) => each.blocking && (each.step === undefined || (start <= each.start && each.start <= end)),
  );
}

function payloadOf(
  steps: readonly ScriptStep[],
  { kind, start }: Sendable,
  reading: Pick<Source, 'amqpDefinitions'>,
): SendPayload | undefined {
  if (kind === 'script') {
    const frames = steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : []));
    return frames.length === 0 ? undefined : { kind: 'amqp-frames', frames, ...reading };
  }
  const found = steps.find(({ step }) => step.start === start);
  if (found?.kind === 'send')
    return {
      kind: 'amqp-message',
      to: found.to,
      message: found.message,
      ...(found.settled !== undefined && { settled: found.settled }),
    };
  if (found?.kind === 'receive')
    return { kind: 'amqp-receive', from: found.from, count: found.count, settle: found.settle, ...reading };
  return undefined;
}
