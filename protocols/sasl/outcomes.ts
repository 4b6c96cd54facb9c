import type { Credentials, SaslStep } from './model.ts';

type Refusal = Extract<SaslStep<never>, { readonly kind: 'failure' }>;

export const refusal = (condition: Refusal['condition'], text: string): Refusal => ({
  kind: 'failure',
  condition,
  text,
});

/** The same for an unknown user and a wrong password: neither tells which user names exist. */
export const wrongLogin = refusal('not-authorized', 'Wrong user name or password.');

/** An authorization identity must be the account's own, or absent (RFC 4422, 3.4.1): no account acts for another. */
export function refusedIdentity(
  { credentials }: { readonly credentials: Credentials },
  username: string,
  authzid: string,
): Refusal | undefined {
  return authzid === '' || authzid === credentials.authzid
    ? undefined
    : refusal('invalid-authzid', `${username} may not act as ${authzid}.`);
}
