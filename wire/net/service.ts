import { wireError } from '../failures.ts';

/** A service address taken apart. */
export interface Service {
  readonly transport: 'tcp' | 'websocket' | 'bosh';
  /** `starttls`: plain TCP that is upgraded when the protocol offers it; `direct`: TLS from the first byte. */
  readonly tls: 'none' | 'starttls' | 'direct';
  readonly host: string;
  readonly port: number;
  /** `host:port`, for messages. */
  readonly target: string;
  readonly url: string;
}

const schemes: Readonly<
  Record<string, Pick<Service, 'transport' | 'tls'> & { readonly port: number; readonly protocols: readonly string[] }>
> = {
  'xmpp:': { transport: 'tcp', tls: 'starttls', port: 5222, protocols: ['xmpp'] },
  'xmpps:': { transport: 'tcp', tls: 'direct', port: 5223, protocols: ['xmpp'] },
  'amqp:': { transport: 'tcp', tls: 'none', port: 5672, protocols: ['amqp'] },
  'amqps:': { transport: 'tcp', tls: 'direct', port: 5671, protocols: ['amqp'] },
  'ws:': { transport: 'websocket', tls: 'none', port: 80, protocols: ['xmpp', 'amqp'] },
  'wss:': { transport: 'websocket', tls: 'direct', port: 443, protocols: ['xmpp', 'amqp'] },
  'http:': { transport: 'bosh', tls: 'none', port: 80, protocols: ['xmpp'] },
  'https:': { transport: 'bosh', tls: 'direct', port: 443, protocols: ['xmpp'] },
};

/** Takes a profile's `service` apart. Throws a `WireError` that names the schemes that would do. */
export function parseService(service: string, protocol: 'xmpp' | 'amqp'): Service {
  const fitting = Object.keys(schemes).filter((scheme) => schemes[scheme]?.protocols.includes(protocol));
  const hint = `Write ${fitting.join(', ')} followed by //host:port in wireloupe.json.`;
  if (!URL.canParse(service)) throw wireError('policy', `“${service}” is not a service address.`, hint);
  const url = new URL(service);
  const scheme = schemes[url.protocol];
  if (!scheme?.protocols.includes(protocol)) {
    throw wireError('policy', `“${url.protocol}” is not a way to reach an ${protocol.toUpperCase()} server.`, hint);
  }
  // A host in brackets is an IPv6 address; Node's sockets want it bare.
  const host = url.hostname.replace(/^\[(.*)\]$/u, '$1');
  if (host === '') throw wireError('policy', `The service address “${service}” names no host.`, hint);
  const port = url.port === '' ? scheme.port : Number(url.port);
  return { transport: scheme.transport, tls: scheme.tls, host, port, target: `${url.hostname}:${port}`, url: service };
}

/** Whether a host is this machine: the one place where a password may travel in plain text. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
