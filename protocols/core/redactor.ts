import type { OpenUnit } from './codec.ts';

/** Takes out of units what must not leave the machine that they were recorded on. */
export interface Redactor {
  /**
   * The bytes of a unit that was opened by the codec of the same protocol, without its secrets (`OpenUnit.secrets`): as many bytes, with the same
   * structure, so that they are decoded as before. The unit's own bytes where it has no secret. Never throws.
   */
  redact(unit: OpenUnit): Uint8Array;
}
