import type { ElementDefinition, Specification } from '../model/definition.ts';

const error: ElementDefinition = {
  about: 'Why the verification failed.',
  section: '2.5',
  attributes: {
    type: ['=auth|cancel|continue|modify|wait', 'What to do next.'],
    by: ['jid?', 'Who noticed the error.'],
  },
  payload: true,
};

// It is in the stream's namespace, which is jabber:client where no header tells.
const failure = { '{jabber:server}error': ['?', error], '{jabber:client}error': ['?', error] } as const;

// The schema demands an error in every reply; only those of type error have one.
export const xep0220: Specification = {
  id: 'XEP-0220',
  title: 'Server Dialback',
  status: 'Stable',
  version: '1.1.1',
  depth: 'model',
  namespaces: {
    'jabber:server:dialback': () => ({
      result: {
        about: 'Asks to verify a domain with a key, or tells the outcome.',
        section: '2.1.1',
        stands: 'stream',
        attributes: {
          from: ['domainJid', 'The domain that sends.'],
          to: ['domainJid', 'The domain that receives.'],
          id: ['string?', 'The id of the stream, where it is told.'],
          type: ['=error|invalid|valid?', 'The outcome.'],
        },
        children: failure,
        text: 'string?',
        payload: true,
      },
      verify: {
        about: 'Asks the server that is responsible for a domain whether a key is its own, or answers.',
        section: '2.1.2',
        stands: 'stream',
        attributes: {
          from: ['domainJid', 'The domain that sends.'],
          to: ['domainJid', 'The domain that receives.'],
          id: ['string', 'The id of the stream that is verified.'],
          type: ['=error|invalid|valid?', 'The outcome.'],
        },
        children: failure,
        text: 'string?',
        payload: true,
      },
    }),
    'urn:xmpp:features:dialback': () => ({
      dialback: {
        about: 'Offers dialback.',
        section: '2.4.2#advertisement-errors',
        stands: 'features',
        children: {
          errors: [
            '?',
            { about: 'Errors of dialback are told without closing the stream.', section: '2.4.2#advertisement-errors' },
          ],
        },
        payload: true,
      },
    }),
  },
};
