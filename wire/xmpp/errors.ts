import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import { wireError, withoutStop, type WireError } from '../failures.ts';
import { readCondition, type XmlElement } from './element.ts';
import { maxStanzaBytes } from './transport.ts';

/** What stream errors mean for the user (RFC 6120, 4.9.3). */
const streamHints = new Map(
  Object.entries<string>({
    conflict: 'Another client has logged in with the same resource. Change the resource of the JID, or leave it out.',
    'connection-timeout': 'The server saw no traffic for too long. Connect again.',
    'host-gone': 'The server no longer serves this domain. Check the JID.',
    'host-unknown': 'The server does not serve the domain of the JID. Correct the JID, or the service address.',
    'not-well-formed': 'What was sent is not well-formed XML. The traffic panel shows it.',
    'bad-namespace-prefix': 'What was sent uses a namespace prefix that is not declared.',
    'invalid-namespace': 'What was sent has a namespace that the server does not accept on a stream.',
    'invalid-xml': 'What was sent breaks the server’s XML checks.',
    'restricted-xml':
      'What was sent holds a comment, a processing instruction, a DTD or an entity, which XMPP forbids.',
    'policy-violation': 'The server’s policy forbids this; often a stanza was too large or came too fast.',
    'resource-constraint': 'The server has no resources for this connection. Try again later.',
    'see-other-host': 'The server asks to connect to another host: change the service address.',
    'system-shutdown': 'The server is shutting down. Connect again later.',
    'unsupported-stanza-type': 'The first-level element is not one that this server takes.',
  }),
);

const saslHints = new Map(
  Object.entries<string>({
    'not-authorized': 'Edit the password; check the user name in the JID.',
    'account-disabled': 'The account is disabled on the server.',
    'credentials-expired': 'The password has expired on the server.',
    'encryption-required': 'The server wants TLS before the login.',
    'temporary-auth-failure': 'The server cannot check passwords now. Try again later.',
  }),
);

/** A stream error as a failure, with what the server said. */
export function streamFailure(error: XmlElement): WireError {
  const server = readCondition(error, namespaces.streamErrors);
  const said = server.text === undefined ? '' : `: ${withoutStop(server.text)}`;
  const code =
    server.condition === 'not-authorized' ? 'auth' : server.condition === 'policy-violation' ? 'policy' : 'protocol';
  return wireError(
    code,
    `The server ended the stream with <${server.condition}/>${said}.`,
    streamHints.get(server.condition),
    { server },
  );
}

/** A SASL failure (RFC 6120, 6.5). */
export function saslFailure(failure: XmlElement, user: string): WireError {
  const server = readCondition(failure, namespaces.sasl);
  const said = server.text === undefined ? '' : `: ${withoutStop(server.text)}`;
  return wireError(
    'auth',
    `The server refused the login of ${user} (<${server.condition}/>${said}).`,
    saslHints.get(server.condition) ?? 'The server’s log may say more.',
    { server },
  );
}

/** The condition of a stanza error, such as `item-not-found`. */
export function stanzaErrorCondition(stanza: XmlElement): string {
  const error = stanza.children.find((one) => one.name === 'error');
  return error === undefined ? 'without details' : readCondition(error, namespaces.stanzaErrors).condition;
}

/** What a stanza error says, in one line: `item-not-found (cancel): no such node`. */
export function describeStanzaError(stanza: XmlElement): string {
  const error = stanza.children.find((one) => one.name === 'error');
  if (error === undefined) return 'an error without details';
  const { condition, text } = readCondition(error, namespaces.stanzaErrors);
  return `${condition} (${error.attributes.get('type') ?? 'no type'})${text === undefined ? '' : `: ${text}`}`;
}

/** The server closed its stream as it should (RFC 6120, 4.4). */
export function streamEnded(): WireError {
  return wireError('closed', 'The server ended the stream.', 'Connect again.');
}

/** Bytes behind `<proceed/>` that are not TLS. */
export function clearBytes(target: string): WireError {
  return wireError(
    'protocol',
    `${target} sent unencrypted data after <proceed/>, where the TLS handshake must begin (RFC 6120, 5.4.3.3).`,
    'The connection was closed: the data may be injected by an attacker. Do not trust this network; or the server is broken.',
  );
}

/** A stanza beyond what is accepted. */
export function tooLarge(target: string): WireError {
  return wireError(
    'protocol',
    `${target} sent a stanza of more than ${maxStanzaBytes >> 20} MB.`,
    'The connection was closed to bound the memory.',
  );
}

/** `limit`: bytes that wait to be sent. */
export function unreadAnswers(target: string, limit: number): WireError {
  return wireError(
    'protocol',
    `${target} does not read what is sent to it: more than ${limit >> 20} MB wait.`,
    'The connection was closed to bound the memory. The server hangs, or asks without reading the answers.',
  );
}
