import { decodeMessage, fieldsJson, peekFrame, toJson } from '../../protocols/amqp/index.ts';
import type { RecordedUnit } from '../record/tap.ts';

/** The mechanisms that a sasl-mechanisms frame offers (AMQP 1.0, 5.3.3.1): one symbol or an array of them. */
export function readMechanisms(frame: Uint8Array): string[] {
  const field = peekFrame(frame).field('sasl-server-mechanisms');
  const values = field === undefined ? [] : field.children.length > 0 ? field.children.map((child) => child.value) : [field.value];
  return values.filter((value) => typeof value === 'string');
}

/** Code and additional data of a sasl-outcome frame (AMQP 1.0, 5.3.3.5). */
export function readSaslOutcome(frame: Uint8Array): { readonly code: number | undefined; readonly additional: Uint8Array | undefined } {
  const outcome = peekFrame(frame);
  const code = outcome.field('code')?.value;
  const additional = outcome.field('additional-data')?.value;
  return { code: typeof code === 'number' ? code : undefined, additional: additional instanceof Uint8Array ? additional : undefined };
}

/** A message for people: one line for each section. */
export function messageText(message: Uint8Array): string {
  const { sections } = decodeMessage(message);
  return sections.map((section) => `${section.name === '' ? 'unknown' : section.name}: ${JSON.stringify(toJson(section))}`).join('\n');
}

/** A unit for people, one line: `open {"container-id":"broker"}`. */
export function describeUnit(unit: RecordedUnit): string {
  if (unit.amqp === undefined) return `${unit.kind} of ${unit.bytes.length} bytes`;
  const fields = fieldsJson(unit.amqp.frame);
  return Object.keys(fields).length === 0 ? unit.amqp.name : `${unit.amqp.name} ${JSON.stringify(fields)}`;
}
