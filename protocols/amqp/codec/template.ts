import type { OpenUnit, TemplateForm, UnitTemplates } from '../../core/index.ts';
import { isLoneKind } from '../decode/index.ts';
import { formatSend } from '../notation/format/send.ts';
import { registryOf } from '../owntypes/index.ts';
import { AmqpUnit } from './open-unit.ts';

/** Writes frames as `.amqp.yaml` files: as a step of a script, and a transfer with all of its message as a managed step. */
export const amqpTemplates: UnitTemplates = {
  form: (unit) => formOf(unit),
  write: (unit) => (formOf(unit) === undefined ? undefined : unit.text()),
  writeAgain: (unit, connection) => {
    const message = unit instanceof AmqpUnit ? messageOf(unit) : undefined;
    if (message === undefined) return undefined;
    const { address, payload, settled } = message;
    const step = formatSend(address, payload, settled, registryOf(unit.project.amqpDefinitions));
    if (step === undefined || connection === '') return step;
    return `connection: ${JSON.stringify(connection)}\nframes:\n${step.replace(/^(?=.)/gm, '  ')}`;
  },
};

function formOf(unit: OpenUnit): TemplateForm | undefined {
  if (!(unit instanceof AmqpUnit) || isLoneKind(unit.unit.kind) || unit.unit.lossy !== undefined) return undefined;
  return messageOf(unit) === undefined ? 'frame' : 'message';
}

interface WholeMessage {
  readonly address: string;
  readonly payload: Uint8Array;
  readonly settled: boolean;
}

/** The message that a transfer has all of (AMQP 1.0, 2.7.5), to a node whose address is known. */
function messageOf({ frame, context, unit }: AmqpUnit): WholeMessage | undefined {
  if (frame.performativeName !== 'transfer' || context.payload === 'opaque' || context.secrecy !== undefined)
    return undefined;
  const { payload } = frame;
  const address = context.place?.link?.target;
  if (payload === undefined || payload.size === 0 || address === undefined || address === '') return undefined;
  if (typeof frame.fieldValue('delivery-id') !== 'number') return undefined;
  if (frame.fieldValue('more') === true || frame.fieldValue('aborted') === true) return undefined;
  // A message of another format has no sections.
  const format = frame.fieldValue('message-format');
  if (typeof format === 'number' && format !== 0) return undefined;
  if (frame.sections.length === 0 || frame.sections.some(({ gap }) => gap)) return undefined;
  const bytes = unit.bytes.subarray(payload.offset, payload.offset + payload.size);
  return { address, payload: bytes, settled: frame.fieldValue('settled') === true };
}
