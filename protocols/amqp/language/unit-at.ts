import type { UnitBytes, Variable, VariableLookup } from '../../core/index.ts';
import { standardRegistry } from '../definitions/registry.ts';
import { compositeValue, encodeFrame } from '../encode/index.ts';
import { encodeScript } from '../notation/script.ts';
import type { AmqpDocument } from './document.ts';

/**
 * The frame at a UTF-16 offset. For a managed `send:` step it is a transfer of the message, in which the session's own numbers are
 * not known yet.
 */
export function unitAt(document: AmqpDocument, offset: number, values: VariableLookup): UnitBytes | undefined {
  const own = new Set(document.source.variables.map(({ name }) => name));
  // A variable without a value stands there by its name, so that there is something to look at.
  const visible: VariableLookup = Object.assign(
    (variable: Variable) => values(variable) ?? (own.has(variable.name) ? undefined : `{{${variable.name}}}`),
    { taken: (name: string) => values.taken?.(name) ?? `{{${name}}}` },
  );
  const found = encodeScript(document, visible).steps.find(({ step }) => step.start <= offset && offset <= step.end);
  if (found === undefined || found.kind === 'receive' || found.kind === 'set') return undefined;
  const bytes = found.kind === 'bytes' ? found.bytes : transferOf(found.message);
  return { protocol: 'amqp', kind: 'frame', bytes };
}

const zero = { type: 'uint', value: 0 } as const;

/** A message on the wire is the payload of a transfer (AMQP 1.0, 2.7.5). */
function transferOf(message: Uint8Array): Uint8Array {
  const transfer = standardRegistry.byName('transfer');
  if (transfer?.kind !== 'composite') return message;
  const fields = {
    handle: zero,
    'delivery-id': zero,
    'delivery-tag': { type: 'binary', value: new Uint8Array(1) },
    'message-format': zero,
  } as const;
  return encodeFrame({ type: 0, channel: 0, performative: compositeValue(transfer, fields), payload: message });
}
