import { SaslError, type Credentials, type FindAccount, type SaslClient, type SaslServer } from './model.ts';
import { refusal, refusedIdentity, wrongLogin } from './outcomes.ts';
import { prepare } from './prepare.ts';

/** A client whose only message is its initial response. */
function singleStep(mechanism: string, response: string): SaslClient {
  return {
    mechanism,
    initial: () => response,
    respond: () => Promise.reject(new SaslError(`The server sent a challenge, which ${mechanism} does not have.`)),
    succeed: () => undefined,
  };
}

/** ANONYMOUS (RFC 4505); `trace` says who it is. */
export const anonymousClient = (trace: string): SaslClient => singleStep('ANONYMOUS', trace);

/** EXTERNAL (RFC 4422, appendix A). An empty response: the identity comes from the certificate. */
export const externalClient = (): SaslClient => singleStep('EXTERNAL', '');

/** PLAIN (RFC 4616). Throws a `SaslError` where SASLprep forbids the name or the password. */
export const plainClient = (username: string, password: string): SaslClient =>
  singleStep('PLAIN', `\0${prepare(username, 'user name')}\0${prepare(password, 'password')}`);

/** The parts of PLAIN's message (RFC 4616, 2): authzid NUL authcid NUL passwd. Undefined where it is not that. */
export function readPlain(
  message: string,
): { readonly authzid: string; readonly username: string; readonly password: string } | undefined {
  const [authzid, username, password, ...more] = message.split('\0');
  return authzid === undefined || !username || !password || more.length > 0
    ? undefined
    : { authzid, username, password };
}

/** PLAIN (RFC 4616), server side. */
export function plainServer<A extends { readonly credentials: Credentials }>(find: FindAccount<A>): SaslServer<A> {
  return {
    step: (message) => {
      const parts = readPlain(message);
      if (parts === undefined)
        return refusal(
          'malformed-request',
          'PLAIN wants an authorization identity (may be empty), a user name and a password, separated by NUL.',
        );
      const account = find(parts.username);
      if (account?.credentials.passwordIs(parts.password) !== true) return wrongLogin;
      return refusedIdentity(account, parts.username, parts.authzid) ?? { kind: 'success', account };
    },
  };
}
