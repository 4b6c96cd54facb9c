/** Loads all protocols at once: import it for that alone, in programs that show whatever crosses. */
import { amqp } from './amqp/protocol.ts';
import { amqp091 } from './amqp091/protocol.ts';
import { provideProtocol } from './index.ts';
import { xmpp } from './xmpp/protocol.ts';

provideProtocol('amqp', amqp);
provideProtocol('amqp-0-9-1', amqp091);
provideProtocol('xmpp', xmpp);
