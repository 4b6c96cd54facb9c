import type { Specification } from '../model/definition.ts';

// The private storage is a profile of XEP-0060 and XEP-0163: it adds no elements and no features.
export const xep0223: Specification = {
  id: 'XEP-0223',
  title: 'Persistent Storage of Private Data via PubSub',
  status: 'Active',
  version: '1.1.1',
  depth: 'model',
  templates: [
    {
      label: 'Store private data at one’s own account',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="${1:https://example.org/notes}">\n      <item id="current">\n        <${2:notes} xmlns="${1:https://example.org/notes}"/>\n      </item>\n    </publish>\n    <publish-options>\n      <x xmlns="jabber:x:data" type="submit">\n        <field var="FORM_TYPE" type="hidden"><value>http://jabber.org/protocol/pubsub#publish-options</value></field>\n        <field var="pubsub#persist_items"><value>true</value></field>\n        <field var="pubsub#access_model"><value>whitelist</value></field>\n      </x>\n    </publish-options>\n  </pubsub>\n</iq>',
    },
  ],
};
