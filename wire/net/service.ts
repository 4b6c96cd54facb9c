import { maskSecrets } from '../../protocols/core/index.ts';
import { readService, schemesOf, serviceProblems, type ServiceAddress } from '../../protocols/project/index.ts';
import { wireError } from '../failures.ts';

/** A host, or an address, and a port, as an address has them: IPv6 in brackets (RFC 3986, 3.2.2). */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Takes a profile's `service` apart. @throws WireError that says what is wrong with it */
export function parseService(service: string, protocol: 'xmpp' | 'amqp'): ServiceAddress {
  const address = readService(service, protocol);
  if (address !== undefined) return address;
  const problems = serviceProblems(service, protocol).map(({ message }) => message);
  const schemes = schemesOf(protocol).map((scheme) => `${scheme}:`);
  throw wireError(
    'policy',
    `The service address “${maskSecrets(service)}” cannot be used: ${problems.join('; ')}.`,
    `Write ${schemes.join(', ')} followed by //host:port in wireloupe.json.`,
  );
}
