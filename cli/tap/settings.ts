import { bareJid } from '../../protocols/xmpp/jid/index.ts';
import { schemesOf, type ServiceProtocol } from '../../protocols/project/index.ts';
import { withAbsolutePaths } from '../../workspace/project-file.ts';
import { listeningAddress, readAddress, type TapSettings, type Upstream } from '../../wire/tap/index.ts';
import { messageOf } from '../../protocols/core/index.ts';
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
    listen: used(() => listeningAddress(listen, protocol, upstream.service, '--listen')),
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
  const service = used(() => readAddress(to, only, '--to'));
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
      service: used(() => readAddress(service, protocol, `The service of “${to}”`)),
      tls: ca === undefined ? tls : { ...tls, ca },
      ...(domain === undefined ? {} : { domain }),
    },
  };
}

function domainOf(jid: string): string {
  const bare = bareJid(jid);
  return bare.slice(bare.indexOf('@') + 1);
}

/** Does something with the addresses of the arguments. @throws UsageError where one cannot be used */
function used<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function allSchemes(): string {
  return [...new Set([...schemesOf('amqp'), ...schemesOf('xmpp')])].map((scheme) => `${scheme}://`).join(', ');
}
