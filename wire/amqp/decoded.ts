import { setImmediate as nextTurn } from 'node:timers/promises';
import { peekFrame, type Registry } from '../../protocols/amqp/index.ts';
import { formatUnitPlainly } from '../../protocols/amqp/notation/index.ts';
import type { RecordedUnit } from '../record/tap.ts';

/** The mechanisms that a sasl-mechanisms frame offers (AMQP 1.0, 5.3.3.1): one symbol or an array of them. */
export function readMechanisms(frame: Uint8Array): string[] {
  const field = peekFrame(frame).field('sasl-server-mechanisms');
  const values =
    field === undefined ? [] : field.children.length > 0 ? field.children.map((child) => child.value) : [field.value];
  return values.filter((value) => typeof value === 'string');
}

/** Code and additional data of a sasl-outcome frame (AMQP 1.0, 5.3.3.5). */
export function readSaslOutcome(frame: Uint8Array): {
  readonly code: number | undefined;
  readonly additional: Uint8Array | undefined;
} {
  const outcome = peekFrame(frame);
  const code = outcome.field('code')?.value;
  const additional = outcome.field('additional-data')?.value;
  return {
    code: typeof code === 'number' ? code : undefined,
    additional: additional instanceof Uint8Array ? additional : undefined,
  };
}

/** A transfer's frame header and performative: all that the notation needs around a message. */
const transferHead = Buffer.from('0000000002000000005314c008054343a001004341', 'hex');

/** A message in a transfer, whole. */
export function messageFrame(message: Uint8Array): Uint8Array {
  const frame = Buffer.concat([transferHead, message]);
  frame.writeUInt32BE(frame.length, 0);
  return frame;
}

/** A message in the notation, as it would stand in a file: `message:` and its sections. */
function messageText(message: Uint8Array, registry: Registry): string {
  const step = formatUnitPlainly(messageFrame(message), registry).trimEnd();
  const start = step.search(/^ {2}(?:message|payload):/mu);
  return start < 0 ? '(empty message)' : step.slice(start).replace(/^ {2}/gmu, '');
}

/** Milliseconds of writing before other work gets its turn. */
const slice = 8;

/** Messages in the notation, one after the other, a slice at a time: requests are answered meanwhile. */
export async function messageTexts(messages: readonly Uint8Array[], registry: Registry): Promise<string> {
  const texts: string[] = [];
  let until = performance.now() + slice;
  for (const message of messages) {
    texts.push(messageText(message, registry));
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + slice;
  }
  return texts.join('\n---\n');
}

/** A unit for people, in the notation: `open: { container-id: broker }`. */
export function describeUnit(unit: RecordedUnit, registry: Registry): string {
  return formatUnitPlainly(unit.bytes, registry).trimEnd();
}
