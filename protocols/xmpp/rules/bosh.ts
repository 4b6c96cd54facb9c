import { isContentNamespace, plainValue } from '../model/stanza.ts';
import { list } from '../model/wording.ts';
import { quote } from '../parser/finding.ts';
import type { XmlElement } from '../parser/node.ts';
import { boshNamespace, streamNamespace } from '../parser/scope.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';
import { checkSize } from './size.ts';

const httpbind = boshNamespace;
const streams = streamNamespace;

/** What a `<body/>` is: the request that asks for a session, its response, or any later request or response. */
export type BodyKind = 'creation-request' | 'creation-response' | 'request' | 'response';

/** What a `<body/>` is, by its attributes. */
export function bodyKind(body: XmlElement): BodyKind {
  const has = (name: string): boolean => body.attribute(name) !== undefined;
  if (has('rid')) return has('sid') ? 'request' : 'creation-request';
  // Later responses carry no session id (XEP-0124, 7.2), but some servers repeat it.
  return has('sid') && (has('wait') || has('requests')) ? 'creation-response' : 'response';
}

const checkBody: Check = (body, context) => {
  const kind = bodyKind(body);
  if (kind === 'creation-request') checkCreation(body, context);
  else if (kind === 'creation-response') checkCreated(body, context);
  else if (kind === 'request') checkRequest(body, context);
  checkRid(body, context);
  checkKeys(body, kind, context);
  checkCondition(body, context);
  for (const child of body.elements()) checkPayload(child, body, context);
};

/** XEP-0124, 7.1, and XEP-0206, 3. */
function checkCreation(body: XmlElement, context: CheckContext): void {
  const needed = ['to', 'wait', 'hold'].filter(
    (name) => body.attribute(name) === undefined && !(name === 'to' && body.attribute('route') !== undefined),
  );
  if (needed.length > 0)
    context.at(
      'xmpp/bosh-creation',
      body,
      `The request for a session says ${list(needed, 'and')}, or managers refuse it: add ${needed.map((name) => `${name}="…"`).join(' ')}`,
    );
  const wanted = [
    ...(body.attribute('ver') === undefined ? ['ver'] : []),
    ...(bosh(body, 'version', context) === undefined ? ['xmpp:version'] : []),
  ];
  if (wanted.length > 0)
    context.at(
      'xmpp/bosh-version',
      body,
      `The request for a session says which versions the client speaks: add ${list(wanted, 'and')}`,
    );
  const ack = plainValue(context.source, body, 'ack');
  if (ack !== undefined && ack !== '1')
    context.atAttribute(
      'xmpp/bosh-creation',
      body,
      body.attribute('ack'),
      `The request for a session announces acknowledgements by ack="1", not ${quote(ack)}`,
    );
  if (isTrue(bosh(body, 'restart', context)))
    context.at(
      'xmpp/bosh-restart',
      body,
      'There is no stream to restart yet: leave restart out, or add the sid of the session',
    );
}

/** XEP-0124, 7.2. */
function checkCreated(body: XmlElement, context: CheckContext): void {
  const needed = ['wait', 'requests'].filter((name) => body.attribute(name) === undefined);
  if (needed.length > 0)
    context.at(
      'xmpp/bosh-response',
      body,
      `The response that creates a session says ${list(needed, 'and')}: add ${needed.map((name) => `${name}="…"`).join(' ')}`,
    );
  const hold = integer(body, 'hold', context);
  const requests = integer(body, 'requests', context);
  if (hold !== undefined && requests !== undefined && requests <= hold)
    context.atAttribute(
      'xmpp/bosh-response',
      body,
      body.attribute('requests'),
      `With ${requests} requests at once and ${hold} kept waiting, none is left to send with: requests must be greater than hold`,
    );
}

/** What belongs to the first request alone (XEP-0124, 7.1; 16.3 for added streams), and the restart of the stream (XEP-0206, 5). */
function checkRequest(body: XmlElement, context: CheckContext): void {
  for (const name of ['wait', 'hold', 'ver', 'content']) {
    const attribute = body.attribute(name);
    if (attribute !== undefined)
      context.report(
        'xmpp/bosh-later',
        attribute.start,
        attribute.end,
        `Only the request for a session says ${name}: remove it`,
      );
  }
  if (!isTrue(bosh(body, 'restart', context))) return;
  const [payload] = body.elements();
  if (payload !== undefined)
    context.at(
      'xmpp/bosh-restart',
      payload,
      'A restart carries nothing, and managers leave out what it does: send this in a request of its own',
    );
  if (body.attribute('to') === undefined)
    context.at('xmpp/bosh-version', body, 'A restart opens a new stream: add to="…" with the domain');
}

