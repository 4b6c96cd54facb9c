import type { DecodedUnit } from './decoded-unit.ts';

/** The lines of a unit in the AMQP notation; undefined for other protocols, which the notation does not have. */
export function unitYaml({ opened }: DecodedUnit): readonly string[] | undefined {
  return opened.language === 'notation' ? opened.text()?.trimEnd().split('\n') : undefined;
}
