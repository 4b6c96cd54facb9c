import type { Specification } from '../model/definition.ts';

export const xep0336: Specification = {
  id: 'XEP-0336',
  title: 'Data Forms - Dynamic Forms',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:xdata:dynamic': () => ({
      postBack: {
        about: 'The form is sent back to the server when the field changes.',
        section: '3.1',
        stands: '{jabber:x:data}field',
      },
      readOnly: { about: 'The field may not be edited.', section: '3.3', stands: '{jabber:x:data}field' },
      notSame: { about: 'The values of several forms differ.', section: '3.4', stands: '{jabber:x:data}field' },
      error: {
        about: 'What is wrong with the value.',
        section: '3.7',
        stands: '{jabber:x:data}field',
        text: 'string?',
      },
      submit: {
        about: 'Sends a form back so that the server completes it.',
        section: '3.2',
        stands: 'iq set',
        children: { '{jabber:x:data}x': '1' },
      },
      cancel: {
        about: 'Gives a form up.',
        section: '3.6',
        stands: 'iq set',
        children: { '{jabber:x:data}x': '1' },
      },
      updated: {
        about: 'The server has changed the form.',
        section: '3.9',
        stands: 'message',
        attributes: { sessionVariable: ['string', 'The field that names the session.'] },
        children: { '{jabber:x:data}x': '1' },
      },
    }),
  },
  features: {
    'urn:xmpp:xdata:dynamic': 'Understands dynamic forms.',
  },
};
