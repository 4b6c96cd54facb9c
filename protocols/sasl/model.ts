/** Why an exchange must stop. `hint` says what to do next; `condition` is the error that the other side reported. */
export class SaslError extends Error {
  readonly hint: string | undefined;
  readonly condition: string | undefined;

  constructor(message: string, hint?: string, condition?: string) {
    super(message);
    this.name = 'SaslError';
    this.hint = hint;
    this.condition = condition;
  }
}

/** Client side of one exchange (RFC 4422, 3). All messages here are UTF-8. Every step throws a `SaslError` if the exchange must stop. */
export interface SaslClient {
  readonly mechanism: string;
  initial(): string;
  respond(challenge: string): Promise<string>;
  /** The server says that it succeeded; `data` is what came with that. */
  succeed(data: string | undefined): void;
}

/** What a server keeps of an account instead of its password. */
export interface Credentials {
  /** The identity that the account acts as, and the only one that it may name (RFC 4422, 3.4.1). */
  readonly authzid: string;
  /** By mechanism. */
  readonly scram: Readonly<Record<string, ScramCredentials>>;
  /** Compares in constant time. */
  passwordIs(candidate: string): boolean;
}

/** What a server keeps for SCRAM (RFC 5802, 3). */
export interface ScramCredentials {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** Finds an account by its user name. */
export type FindAccount<A extends { readonly credentials: Credentials }> = (username: string) => A | undefined;

/** What the server answers to one message of the client; failures are those of RFC 6120, 6.5. */
export type SaslStep<A> =
  | { readonly kind: 'challenge'; readonly data: string }
  /** The client has proved itself. `data` goes along with success (a SCRAM server's signature). */
  | { readonly kind: 'success'; readonly account: A; readonly data?: string }
  | {
      readonly kind: 'failure';
      readonly condition: 'invalid-authzid' | 'malformed-request' | 'not-authorized';
      readonly text: string;
    };

/** Server side of one exchange. */
export interface SaslServer<A> {
  step(message: string): SaslStep<A>;
}
