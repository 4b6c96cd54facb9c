import { bareJid } from '../../protocols/xmpp/jid/index.ts';
import {
  readService,
  schemesOf,
  serviceProblems,
  type ServiceAddress,
  type ServiceProtocol,
} from '../../protocols/project/index.ts';
import { withAbsolutePaths } from '../../workspace/project-file.ts';
import type { TapSettings, Upstream } from '../../wire/tap/index.ts';
import { UsageError, type Io } from '../io.ts';
import { ProjectFiles } from '../project.ts';

export interface TapArguments {
  readonly listen: string;
  readonly to: string;
  readonly ca: string | undefined;
  readonly config: string | undefined;
  readonly env: string | undefined;
}

/** What a tap does, by its arguments. @throws UsageError that says what is wrong with them */
export async function tapSettings({ listen, to, ...rest }: TapArguments, io: Io): Promise<TapSettings> {
  const { protocol, name, upstream } = /^[a-z]+:\/\//iu.test(to) ? addressed(to, rest.ca) : await named(to, rest, io);
  return {
    name,
    protocol,
    listen: offeredAt(listen, protocol, upstream.service),
    to: upstream,
  };
}

function addressed(
  to: string,
  ca: string | undefined,
): { protocol: ServiceProtocol; name: string; upstream: Upstream } {
  const scheme = to.slice(0, to.indexOf(':')).toLowerCase();
  const protocol = (['amqp', 'xmpp'] as const).filter((each) => schemesOf(each).includes(scheme));
  const [only] = protocol;
  if (only === undefined)
    throw new UsageError(
      `--to takes a connection of wireloupe.json, or an address that begins with ${allSchemes()}, not “${to}”.`,
    );
  const service = read(to, only, '--to');
  return { protocol: only, name: service.target, upstream: { service, tls: ca === undefined ? {} : { ca } } };
}

async function named(
  to: string,
  { ca, config, env }: Omit<TapArguments, 'listen' | 'to'>,
  io: Io,
): Promise<{ protocol: ServiceProtocol; name: string; upstream: Upstream }> {
  const loaded = await new ProjectFiles({ config, env }, io).soundOf('-');
  const { connections } = loaded.project;
  const profile = Object.hasOwn(connections, to) ? connections[to] : undefined;
  if (profile === undefined) {
    const known = Object.keys(connections).join(', ') || 'none';
    throw new UsageError(
      `There is no connection “${to}” in ${loaded.path ?? 'wireloupe.json, which is missing'}. Known: ${known}. An address begins with ${allSchemes()}.`,
    );
  }
  const { protocol, service, tls = {}, jid } = withAbsolutePaths(profile, loaded.folder);
  const domain = jid === undefined ? undefined : domainOf(jid);
  return {
    protocol,
    name: to,
    upstream: {
      service: read(service, protocol, `The service of “${to}”`),
      tls: ca === undefined ? tls : { ...tls, ca },
      ...(domain === undefined ? {} : { domain }),
    },
  };
}

function domainOf(jid: string): string {
  const bare = bareJid(jid);
  return bare.slice(bare.indexOf('@') + 1);
}

/** `HOST:PORT` offers what the server does; an address may offer something else. */
function offeredAt(listen: string, protocol: ServiceProtocol, to: ServiceAddress): ServiceAddress {
  const scheme = to.url.slice(0, to.url.indexOf('://'));
  const isAddress = /^[a-z]+:\/\//iu.test(listen);
  const url = isAddress ? listen : `${scheme}://${listen}`;
  // Port 0 is no port of a service, and here a free one.
  const isFree = /:0+$/u.test(url);
  const address = read(isFree ? url.replace(/:0+$/u, ':1') : url, protocol, '--listen');
  if (!isAddress && !/:\d+$/u.test(listen))
    throw new UsageError(`--listen takes HOST:PORT or an address, not “${listen}”.`);
  if ((address.transport === 'tcp') !== (to.transport === 'tcp'))
    throw new UsageError(
      `A tap passes on what it takes: it cannot offer “${url.slice(0, url.indexOf('://'))}:” for “${scheme}:”.`,
    );
  return isFree ? { ...address, port: 0, target: address.target.replace(/:1$/u, ':0') } : address;
}

function read(text: string, protocol: ServiceProtocol, what: string): ServiceAddress {
  const address = readService(text, protocol);
  if (address !== undefined) return address;
  const problems = serviceProblems(text, protocol).map(({ message }) => message);
  throw new UsageError(`${what} cannot be used: ${problems.join('; ')}.`);
}

function allSchemes(): string {
  return [...new Set([...schemesOf('amqp'), ...schemesOf('xmpp')])].map((scheme) => `${scheme}://`).join(', ');
}
