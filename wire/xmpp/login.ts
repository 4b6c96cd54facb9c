import { bareJid, type Jid } from '../../protocols/xmpp/jid/index.ts';
import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import type { TlsOptions } from '../../protocols/project/index.ts';
import { wireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import { isLoopback, type ServiceAddress } from '../../protocols/project/index.ts';
import { readData, writeData } from '../../protocols/sasl/index.ts';
import { chooseMechanism } from '../sasl.ts';
import { child, escapeXml, is, readCondition, type XmlElement } from './element.ts';
import { saslFailure } from './errors.ts';
import { mechanismsIn, type Inbox } from './inbox.ts';
import type { Transport } from './transport.ts';

/** A JID has three parts of at most 1,023 bytes each, and their separators (RFC 7622, 3.1). */
const longestJid = 3071;

export interface Login {
  readonly transport: Transport;
  readonly inbox: Inbox;
  /** The JID of the profile, as written, and its parts. */
  readonly jid: string;
  readonly account: Jid;
  readonly service: ServiceAddress;
  readonly request: OpenRequest;
}

/**
 * Negotiates a stream (RFC 6120, 4.3): STARTTLS, SASL, resource binding. Gives the full JID. No presence is sent and no
 * stream management is enabled: what a client does after that is the user's to send.
 */
export async function login(login: Login): Promise<string> {
  let features = await openStream(login);
  if (login.transport.startTls !== undefined) features = await upgrade(login, login.transport.startTls, features);
  await authenticate(login, features);
  features = await openStream(login);
  return bind(login, features);
}

async function openStream({ transport, inbox, account }: Login): Promise<XmlElement> {
  transport.openStream(account.domain);
  return inbox.features();
}

/**
 * STARTTLS where the server offers it (RFC 6120, 5). Without it only this machine is good enough, and only for a profile that does
 * not ask for TLS: an attacker on the way can take the offer out of the features.
 */
async function upgrade(login: Login, startTls: () => Promise<void>, features: XmlElement): Promise<XmlElement> {
  const { transport, inbox, service, request } = login;
  if (child(features, 'starttls', namespaces.tls) === undefined) {
    if (asksForTls(request.profile.tls)) {
      throw wireError(
        'policy',
        `${service.target} does not offer STARTTLS, and the connection has "tls" in wireloupe.json.`,
        'Enable TLS on the server. Where it has none, remove "tls" from the connection. If it has TLS, the offer was removed on the way.',
      );
    }
    if (isLoopback(service.host)) return features;
    throw wireError(
      'policy',
      `${service.target} does not offer STARTTLS, and an unencrypted login over the network is not made.`,
      'Enable TLS on the server, or use xmpps: or wss:.',
    );
  }
  transport.send(`<starttls xmlns="${namespaces.tls}"/>`);
  const answer = await inbox.next();
  if (is(answer, 'failure', namespaces.tls))
    throw wireError(
      'tls',
      `${service.target} offered STARTTLS and then refused it.`,
      'The server’s certificate may be missing; its log says more.',
    );
  if (!is(answer, 'proceed', namespaces.tls)) throw inbox.unexpected(answer, 'proceed');
  await startTls();
  return openStream(login);
}

/** Whether a profile says what the certificate must be: then a connection without one is not what its author wants. */
function asksForTls({ ca, cert, key, servername, verify }: TlsOptions = {}): boolean {
  return verify === true || [ca, cert, key, servername].some((each) => each !== undefined);
}

/** SASL (RFC 6120, 6.4). */
async function authenticate(login: Login, features: XmlElement): Promise<void> {
  const { transport, inbox, jid, account, service, request } = login;
  const { profile, password } = request;
  const sasl = chooseMechanism({
    offered: mechanismsIn(features),
    ...(profile.sasl === undefined ? {} : { wanted: profile.sasl }),
    credentials: {
      ...(account.local === undefined ? {} : { username: account.local }),
      ...(password === undefined ? {} : { password }),
    },
    plainAllowed: transport.tls !== null || isLoopback(service.host),
    clientCertificate: profile.tls?.cert !== undefined && transport.tls !== null,
    minIterations: profile.scram?.minIterations,
    target: service.target,
  });
  transport.send(`<auth xmlns="${namespaces.sasl}" mechanism="${sasl.mechanism}">${writeData(sasl.initial())}</auth>`);
  for (;;) {
    const answer = await inbox.next();
    if (is(answer, 'failure', namespaces.sasl)) throw saslFailure(answer, bareJid(jid));
    if (is(answer, 'success', namespaces.sasl)) {
      sasl.succeed(dataOf(answer));
      return;
    }
    if (!is(answer, 'challenge', namespaces.sasl)) throw inbox.unexpected(answer, 'challenge');
    const response = await sasl.respond(dataOf(answer) ?? new Uint8Array(0));
    transport.send(
      response.length === 0
        ? `<response xmlns="${namespaces.sasl}"/>`
        : `<response xmlns="${namespaces.sasl}">${writeData(response)}</response>`,
    );
  }
}

/** The data of a challenge or success; undefined where there is none. Throws a `WireError` where it is not base64. */
function dataOf(element: XmlElement): Uint8Array | undefined {
  const text = element.text.trim();
  if (text === '') return undefined;
  const bytes = readData(text);
  if (bytes === undefined)
    throw wireError(
      'protocol',
      `The server sent SASL data in <${element.name}> that is not base64 (RFC 6120, 6.4.2).`,
      'The traffic panel shows it.',
    );
  return bytes;
}

/** Resource binding (RFC 6120, 7). */
async function bind({ transport, inbox, account, service }: Login, features: XmlElement): Promise<string> {
  if (child(features, 'bind', namespaces.bind) === undefined)
    throw wireError('protocol', `${service.target} does not offer resource binding after the login (RFC 6120, 7.4).`);
  const id = 'bind-1';
  const resource = account.resource === undefined ? '' : `<resource>${escapeXml(account.resource)}</resource>`;
  transport.send(`<iq type="set" id="${id}"><bind xmlns="${namespaces.bind}">${resource}</bind></iq>`);
  const answer = await inbox.iq(id, account.local === undefined ? undefined : account.prepared);
  if (answer.attributes.get('type') !== 'result') {
    const error = answer.children.find((one) => one.name === 'error');
    const server =
      error === undefined ? { condition: 'undefined-condition' } : readCondition(error, namespaces.stanzaErrors);
    const hint =
      server.condition === 'conflict' ? 'The resource is in use: change it in the JID, or leave it out.' : undefined;
    throw wireError(
      'protocol',
      `The server refused the resource${account.resource === undefined ? '' : ` “${account.resource}”`} (<${server.condition}/>).`,
      hint,
      { server },
    );
  }
  const result = child(answer, 'bind', namespaces.bind);
  const jid = result === undefined ? undefined : child(result, 'jid', namespaces.bind)?.text.trim();
  if (jid !== undefined && jid.length > longestJid)
    throw wireError(
      'protocol',
      `${service.target} bound a resource whose JID is longer than ${longestJid} characters (RFC 7622, 3.1).`,
    );
  if (jid === undefined || jid === '')
    throw wireError('protocol', `${service.target} bound a resource without saying which (RFC 6120, 7.6.1).`);
  return jid;
}
