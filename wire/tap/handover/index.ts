import type { ServiceAddress } from '../../../protocols/project/index.ts';
import { answerTlsHeader, passTlsHeader } from './amqp.ts';
import type { Handover } from './model.ts';
import { answerStartTls, askForTls, passStartTls } from './xmpp.ts';

export type { Handover, Opening } from './model.ts';

/** How a connection opens, by what the tap offers and what it passes on to. */
export function handoverOf(protocol: 'amqp' | 'xmpp', listen: ServiceAddress, to: ServiceAddress): Handover {
  const inner = [listen, to].map(({ transport, tls }) => transport === 'tcp' && tls !== 'direct');
  const [isClear, toClear] = inner;
  if (listen.transport !== 'tcp') return dialOnly;
  if (protocol === 'amqp') return !isClear ? dialOnly : toClear ? passTlsHeader : answerTlsHeader;
  if (isClear) return toClear ? passStartTls : answerStartTls;
  return toClear ? askForTls : dialOnly;
}

/** TLS does not begin inside of the connection. */
const dialOnly: Handover = (opening) => opening.dial();
