import type { Specification } from '../model/definition.ts';

export const xep0485: Specification = {
  id: 'XEP-0485',
  title: 'PubSub Server Information',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:serverinfo:0': () => ({
      serverinfo: {
        about: 'What a server tells about itself.',
        section: '4#impl',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          domain: [
            '+',
            {
              about: 'One domain that it serves.',
              section: '4#impl',
              attributes: { name: ['domainJid?', 'The domain.'] },
              children: {
                federation: [
                  '?',
                  {
                    about: 'The domains that it is connected with.',
                    section: '4#impl',
                    children: {
                      'remote-domain': [
                        '*',
                        {
                          about: 'One of them.',
                          section: '4#impl',
                          attributes: { name: ['domainJid?', 'The domain.'] },
                          children: {
                            connection: [
                              '*',
                              {
                                about: 'One connection.',
                                section: '4#impl',
                                attributes: { type: ['=bidi|incoming|outgoing?', 'Its direction.'] },
                                text: 'string?',
                              },
                            ],
                          },
                          payload: true,
                        },
                      ],
                    },
                  },
                ],
              },
              payload: true,
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:serverinfo:0': 'Tells about the server.' },
};
