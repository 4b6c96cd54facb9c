/** The framers of all protocols. They are small: what cuts a stream into units need not know what the units mean. */
import { createAmqpFramer } from './amqp/decode/index.ts';
import { createAmqp091Framer } from './amqp091/framer.ts';
import { createUnknownFramer } from './core/index.ts';
import type { CreateFramer, ProtocolName } from './core/index.ts';
import { createXmppFramer } from './xmpp/framer/framer.ts';

const framers: Readonly<Record<ProtocolName, CreateFramer>> = {
  amqp: () => createAmqpFramer(),
  'amqp-0-9-1': () => createAmqp091Framer(),
  xmpp: ({ framing }) => createXmppFramer({ websocket: framing === 'message' }),
  unknown: createUnknownFramer,
};

/** A framer for one direction of a connection. */
export function createFramer(protocol: ProtocolName, options: Parameters<CreateFramer>[0]): ReturnType<CreateFramer> {
  return framers[protocol](options);
}
