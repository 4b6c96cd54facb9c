import type { Specification } from '../model/definition.ts';

export const xep0072: Specification = {
  id: 'XEP-0072',
  title: 'SOAP Over XMPP',
  status: 'Stable',
  version: '1.0.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/soap#fault': () => ({
      DataEncodingUnknown: {
        about: 'SOAP does not know the encoding of the data.',
        section: '6#errors',
        stands: 'error',
      },
      MustUnderstand: {
        about: 'SOAP does not understand a header that must be understood.',
        section: '6#errors',
        stands: 'error',
      },
      Receiver: { about: 'The receiver of the SOAP message is to blame.', section: '6#errors', stands: 'error' },
      Sender: { about: 'The sender of the SOAP message is to blame.', section: '3.2.1#exchange-iq', stands: 'error' },
      VersionMismatch: { about: 'The version of SOAP is not supported.', section: '6#errors', stands: 'error' },
    }),
  },
  features: {
    'http://jabber.org/protocol/soap': 'Takes SOAP messages.',
  },
  identities: {
    'automation/soap': 'An entity that takes SOAP messages.',
  },
};
