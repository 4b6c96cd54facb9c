/** The codecs of all protocols, each loaded when the first unit of its protocol is opened: for a page that shows units, and neither judges nor follows them. */
import { unknownCodec, type Codec, type ProtocolName } from './core/index.ts';

const loaders: Readonly<Record<ProtocolName, () => Promise<Codec>>> = {
  amqp: async () => (await import('./amqp/codec/codec.ts')).amqpCodec,
  'amqp-0-9-1': async () => (await import('./amqp091/codec.ts')).amqp091Codec,
  xmpp: async () => (await import('./xmpp/codec/codec.ts')).xmppCodec,
  unknown: () => Promise.resolve(unknownCodec),
};

/** Loads the codec of a protocol; later calls give the same one. */
export function loadCodec(name: ProtocolName): Promise<Codec> {
  return loaders[name]();
}
