import type { ConnectionProfile } from '../../protocols/project/index.ts';
import type { PlaygroundInfo } from '../../wire/protocol.ts';

/** Connections to a running playground, by name: its two XMPP accounts and its AMQP broker. */
export function playgroundProfiles({
  xmpp,
  websocket,
  amqp,
}: PlaygroundInfo): Readonly<Record<string, ConnectionProfile>> {
  return {
    // The playground makes a new certificate at every start and listens on this machine only, so it is not verified.
    romeo: { protocol: 'xmpp', service: xmpp, jid: 'romeo@localhost/bench', tls: { verify: false } },
    juliet: { protocol: 'xmpp', service: websocket, jid: 'juliet@localhost/balcony' },
    broker: { protocol: 'amqp', service: amqp },
  };
}
