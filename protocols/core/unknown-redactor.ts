import { withMasked } from './masked-bytes.ts';
import type { Redactor } from './redactor.ts';

/** Masks what is a secret by how it is written, in bytes of a protocol that is not known. */
export const unknownRedactor: Redactor = {
  redact: (unit) => {
    const secrets = unit.secrets();
    return secrets.length === 0 ? unit.unit.bytes : withMasked(unit.unit.bytes, secrets);
  },
  rename: (unit, names) => names.inBytes(unit.unit.bytes),
};
