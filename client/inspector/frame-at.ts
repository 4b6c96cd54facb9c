import { compositeValue, encodeFrame, standardRegistry } from '../../protocols/amqp/index.ts';
import { encodeScript, parseSource } from '../../protocols/amqp/notation/index.ts';
import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import type { VariableLookup } from '../../protocols/core/index.ts';

/**
 * The bytes of the frame at a UTF-16 offset of an `.amqp.yaml` file. For a managed `send:` step it is a transfer of the message, in
 * which the session's own numbers are not known yet.
 */
export function frameAt(
  text: string,
  offset: number,
  lookup: VariableLookup,
  amqpDefinitions: readonly string[],
): Uint8Array | undefined {
  const source = parseSource(text);
  const registry = registryOf(amqpDefinitions);
  const own = new Set(source.variables.map(({ name }) => name));
  // A variable without a value stands there by its name, so that there is something to look at.
  const visible: VariableLookup = (variable) =>
    lookup(variable) ?? (own.has(variable.name) ? undefined : `{{${variable.name}}}`);
  const found = encodeScript({ source, registry }, visible).steps.find(
    ({ step }) => step.start <= offset && offset <= step.end,
  );
  if (found === undefined || found.kind === 'receive') return undefined;
  return found.kind === 'bytes' ? found.bytes : transferOf(found.message);
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
