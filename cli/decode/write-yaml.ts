import type { Registry } from '../../protocols/amqp/index.ts';
import { formatUnit } from '../../protocols/amqp/notation/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

/** A unit in the AMQP notation, with a line end; undefined for other protocols, which the notation does not have. */
export function unitYaml({ unit }: DecodedUnit, registry: Registry): string | undefined {
  if (unit.protocol !== 'amqp') return undefined;
  const text = formatUnit(unit.bytes, registry);
  return text.endsWith('\n') ? text : `${text}\n`;
}
