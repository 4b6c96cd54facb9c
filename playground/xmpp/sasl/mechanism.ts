import type { Account } from '../im/account.ts';

/** Failure conditions of RFC 6120 §6.5 that the playground uses. */
export type SaslCondition =
  | 'aborted'
  | 'encryption-required'
  | 'incorrect-encoding'
  | 'invalid-authzid'
  | 'invalid-mechanism'
  | 'malformed-request'
  | 'not-authorized';

/** What the server answers to one message of the client. */
export type SaslStep =
  | { readonly kind: 'challenge'; readonly data: string }
  /** The client has proved itself. `data` goes along with success (a SCRAM server's signature). */
  | { readonly kind: 'success'; readonly account: Account; readonly data?: string }
  | { readonly kind: 'failure'; readonly condition: SaslCondition; readonly text: string };

/** One exchange. Data is what stands inside the base64. */
export interface SaslExchange {
  step(data: string): SaslStep;
}

/** Finds an account by its localpart. */
export type FindAccount = (username: string) => Account | undefined;

export const failure = (condition: SaslCondition, text: string): SaslStep => ({ kind: 'failure', condition, text });

/**
 * An authorization identity must be the account's own bare JID, or absent (RFC 6120 §6.3.8): nobody acts for another here.
 */
export function authzidAllowed(authzid: string, account: Account): boolean {
  return authzid === '' || authzid === account.jid;
}
