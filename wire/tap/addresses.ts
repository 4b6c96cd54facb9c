import {
  readService,
  serviceProblems,
  type ServiceAddress,
  type ServiceProtocol,
} from '../../protocols/project/index.ts';
import { wireError } from '../failures.ts';

/**
 * Where a tap listens. `HOST:PORT` offers the scheme of its server; an address may offer another one. Port 0 is a free one.
 * @param what the address is named so in messages
 * @throws WireError that says what is wrong with it
 */
export function listeningAddress(
  text: string,
  protocol: ServiceProtocol,
  to: ServiceAddress,
  what: string,
): ServiceAddress {
  const scheme = schemeOf(to.url);
  const isAddress = /^[a-z]+:\/\//iu.test(text);
  if (!isAddress && !/:\d+$/u.test(text))
    throw wireError('policy', `${what} takes HOST:PORT or an address, not “${text}”.`, 'Such as 127.0.0.1:25672.');
  const url = isAddress ? text : `${scheme}://${text}`;
  // Port 0 is no port of a service.
  const isFree = /:0+(?=\/|$)/u.test(url);
  const address = readAddress(isFree ? url.replace(/:0+(?=\/|$)/u, ':1') : url, protocol, what);
  if ((address.transport === 'tcp') !== (to.transport === 'tcp'))
    throw wireError(
      'policy',
      `A tap passes on what it takes: it cannot offer “${schemeOf(url)}:” for “${scheme}:”.`,
      `Offer ${scheme}:, or the same with or without TLS.`,
    );
  return isFree ? { ...address, port: 0, target: address.target.replace(/:1$/u, ':0') } : address;
}

/** Takes an address apart. @throws WireError that says what is wrong with it */
export function readAddress(text: string, protocol: ServiceProtocol, what: string): ServiceAddress {
  const address = readService(text, protocol);
  if (address !== undefined) return address;
  const problems = serviceProblems(text, protocol).map(({ message }) => message);
  throw wireError('policy', `${what} cannot be used: ${problems.join('; ')}.`);
}

function schemeOf(url: string): string {
  return url.slice(0, url.indexOf('://'));
}
