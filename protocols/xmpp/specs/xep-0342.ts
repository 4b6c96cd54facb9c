import type { Specification } from '../model/definition.ts';

export const xep0342: Specification = {
  id: 'XEP-0342',
  title: 'Rayo Fax',
  status: 'Deferred',
  version: '0.3.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:rayo:fax:1': () => ({
      receivefax: { about: 'Receives a fax.', section: '2.1#session-receiving', stands: 'iq set' },
      sendfax: {
        about: 'Sends a fax.',
        section: '2.2#session-receiving',
        stands: 'iq set',
        children: { document: '+' },
      },
      document: {
        about: 'The document that is sent.',
        section: '2.2#session-receiving',
        attributes: { url: 'uri', identity: 'string?', header: 'string?', pages: 'string?' },
      },
    }),
    'urn:xmpp:rayo:fax:complete:1': () => ({
      finish: {
        about: 'The fax is through.',
        section: '2.1.3#session-receiving-completion',
        stands: '{urn:xmpp:rayo:ext:1}complete',
      },
      fax: {
        about: 'The fax that was received.',
        section: '2.1.3#session-receiving-completion',
        stands: '{urn:xmpp:rayo:ext:1}complete',
        attributes: { url: 'uri', resolution: 'string', size: 'nonNegativeInteger', pages: 'nonNegativeInteger' },
      },
      metadata: {
        about: 'A detail of the transfer.',
        section: '2.1.3#session-receiving-completion',
        stands: '{urn:xmpp:rayo:ext:1}complete',
        attributes: { name: 'string', value: 'string' },
      },
    }),
  },
  features: {
    'urn:xmpp:rayo:fax:1': 'Sends and receives faxes.',
  },
};
