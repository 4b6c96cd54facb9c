import { saslprep } from '@mongodb-js/saslprep';
import { SaslError } from './model.ts';

/** SASLprep (RFC 4013) of a user name or password; a `SaslError` says which one holds a forbidden character. */
export function prepare(text: string, what: 'user name' | 'password'): string {
  try {
    return saslprep(text, { allowUnassigned: true });
  } catch {
    throw new SaslError(
      `The ${what} holds a character that SASL forbids (RFC 4013, 2.3).`,
      `Check the ${what} for control characters and mixed writing directions.`,
    );
  }
}
