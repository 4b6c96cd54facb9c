import { foreignOf, otherSide, type ProtocolName, type Side } from '../core/index.ts';
import { looksLikeTls } from './recognise.ts';
import { knownPort } from './ports.ts';
import type { Sign } from './recognition/sign.ts';

interface Spoken {
  readonly protocol: ProtocolName;
  readonly name: string;
  /** How a client comes by TLS. */
  readonly tls: string;
}

const amqpTls = 'Connect without TLS (amqp:), or to the port for TLS, 5671 as a rule.';
const xmppTls =
  'Begin with the stream’s header and go over to TLS by STARTTLS, or connect to the port for TLS, 5223 as a rule.';
const spokenOnes: readonly Spoken[] = [
  { protocol: 'amqp', name: 'AMQP', tls: amqpTls },
  { protocol: 'amqp-0-9-1', name: 'AMQP 0-9-1', tls: amqpTls },
  { protocol: 'xmpp', name: 'XMPP', tls: xmppTls },
];

/** What is known of the place of bytes that are neither AMQP nor XMPP. */
export interface ForeignPlace {
  readonly side: Side;
  /** What the direction begins with. */
  readonly first: Sign | undefined;
  /** What the other direction speaks, where it is read. */
  readonly spoken: ProtocolName | undefined;
  /** What the other direction begins with; undefined where nothing came of it. */
  readonly other: Sign | undefined;
  readonly port: number;
}

/** Says what bytes are that are neither AMQP nor XMPP, why they are shown, and what to do; undefined where the port tells nothing either. */
export function explainForeign(bytes: Uint8Array, place: ForeignPlace): string | undefined {
  const { spoken } = place;
  const known = spokenOnes.find(({ protocol }) => protocol === spoken);
  return known === undefined ? onPort(bytes, place) : besideProtocol(bytes, place, known);
}

function onPort(bytes: Uint8Array, place: ForeignPlace): string | undefined {
  const { port } = place;
  const known = knownPort(port);
  if (known === undefined) return undefined;
  const isHello = looksLikeTls(bytes);
  if (isHello && place.other === undefined)
    return `The ${place.side} begins with TLS on port ${port}, and the capture has no answer to it. Check that the other side expects TLS on this port.`;
  return `Port ${port} is for ${known.name} as a rule, and this is ${whatIs(bytes, place)}: it is not decoded.`;
}

function besideProtocol(bytes: Uint8Array, { side, first }: ForeignPlace, { name, tls }: Spoken): string {
  if (first === 'tls' && side === 'client')
    return `The client begins with TLS, and the server answers with ${name} in clear: it expects no TLS on this port. ${tls}`;
  if (first === 'tls')
    return `The client speaks ${name} in clear, and the server answers with TLS: it expects TLS from the first byte on. Connect with TLS, or to the port without.`;
  if (first === 'http' && side === 'client')
    return `The client sends HTTP, and the server speaks ${name}: it is no HTTP server. Connect without HTTP, or to the port where the server offers it.`;
  if (first === 'http')
    return `The client speaks ${name}, and the server answers with HTTP: it is an HTTP server, or a proxy. Check the address and the port.`;
  return `The ${otherSide(side)} speaks ${name}, and this is ${first === 'text' ? 'text of another protocol' : `neither AMQP nor XMPP (${foreignOf(bytes).summary})`}. Check the address and the port.`;
}

function whatIs(bytes: Uint8Array, { first }: ForeignPlace): string {
  if (first === 'tls') return 'TLS';
  if (first === 'http') return 'HTTP that carries neither AMQP nor XMPP';
  const { name } = foreignOf(bytes);
  return name === 'foreign' || name === 'text' ? 'neither AMQP nor XMPP' : name;
}