/** Request ids stay within what every language counts exactly (XEP-0124, 14.1). */
function checkRid(body: XmlElement, context: CheckContext): void {
  const rid = plainValue(context.source, body, 'rid');
  if (rid !== undefined && /^\d+$/.test(rid) && !Number.isSafeInteger(Number(rid))) {
    context.atAttribute(
      'xmpp/bosh-rid',
      body,
      body.attribute('rid'),
      `A request id is 9007199254740991 (2⁵³ − 1) at most, not ${quote(rid)}: begin with a smaller one`,
    );
  }
  if (
    body.attribute('sid') !== undefined &&
    body.attribute('rid') === undefined &&
    body.attribute('pause') !== undefined
  )
    context.at('xmpp/bosh-rid', body, 'Every request has an id: add rid="…", one more than that of the request before');
}

/** XEP-0124, 15.4. */
function checkKeys(body: XmlElement, kind: BodyKind, context: CheckContext): void {
  for (const name of ['key', 'newkey']) {
    const key = plainValue(context.source, body, name);
    if (key !== undefined && !/^[0-9A-Fa-f]{40}$/.test(key))
      context.atAttribute(
        'xmpp/bosh-key',
        body,
        body.attribute(name),
        `A key is a SHA-1 hash of 40 hexadecimal digits, not ${quote(key)}`,
      );
  }
  if (kind === 'creation-request' && body.attribute('key') !== undefined)
    context.atAttribute(
      'xmpp/bosh-key',
      body,
      body.attribute('key'),
      'The first request begins the sequence of keys: write newkey instead of key',
    );
}

/** Why a session ends (XEP-0124, 17.2). */
function checkCondition(body: XmlElement, context: CheckContext): void {
  const attribute = body.attribute('condition');
  const condition = plainValue(context.source, body, 'condition');
  const type = plainValue(context.source, body, 'type');
  if (
    attribute !== undefined &&
    (body.attribute('type') === undefined || (type !== undefined && type !== 'terminate'))
  ) {
    context.atAttribute(
      'xmpp/bosh-condition',
      body,
      attribute,
      'A condition is given where the session ends: set type="terminate", or remove it',
    );
  }
  const uri = [...body.elements()].find((child) => child.local === 'uri' && child.namespace === httpbind);
  if (condition === 'see-other-uri' && uri === undefined)
    context.atAttribute(
      'xmpp/bosh-condition',
      body,
      attribute,
      'The condition see-other-uri says where to go on: add <uri>https://…</uri>',
    );
  if (uri !== undefined && attribute === undefined)
    context.at(
      'xmpp/bosh-condition',
      uri,
      'An address to go on at comes with the condition see-other-uri: add type="terminate" condition="see-other-uri"',
    );
}

/** What a body carries (XEP-0206, 2). */
function checkPayload(child: XmlElement, body: XmlElement, context: CheckContext): void {
  if (
    child.namespace === httpbind &&
    (child.local === 'message' || child.local === 'presence' || child.local === 'iq')
  ) {
    context.at(
      'xmpp/bosh-payload',
      child,
      `A stanza is in the namespace of stanzas, not in that of <body>: add xmlns="jabber:client" to <${child.local}>`,
    );
  } else if (child.namespace === streams && child.local === 'stream') {
    context.at(
      'xmpp/bosh-payload',
      child,
      'Over BOSH no stream header is sent: the manager opens the stream, leave it out',
    );
  } else if (child.namespace === streams && child.local === 'error' && body.attribute('condition') === undefined) {
    context.at(
      'xmpp/bosh-condition',
      child,
      'An error of the stream ends the session: add type="terminate" condition="remote-stream-error" to <body>',
    );
  } else if (isContentNamespace(child.namespace)) checkSize(child, context);
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1';
}

/** An attribute of XEP-0206, whatever its prefix. */
function bosh(body: XmlElement, name: string, context: CheckContext): string | undefined {
  const attribute = body.attributes.find((each) => each.namespace === 'urn:xmpp:xbosh' && each.local === name);
  return attribute === undefined ? undefined : (plainValue(context.source, body, attribute.name) ?? '');
}

function integer(body: XmlElement, name: string, context: CheckContext): number | undefined {
  const value = plainValue(context.source, body, name);
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

export const boshChecks: CheckTable = { [`{${httpbind}}body`]: checkBody };
