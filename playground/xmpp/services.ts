import { MucService } from './muc/service.ts';
import { defaultConfig } from './pubsub/node.ts';
import { PubSubService } from './pubsub/service.ts';
import type { XmppServer } from './server.ts';

/** The pubsub node that is there from the start. */
export const openNode = 'playground';

/** Rooms at `conference.…`, and nodes at `pubsub.…` with one that everybody may publish to at once. */
export function addServices(server: XmppServer): void {
  const conference = `conference.${server.domain}`;
  server.services.set(conference, new MucService(conference, server));
  const domain = `pubsub.${server.domain}`;
  const pubsub = new PubSubService(domain, server);
  pubsub.create(openNode, '', { ...defaultConfig, title: 'Open to all', publishModel: 'open' });
  server.services.set(domain, pubsub);
}
