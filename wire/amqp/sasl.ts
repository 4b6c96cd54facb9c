import { wireError, type WireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import { isLoopback, type ServiceAddress } from '../../protocols/project/index.ts';
import { chooseMechanism, type SaslExchange } from '../sasl.ts';

type Answer = (error: Error | undefined, response?: Buffer) => void;

/** What the codes of a SASL outcome mean (AMQP 1.0, 5.3.3.6). */
export const saslOutcomes: readonly string[] = ['ok', 'auth', 'sys', 'sys-perm', 'sys-temp'];

/**
 * The login of one connection, in the form that rhea takes mechanisms. rhea uses the first of the server's list; here the
 * strongest is chosen when the list arrives, and becomes the only one that rhea knows.
 */
export class AmqpSasl {
  /** For rhea's `sasl_mechanisms`. */
  readonly mechanisms: Record<string, () => object> = {};
  readonly #request: Pick<OpenRequest, 'profile' | 'password'>;
  readonly #service: ServiceAddress;
  readonly #encrypted: boolean;
  #client: SaslExchange | undefined;
  #headed = false;
  #done = false;
  /** What went wrong while answering; rhea passes on only its text. */
  error: Error | undefined;

  constructor(request: Pick<OpenRequest, 'profile' | 'password'>, service: ServiceAddress, encrypted: boolean) {
    this.#request = request;
    this.#service = service;
    this.#encrypted = encrypted;
  }

  /** A unit has arrived. Until the login has succeeded only SASL may come, and after it none of it (AMQP 1.0, 5.3.2). Throws a `WireError`. */
  check({ kind, name }: { readonly kind: string; readonly name: string }): void {
    const first = kind === 'header' && !this.#headed;
    this.#headed = true;
    if (first || name.startsWith('sasl-') !== this.#done) return;
    throw wireError(
      'protocol',
      `${this.#service.target} sent ${name} ${this.#done ? 'after the login was over' : 'before the login was over'} (AMQP 1.0, 5.3.2).`,
      'The connection was closed: the data may be injected by an attacker, or the server is broken. The traffic panel shows the frames.',
    );
  }

  /** The server's list has arrived. Throws a `WireError` if none will do. */
  offer(offered: readonly string[]): void {
    if (this.#client !== undefined)
      throw wireError(
        'protocol',
        `${this.#service.target} sent its list of SASL mechanisms twice (AMQP 1.0, 5.3.2).`,
        'The traffic panel shows the frames.',
      );
    const { profile, password } = this.#request;
    const client = chooseMechanism({
      offered,
      ...(profile.sasl === undefined ? {} : { wanted: profile.sasl }),
      credentials: {
        ...(profile.username === undefined ? {} : { username: profile.username }),
        ...(password === undefined ? {} : { password }),
      },
      plainAllowed: this.#encrypted || isLoopback(this.#service.host),
      clientCertificate: profile.tls?.cert !== undefined && this.#encrypted,
      minIterations: profile.scram?.minIterations,
      target: this.#service.target,
    });
    this.#client = client;
    this.mechanisms[client.mechanism] = () => ({
      start: (answer: Answer) => answer(undefined, Buffer.from(client.initial())),
      step: (challenge: Buffer, answer: Answer) => {
        client.respond(challenge).then(
          (response) => answer(undefined, Buffer.from(response)),
          (error: unknown) => {
            this.error = error instanceof Error ? error : new Error(String(error));
            answer(this.error);
          },
        );
      },
    });
  }

  /** The outcome has arrived. Throws a `WireError` unless the login has succeeded on both sides. */
  finish(code: number | undefined, additional: Uint8Array | undefined): void {
    if (code !== 0) throw this.#refused(code);
    if (this.#client === undefined)
      throw wireError(
        'protocol',
        `${this.#service.target} reported the outcome of a login that has not begun (AMQP 1.0, 5.3.2).`,
        'The traffic panel shows the frames.',
      );
    this.#client.succeed(additional);
    this.#done = true;
  }

  #refused(code: number | undefined): WireError {
    const name = saslOutcomes[code ?? -1] ?? `code ${String(code)}`;
    const who = this.#request.profile.username ?? 'anonymous';
    const server = { server: { condition: name } };
    if (code === 1)
      return wireError(
        'auth',
        `${this.#service.target} refused the credentials of ${who} (${this.#client?.mechanism ?? 'SASL'}, SASL outcome ${name}).`,
        'Edit the password; check the user name in wireloupe.json.',
        server,
      );
    return wireError(
      'auth',
      `${this.#service.target} could not check the credentials of ${who} (SASL outcome ${name}).`,
      'The fault is on the server’s side; try again later, or read its log.',
      server,
    );
  }
}
