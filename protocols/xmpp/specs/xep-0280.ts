import type { Specification } from '../model/definition.ts';

export const xep0280: Specification = {
  id: 'XEP-0280',
  title: 'Message Carbons',
  status: 'Stable',
  version: '1.0.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:carbons:2': () => ({
      enable: {
        about: 'Turns copies on for this session.',
        section: '4#enabling',
        stands: ['iq set', '{urn:xmpp:bind:0}bind'],
        reply: { 'iq set': 'empty' },
        to: 'none | domain | bare',
      },
      disable: {
        about: 'Turns copies off for this session.',
        section: '5#disabling',
        stands: 'iq set',
        reply: { 'iq set': 'empty' },
        to: 'none | domain | bare',
      },
      received: {
        about: 'A message that another resource of the account has received.',
        section: '7#inbound',
        stands: 'message',
        children: { '{urn:xmpp:forward:0}forwarded': '1' },
        from: 'bare',
      },
      sent: {
        about: 'A message that another resource of the account has sent.',
        section: '8#outbound',
        stands: 'message',
        children: { '{urn:xmpp:forward:0}forwarded': '1' },
        from: 'bare',
      },
      private: {
        about: 'The message is not to be copied to other resources.',
        section: '9#avoiding',
        stands: 'message',
      },
    }),
  },
  retired: {
    'urn:xmpp:carbons:1': 'Use urn:xmpp:carbons:2 (XEP-0280).',
    'urn:xmpp:carbons:0': 'Use urn:xmpp:carbons:2 (XEP-0280).',
  },
  features: {
    'urn:xmpp:carbons:2': 'Copies messages to all resources of an account.',
    'urn:xmpp:carbons:rules:0': 'Follows the recommended rules on what is copied.',
  },
  templates: [
    {
      label: 'Turn message carbons on',
      text: '<iq type="set" id="{{$id}}">\n  <enable xmlns="urn:xmpp:carbons:2"/>\n</iq>',
    },
  ],
};
