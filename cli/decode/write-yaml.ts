import type { Registry } from '../../protocols/amqp/index.ts';
import { formatUnit } from '../../protocols/amqp/notation/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

/** The lines of a unit in the AMQP notation; undefined for other protocols, which the notation does not have. */
export function unitYaml({ unit }: DecodedUnit, registry: Registry): readonly string[] | undefined {
  if (unit.protocol !== 'amqp') return undefined;
  return formatUnit(unit.bytes, registry).trimEnd().split('\n');
}
