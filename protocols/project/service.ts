/** Addresses of services: the one grammar that the file's checks, its JSON schema, the wizard and the connector share. */

export type ServiceProtocol = 'xmpp' | 'amqp';

interface Scheme {
  readonly transport: 'tcp' | 'websocket' | 'bosh';
  /** `starttls`: plain TCP that is upgraded when the protocol offers it; `direct`: TLS from the first byte. */
  readonly tls: 'none' | 'starttls' | 'direct';
  /** The port where the address has none. */
  readonly port: number;
  readonly protocols: readonly ServiceProtocol[];
}

/** A service address taken apart. */
export interface ServiceAddress extends Pick<Scheme, 'transport' | 'tls' | 'port'> {
  /** An IPv6 address has no brackets. */
  readonly host: string;
  /** `host:port`, for messages. */
  readonly target: string;
  readonly url: string;
}

const schemes = new Map(
  Object.entries<Scheme>({
    xmpp: { transport: 'tcp', tls: 'starttls', port: 5222, protocols: ['xmpp'] },
    xmpps: { transport: 'tcp', tls: 'direct', port: 5223, protocols: ['xmpp'] },
    amqp: { transport: 'tcp', tls: 'none', port: 5672, protocols: ['amqp'] },
    amqps: { transport: 'tcp', tls: 'direct', port: 5671, protocols: ['amqp'] },
    ws: { transport: 'websocket', tls: 'none', port: 80, protocols: ['xmpp', 'amqp'] },
    wss: { transport: 'websocket', tls: 'direct', port: 443, protocols: ['xmpp', 'amqp'] },
    http: { transport: 'bosh', tls: 'none', port: 80, protocols: ['xmpp'] },
    https: { transport: 'bosh', tls: 'direct', port: 443, protocols: ['xmpp'] },
  }),
);

/** What is wrong with an address: no address at all, or which part of it. */
export interface ServiceProblem {
  readonly code: 'address' | 'login' | 'scheme' | 'port' | 'path';
  /** A sentence without a full stop, with the way out. */
  readonly message: string;
}

/** The service to start from. */
export const suggestedService: Readonly<Record<ServiceProtocol, string>> = {
  xmpp: 'xmpp://localhost:5222',
  amqp: 'amqp://localhost:5672',
};

const anyHost = '(?:\\[[0-9A-Fa-f:.]+\\]|[^\\s/@:?#\\[\\]]+)';
const address = new RegExp(`^([A-Za-z][A-Za-z0-9+.-]*)://(?:[^\\s/?#@]*@)?(${anyHost})(?::([0-9]+))?(/[^\\s]*)?$`);

/** The schemes of a protocol's services. */
export function schemesOf(protocol: ServiceProtocol): readonly string[] {
  return [...schemes.keys()].filter((scheme) => schemes.get(scheme)?.protocols.includes(protocol));
}

/** Whether an address holds a login, which belongs elsewhere. */
export function hasLogin(text: string): boolean {
  return /^[a-z]+:\/\/[^@/\s]*@/i.test(text);
}

/** Everything that is wrong with the address of a protocol's service. */
export function serviceProblems(text: string, protocol: ServiceProtocol): readonly ServiceProblem[] {
  const match = address.exec(text);
  if (match === null)
    return [{ code: 'address', message: `Write a scheme and a host, such as ${suggestedService[protocol]}` }];
  const [, scheme = '', , port, path = ''] = match;
  const found: ServiceProblem[] = [];
  const known = schemesOf(protocol).includes(scheme) ? schemes.get(scheme) : undefined;
  if (hasLogin(text)) {
    const message =
      'Leave the account out of the address: it is asked for by itself, and a password must never be in a file';
    found.push({ code: 'login', message });
  }
  if (known === undefined) {
    const list = schemesOf(protocol).map((each) => `${each}:`);
    const message = `Unsupported scheme “${scheme}:” for ${protocol.toUpperCase()}: use ${list.join(', ')}`;
    found.push({ code: 'scheme', message });
  }
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535))
    found.push({ code: 'port', message: `Port ${port} is out of range: use 1 to 65535` });
  if (known?.transport === 'tcp' && path.length > 1) {
    const way = protocol === 'amqp' ? 'name a virtual host as “hostname”' : 'the account is the “jid”';
    found.push({ code: 'path', message: `An address with ${scheme}: has no path: ${way}` });
  }
  return found;
}

/** Takes an address apart; undefined where something is wrong with it. */
export function readService(text: string, protocol: ServiceProtocol): ServiceAddress | undefined {
  const [, scheme = '', host = '', port] = address.exec(text) ?? [];
  const known = schemes.get(scheme);
  if (known === undefined || serviceProblems(text, protocol).length > 0) return undefined;
  const at = port === undefined ? known.port : Number(port);
  const bare = host.replace(/^\[(.*)\]$/u, '$1').toLowerCase();
  return { transport: known.transport, tls: known.tls, host: bare, port: at, target: `${host}:${at}`, url: text };
}

/** Whether a host is this machine: the one place where a password may travel in plain text. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** 1 to 65535 in decimal digits, with any number of leading zeros (RFC 3986, 3.2.3). */
const portInRange = '(?::0*(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?';

/** The same grammar as a regular expression for a JSON schema, for one protocol or for any. */
export function servicePattern(protocol?: ServiceProtocol): string {
  const known = protocol === undefined ? [...schemes.keys()] : schemesOf(protocol);
  const alternatives = known.map((scheme) => {
    const path = schemes.get(scheme)?.transport === 'tcp' && protocol !== undefined ? '/?' : '(?:/[^\\s]*)?';
    return `${scheme}://${anyHost}${protocol === undefined ? '(?::[0-9]+)?' : portInRange}${path}`;
  });
  return `^(?:${alternatives.join('|')})$`;
}
