import type { Specification } from '../model/definition.ts';

export const xep0447: Specification = {
  id: 'XEP-0447',
  title: 'Stateless file sharing',
  status: 'Experimental',
  version: '0.3.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:sfs:0': () => ({
      'file-sharing': {
        about: 'Offers a file: facts on it, and where it is found.',
        section: '3.1#file-sharing',
        stands: ['message', 'payload'],
        attributes: {
          disposition: ['=attachment|inline?', 'Whether it is shown in the conversation.'],
          id: ['string?', 'Identifies it among the message’s files.'],
        },
        children: { '{urn:xmpp:file:metadata:0}file': '?', sources: '?' },
        payload: true,
      },
      sources: {
        about: 'Where the file is found.',
        section: '3.3#attach-source',
        stands: ['message', 'payload'],
        attributes: { id: ['string?', 'Which of the message’s files.'] },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:sfs:0': 'Understands files that are shared.' },
  templates: [
    {
      label: 'Share a file',
      text: '<message type="chat" to="${1:juliet@example.org}">\n  <body>${2:https://example.org/summit.jpg}</body>\n  <file-sharing xmlns="urn:xmpp:sfs:0" disposition="inline">\n    <file xmlns="urn:xmpp:file:metadata:0">\n      <media-type>${3:image/jpeg}</media-type>\n      <name>${4:summit.jpg}</name>\n      <size>${5:3032449}</size>\n    </file>\n    <sources>\n      <url-data xmlns="http://jabber.org/protocol/url-data" target="${2:https://example.org/summit.jpg}"/>\n    </sources>\n  </file-sharing>\n</message>',
    },
  ],
};
