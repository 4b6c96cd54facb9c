import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import { clip } from '../../protocols/core/index.ts';
import { parseJid } from '../../protocols/xmpp/jid/index.ts';
import { toFailure, wireError, WireError } from '../failures.ts';
import type { LiveConnection, OpenRequest, SendOptions } from '../live.ts';
import { parseService } from '../net/service.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { answerRequest } from './answer.ts';
import { is, type XmlElement } from './element.ts';
import { streamFailure } from './errors.ts';
import { Inbox } from './inbox.ts';
import { login } from './login.ts';
import { Replies } from './replies.ts';
import { openTcpTransport } from './tcp.ts';
import { maxUnsentAnswers, type Transport, type TransportEvents } from './transport.ts';
import { openWebSocketTransport } from './websocket.ts';

/** Opens an XMPP connection up to and including resource binding. Fails with a `WireError`. */
export async function openXmpp(request: OpenRequest): Promise<LiveConnection> {
  const { profile } = request;
  if (profile.jid === undefined)
    throw wireError('policy', 'The connection has no JID.', 'Add "jid" to it in wireloupe.json.');
  const service = parseService(profile.service, 'xmpp');
  const account = parseJid(profile.jid);
  const [problem] = account.problems;
  if (problem !== undefined)
    throw wireError('policy', `“${profile.jid}” is not a JID. ${problem.message}.`, 'Correct "jid" in wireloupe.json.');
  const stream = new XmppStream(request);
  const inbox = new Inbox(service.target, request.signal);
  stream.inbox = inbox;
  try {
    if (service.transport === 'bosh')
      throw wireError('policy', 'BOSH (http: and https:) is not supported yet.', 'Use xmpp:, xmpps:, ws: or wss:.');
    const transport =
      service.transport === 'tcp'
        ? await openTcpTransport(service, account.domain, request, stream)
        : await openWebSocketTransport(service, request, stream);
    stream.transport = transport;
    // STARTTLS happens inside the login.
    inbox.limit(request.timeouts.login + request.timeouts.tls);
    const identity = await Promise.race([
      login({ transport, inbox, account, jid: profile.jid, service, request }),
      inbox.failed,
    ]);
    return stream.begin(identity, inbox.close());
  } catch (error) {
    inbox.close();
    stream.abandon();
    throw error;
  }
}

/** One stream from its opening to its end: negotiation goes through the inbox, stanzas after it through the replies. */
class XmppStream implements TransportEvents, LiveConnection {
  identity = '';
  inbox: Inbox | undefined;
  transport: Transport | undefined;
  readonly #request: OpenRequest;
  #replies: Replies | undefined;
  #ended: WireError | undefined;
  #closing: (() => void) | undefined;

  constructor(request: OpenRequest) {
    this.#request = request;
  }

  get tls(): LiveConnection['tls'] {
    return this.transport?.tls ?? null;
  }

  /** The login is done. `early` are stanzas that came right behind it. */
  begin(identity: string, early: readonly XmlElement[]): LiveConnection {
    if (this.#ended !== undefined) throw this.#ended;
    this.identity = identity;
    this.#replies = new Replies();
    this.inbox = undefined;
    for (const element of early) this.#answer(element);
    return this;
  }

  abandon(): void {
    this.transport?.destroy();
    this.#request.tap.end();
  }

  onOpen(header: XmlElement): void {
    const right = is(header, 'stream', namespaces.streams) || is(header, 'open', namespaces.framing);
    if (!right)
      throw wireError(
        'protocol',
        `The server opened its side with <${clip(header.name)}> instead of an XMPP stream.`,
        'Check host and port in the service address.',
      );
    if (header.attributes.get('version') === undefined)
      throw wireError(
        'protocol',
        'The server speaks a version of XMPP before 1.0: its stream has no version (RFC 6120, 4.7.5).',
      );
    if (this.inbox === undefined)
      throw wireError(
        'protocol',
        'The server opened its stream again after the login (RFC 6120, 4.3).',
        'The traffic panel shows the exchange.',
      );
    this.inbox.header(header.name);
  }

  onElement(element: XmlElement, unit: RecordedUnit): void {
    // It cannot be recovered from, whether the server closes its stream behind it or not (RFC 6120, 4.9.1.1).
    if (is(element, 'error', namespaces.streams)) throw streamFailure(element);
    if (this.inbox !== undefined) this.inbox.push(element);
    else if (this.#replies?.offer(element, unit) !== true) this.#answer(element);
  }

  onEnd(reason: WireError): void {
    this.#ended = reason;
    this.inbox?.fail(reason);
    this.#replies?.fail(reason);
    if (this.#closing !== undefined) this.#closing();
    else if (this.inbox === undefined) this.#request.onClosed(reason.failure);
  }

  async send(payload: Parameters<LiveConnection['send']>[0], options: SendOptions): ReturnType<LiveConnection['send']> {
    const { transport } = this;
    if (payload.kind !== 'xmpp')
      throw wireError(
        'policy',
        'An XMPP connection sends stanzas, not AMQP.',
        'Choose an AMQP connection for this file.',
      );
    if (transport === undefined || this.#replies === undefined)
      throw wireError('not-connected', 'The connection has ended.', 'Connect again.');
    return this.#replies.exchange(payload.text, (text) => transport.send(text), options, payload.sets);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#request.timeouts.close);
      this.#closing = () => {
        clearTimeout(timer);
        resolve();
      };
      try {
        this.transport?.closeStream();
      } catch (error) {
        this.#request.log('debug', toFailure(error).message);
        this.#closing();
      }
    });
    this.#replies?.fail(wireError('cancelled', 'The connection was closed.'));
    this.abandon();
  }

  #answer(element: XmlElement): void {
    const text = answerRequest(element);
    // Nothing follows the end of the stream (RFC 6120, 4.4).
    if (text === undefined || this.#closing !== undefined) return;
    try {
      this.transport?.send(text, maxUnsentAnswers);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#request.log('debug', `An automatic answer could not be sent: ${error.message}`);
    }
  }
}
