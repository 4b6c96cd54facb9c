import { element, type XmlElement } from '../xml/element.ts';
import { NS } from '../xml/namespaces.ts';
import type { Account } from '../im/account.ts';
import { failure, type FindAccount, type SaslExchange, type SaslStep } from '../sasl/mechanism.ts';
import { plainExchange } from '../sasl/plain.ts';
import { scramExchange } from '../sasl/scram.ts';

const mechanisms: Readonly<Record<string, (find: FindAccount) => SaslExchange>> = {
  'SCRAM-SHA-256': (find) => scramExchange('sha256', find),
  'SCRAM-SHA-1': (find) => scramExchange('sha1', find),
  PLAIN: plainExchange,
};

/** What to send for one SASL element, and whose stream this is now. */
export interface LoginStep {
  readonly reply: XmlElement;
  readonly account?: Account;
  readonly failed: boolean;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The SASL profile of XMPP (RFC 6120 §6.4): `<auth/>`, `<response/>`, `<abort/>` in; challenge, success, failure out. */
export class Login {
  readonly #find: FindAccount;
  #exchange: SaslExchange | undefined;

  constructor(find: FindAccount) {
    this.#find = find;
  }

  /** `offered` are the mechanisms of the current features. */
  step(request: XmlElement, offered: readonly string[]): LoginStep {
    const step = this.#step(request, offered);
    if (step.kind !== 'challenge') this.#exchange = undefined;
    if (step.kind === 'challenge')
      return { reply: element('challenge', NS.sasl, {}, encode(step.data)), failed: false };
    if (step.kind === 'failure') {
      const text = element('text', NS.sasl, { 'xml:lang': 'en' }, step.text);
      return { reply: element('failure', NS.sasl, {}, element(step.condition, NS.sasl), text), failed: true };
    }
    const data = step.data === undefined ? [] : [encode(step.data)];
    return { reply: element('success', NS.sasl, {}, ...data), account: step.account, failed: false };
  }

  #step(request: XmlElement, offered: readonly string[]): SaslStep {
    if (request.name === 'abort') return failure('aborted', 'The client gave up.');
    if (request.name === 'auth') {
      const name = request.attr('mechanism') ?? '';
      const create = Object.hasOwn(mechanisms, name) ? mechanisms[name] : undefined;
      if (create === undefined) return failure('invalid-mechanism', `The mechanism ${name} is not offered.`);
      if (!offered.includes(name))
        return failure('encryption-required', `${name} is offered under TLS only; use STARTTLS first.`);
      this.#exchange = create(this.#find);
    }
    const exchange = this.#exchange;
    if (exchange === undefined) return failure('malformed-request', 'A response without a challenge.');
    const data = decode(request.text);
    if (data === undefined) return failure('incorrect-encoding', 'The data is not base64 of UTF-8 text.');
    // Every mechanism here speaks first; without an initial response the server's challenge is empty (RFC 4422 §3).
    if (request.name === 'auth' && request.text === '') return { kind: 'challenge', data: '' };
    return exchange.step(data);
  }
}

/** `=` is the empty response (RFC 6120 §6.4.2). */
function decode(text: string): string | undefined {
  if (text === '=') return '';
  if (!BASE64.test(text)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

function encode(data: string): string {
  return data === '' ? '=' : Buffer.from(data).toString('base64');
}
