import type { Node } from 'jsonc-parser';
import type { Diagnostic, Fix } from '../core/index.ts';
import { entries, openingOf, rangeOf, type Entry, type ObjectCheck } from './check.ts';
import { looksSecret } from '../core/index.ts';
import { hasLogin, serviceProblems } from './service.ts';
import { ownKeys } from './shape.ts';

/** What only several keys of a connection together can tell: scheme and protocol, keys of the other protocol, secrets. */
export const connectionCheck: ObjectCheck = { claims: holdsSecret, check: checkConnection };

function checkConnection(node: Node, value: Parameters<ObjectCheck['check']>[1], name: string): readonly Diagnostic[] {
  const written = entries(node);
  const protocol = value.protocol;
  const found = written.flatMap((entry) => checkSecret(entry, name, node));
  if (protocol !== 'xmpp' && protocol !== 'amqp') return found;
  const serviceNode = written.findLast((entry) => entry.key === 'service')?.valueNode;
  if (typeof value.service === 'string' && serviceNode !== undefined)
    found.push(...checkService(serviceNode, value.service, protocol));
  const other = protocol === 'xmpp' ? 'amqp' : 'xmpp';
  for (const { key, keyNode } of written) {
    if (!ownKeys[other].some((each) => each === key)) continue;
    const message = `“${key}” means nothing to ${protocol.toUpperCase()}: remove it${key === 'username' ? ', and write the account as “jid”' : key === 'jid' ? ', and write the account as “username”' : ''}`;
    found.push({ code: 'project/unused-key', severity: 'warning', message, ...rangeOf(keyNode) });
  }
  if (value.sasl === 'none') found.push(...checkNoSasl(written, protocol));
  if (protocol === 'xmpp' && !written.some((entry) => entry.key === 'jid')) {
    found.push(
      error(
        'missing-key',
        at(openingOf(node)),
        'An XMPP connection needs “jid”: the account, or the domain alone for SASL ANONYMOUS',
      ),
    );
  }
  return found;
}

/** Without SASL there is no log-in: AMQP 1.0 allows that (2.2), XMPP does not (RFC 6120, 6.2). */
function checkNoSasl(written: readonly Entry[], protocol: 'xmpp' | 'amqp'): Diagnostic[] {
  const { valueNode } = written.findLast(({ key }) => key === 'sasl') ?? {};
  if (protocol === 'xmpp' && valueNode !== undefined)
    return [
      error('value', rangeOf(valueNode), 'XMPP requires SASL (RFC 6120, 6.2): remove “sasl”, or name a mechanism'),
    ];
  return written.flatMap(({ key, keyNode }) => {
    if (key !== 'username' && key !== 'password') return [];
    return [
      {
        code: 'project/unused-key',
        severity: 'warning' as const,
        message: `“${key}” is not used without SASL: remove it, or remove "sasl": "none"`,
        ...rangeOf(keyNode),
      },
    ];
  });
}

/** What the shape of an address alone does not tell; a login in it is a secret in clear. */
function checkService(node: Node, service: string, protocol: 'xmpp' | 'amqp'): Diagnostic[] {
  return serviceProblems(service, protocol)
    .filter(({ code }) => code !== 'address' && code !== 'login')
    .map(({ code, message }) => error(`service-${code}`, rangeOf(node), message));
}

/** A secret in clear, wherever in a profile it was written: under its usual names, or in the service's address. */
function holdsSecret({ key, valueNode }: Entry): boolean {
  if (typeof valueNode?.value !== 'string') return false;
  return looksSecret(key) || (key === 'service' && hasLogin(valueNode.value));
}

function checkSecret(entry: Entry, name: string, profile: Node): Diagnostic[] {
  const { key, keyNode, valueNode } = entry;
  if (valueNode === undefined || !holdsSecret(entry)) return [];
  if (key === 'service') {
    const message =
      'An address must not hold a login: write the account as “jid” or “username”, and let the password be asked for';
    return [error('password-in-clear', rangeOf(valueNode), message)];
  }
  const fromEnvironment: Fix = {
    title: 'Take it from the environment',
    edits: [
      {
        start: keyNode.offset,
        end: valueNode.offset + valueNode.length,
        text: `"password": { "env": "${environmentName(name)}" }`,
      },
    ],
  };
  const message =
    'A password must not be in this file: remove it, and it is asked for once and kept in secret storage; or write { "env": "NAME" } to take it from the environment';
  return [
    { ...error('password-in-clear', rangeOf(valueNode), message), fixes: [removal(keyNode, profile), fromEnvironment] },
  ];
}

/** Removes a property together with the comma that joins it to its neighbour. */
function removal(keyNode: Node, profile: Node): Fix {
  const properties = profile.children ?? [];
  const index = properties.findIndex((property) => property.children?.[0] === keyNode);
  const [before, own, after] = [properties[index - 1], properties[index], properties[index + 1]];
  const range = own === undefined ? rangeOf(keyNode) : rangeOf(own);
  const start = after === undefined && before !== undefined ? rangeOf(before).end : range.start;
  const end = after === undefined ? range.end : after.offset;
  return { title: 'Remove it from the file', edits: [{ start, end, text: '' }] };
}

function environmentName(name: string): string {
  const word = name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return `${/^[A-Z]/.test(word) ? word : `WIRELOUPE_${word}`}_PASSWORD`;
}

function error(code: string, range: { start: number; end: number }, message: string): Diagnostic {
  return { code: `project/${code}`, severity: 'error', message, start: range.start, end: range.end };
}

function at({ offset, length }: { offset: number; length: number }): { start: number; end: number } {
  return { start: offset, end: offset + length };
}
