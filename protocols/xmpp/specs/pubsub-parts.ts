/** Attributes and elements that the namespaces of XEP-0060 share. */
import type { ElementDefinition } from '../model/definition.ts';

export const node = ['string', 'The node.'] as const;
export const optionalNode = ['string?', 'The node.'] as const;
export const subid = ['string?', 'Which of several subscriptions.'] as const;
export const subscriber = ['jid', 'The address that is subscribed.'] as const;
export const expiry = ['dateTime?', 'When the subscription ends.'] as const;
export const affiliation = [
  '=member|none|outcast|owner|publisher|publish-only',
  'The standing with the node.',
] as const;
export const state = ['=none|pending|subscribed|unconfigured?', 'Whether it is in force.'] as const;
export const form = { '{jabber:x:data}x': '?' } as const;

export function item(section: string): ElementDefinition {
  return {
    about: 'One item, with what is published in it.',
    section,
    attributes: {
      id: ['string?', 'Identifies the item in its node.'],
      node: ['string?', 'The node that it was published to, in a collection’s notification.'],
      publisher: ['string?', 'Who published it.'],
    },
    payload: true,
  };
}
