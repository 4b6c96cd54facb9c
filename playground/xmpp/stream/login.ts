import { randomBytes } from 'node:crypto';
import {
  plainServer,
  readData,
  scramServer,
  writeData,
  type FindAccount,
  type SaslServer,
  type SaslStep,
} from '../../../protocols/sasl/index.ts';
import { scramOffered } from '../credentials.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import type { Account } from '../model.ts';

type Failure = Extract<SaslStep<never>, { readonly kind: 'failure' }>;

/** A step of the exchange, or a failure of what is around it (RFC 6120, 6.5). */
type Outcome =
  | SaslStep<Account>
  | (Omit<Failure, 'condition'> & {
      readonly condition: 'aborted' | 'encryption-required' | 'incorrect-encoding' | 'invalid-mechanism';
    });

const failure = <C extends string>(condition: C, text: string) => ({ kind: 'failure', condition, text }) as const;

/** What to send for one SASL element, and whose stream this is now. */
export interface LoginStep {
  readonly reply: XmlElement;
  readonly account?: Account;
  readonly failed: boolean;
}

/** The SASL profile of XMPP (RFC 6120, 6.4): `<auth/>`, `<response/>`, `<abort/>` in; challenge, success, failure out. */
export class Login {
  readonly #find: FindAccount<Account>;
  #exchange: SaslServer<Account> | undefined;

  constructor(find: FindAccount<Account>) {
    this.#find = find;
  }

  /** `offered` are the mechanisms of the current features. */
  step(request: XmlElement, offered: readonly string[]): LoginStep {
    const step = this.#step(request, offered);
    if (step.kind !== 'challenge') this.#exchange = undefined;
    if (step.kind === 'challenge')
      return { reply: element('challenge', namespaces.sasl, {}, encode(step.data)), failed: false };
    if (step.kind === 'failure') {
      const text = element('text', namespaces.sasl, { 'xml:lang': 'en' }, step.text);
      return {
        reply: element('failure', namespaces.sasl, {}, element(step.condition, namespaces.sasl), text),
        failed: true,
      };
    }
    const data = step.data === undefined ? [] : [encode(step.data)];
    return { reply: element('success', namespaces.sasl, {}, ...data), account: step.account, failed: false };
  }

  #step(request: XmlElement, offered: readonly string[]): Outcome {
    if (request.name === 'abort') return failure('aborted', 'The client gave up.');
    if (request.name === 'auth') {
      const name = request.attr('mechanism') ?? '';
      const exchange = this.#begin(name);
      if (exchange === undefined) return failure('invalid-mechanism', `The mechanism ${name} is not offered.`);
      if (!offered.includes(name))
        return failure('encryption-required', `${name} is offered under TLS only; use STARTTLS first.`);
      this.#exchange = exchange;
    }
    const exchange = this.#exchange;
    if (exchange === undefined) return failure('malformed-request', 'A response without a challenge.');
    const data = decode(request.text);
    if (data === undefined) return failure('incorrect-encoding', 'The data is not base64 of UTF-8 text.');
    // Every mechanism here speaks first; without an initial response the server's challenge is empty (RFC 4422, 3).
    if (request.name === 'auth' && request.text === '') return { kind: 'challenge', data: '' };
    return exchange.step(data);
  }

  #begin(mechanism: string): SaslServer<Account> | undefined {
    if (mechanism === 'PLAIN') return plainServer(this.#find);
    const scram = scramOffered.find((each) => each === mechanism);
    return scram === undefined ? undefined : scramServer(scram, this.#find, randomBytes(18).toString('base64'));
  }
}

/** Undefined where the data is not base64 of UTF-8. */
function decode(text: string): string | undefined {
  const bytes = readData(text);
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encode(data: string): string {
  return writeData(new TextEncoder().encode(data));
}
