import { authzidAllowed, failure, type FindAccount, type SaslExchange } from './mechanism.ts';

/** SASL PLAIN (RFC 4616): `authzid NUL authcid NUL password` in one message. */
export function plainExchange(find: FindAccount): SaslExchange {
  return {
    step: (data) => {
      const parts = data.split('\0');
      const [authzid, username, password] = parts;
      if (parts.length !== 3 || authzid === undefined || !username || !password) {
        return failure(
          'malformed-request',
          'PLAIN wants an authorization identity (may be empty), a user name and a password, separated by NUL.',
        );
      }
      const account = find(username);
      if (!account?.credentials.passwordIs(password)) return failure('not-authorized', 'Wrong user name or password.');
      if (!authzidAllowed(authzid, account))
        return failure('invalid-authzid', `${username} may not act as ${authzid}.`);
      return { kind: 'success', account };
    },
  };
}
