/** What every protocol provides to write its units as files that can be sent. */
import type { OpenUnit } from './codec.ts';
import type { TemplateForm } from './forms.ts';

/** Writes units that were opened by the codec of the same protocol. No function throws, whatever the bytes. */
export interface UnitTemplates {
  /** Undefined where a file has no form for the unit. */
  form(unit: OpenUnit): TemplateForm | undefined;
  /** The unit as it crossed the wire, as a file of its language; secrets are as the unit has them. */
  write(unit: OpenUnit): string | undefined;
  /** A file that sends the unit's content once more to a connection of `wireloupe.json`; undefined where an open connection cannot send it. */
  writeAgain(unit: OpenUnit, connection: string): string | undefined;
}

/** Of a protocol whose units cannot be written in a file. */
export const noTemplates: UnitTemplates = {
  form: () => undefined,
  write: () => undefined,
  writeAgain: () => undefined,
};
