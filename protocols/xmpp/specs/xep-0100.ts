import type { Specification } from '../model/definition.ts';

export const xep0100: Specification = {
  id: 'XEP-0100',
  title: 'Gateway Interaction',
  status: 'Active',
  version: '1.0',
  depth: 'model',
  namespaces: {
    'jabber:iq:gateway': () => ({
      query: {
        about: 'Turns an address of a legacy service into a JID.',
        section: '4.1.1#usecases-jabber-register-pri',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          desc: ['?', { about: 'Tells people what to enter.', section: '6.3#addressing-iqgateway', text: 'string?' }],
          prompt: [
            '?',
            {
              about: 'The address that was entered, or what it is called.',
              section: '6.3#addressing-iqgateway',
              text: 'string?',
            },
          ],
          jid: ['?', { about: 'The JID that it stands for.', section: '6.3#addressing-iqgateway', text: 'jid' }],
        },
        when: { 'iq set': { children: { prompt: '1' } } },
        reply: { 'iq get': 'query', 'iq set': 'query' },
      },
    }),
  },
};
