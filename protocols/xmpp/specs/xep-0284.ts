import type { Specification } from '../model/definition.ts';

// The schema leaves out that single edits stand directly in the sxe element.
export const xep0284: Specification = {
  id: 'XEP-0284',
  title: 'Shared XML Editing',
  status: 'Experimental',
  version: '0.1.4',
  depth: 'model',
  namespaces: {
    'urn:xmpp:sxe:0': () => ({
      sxe: {
        about: 'Edits an XML document together with others.',
        section: '10.1#def-sxe',
        stands: ['message', 'presence', 'payload'],
        attributes: {
          session: ['string', 'Which session.'],
          id: ['string?', 'Names the edit.'],
          name: ['string?', 'The name of the session.'],
        },
        children: {
          connect: ['?', { about: 'Asks to join the session.', section: '7#connect' }],
          'state-offer': ['?', { about: 'Offers to send the state of the document.', section: '8.1', payload: true }],
          'accept-state': ['?', { about: 'Takes the offer.', section: '8.2' }],
          'refuse-state': ['?', { about: 'Declines the offer.', section: '8.3' }],
          state: '?',
          new: '*',
          remove: '*',
          set: '*',
        },
      },
      state: {
        about: 'The state of the document as a run of edits.',
        section: '8.4',
        children: { 'document-begin': '*', new: '*', remove: '*', set: '*', 'document-end': '*' },
      },
      'document-begin': {
        about: 'Starts the state.',
        section: '8.4',
        attributes: { prolog: ['string~', 'The prolog of the document as a data URI.'] },
      },
      'document-end': {
        about: 'Ends the state.',
        section: '8.4',
        attributes: {
          'last-sender': ['string~', 'Who made the last edit.'],
          'last-id': ['string~', 'The id of the last edit.'],
        },
      },
      new: {
        about: 'Adds a node.',
        section: '10.5.1#newnode',
        attributes: {
          rid: ['string', 'The id of the node.'],
          type: ['~element|attr|text|comment|processinginstruction', 'What kind of node.'],
          version: ['nonNegativeInteger?', 'The version of the node.'],
          parent: ['string?', 'The node that it stands in.'],
          'primary-weight': ['double?', 'Its place among its siblings.'],
          ns: ['string?', 'Its namespace.'],
          name: ['string?', 'Its name.'],
          chdata: ['string?', 'Its character data.'],
          pitarget: ['string?', 'The target of the processing instruction.'],
          pidata: ['string?', 'The data of the processing instruction.'],
          creator: ['string?', 'Who made it.'],
          'last-modified-by': ['string?', 'Who changed it last.'],
        },
      },
      remove: {
        about: 'Removes a node.',
        section: '10.5.2#editelement',
        attributes: { target: ['string', 'The id of the node.'] },
      },
      set: {
        about: 'Changes a node.',
        section: '10.6.1',
        attributes: {
          target: ['string', 'The id of the node.'],
          version: ['nonNegativeInteger~', 'The version that results.'],
          parent: ['string?', 'The node that it stands in.'],
          'primary-weight': ['double?', 'Its place among its siblings.'],
          ns: ['string?', 'Its namespace.'],
          name: ['string?', 'Its name.'],
          chdata: ['string?', 'Its character data.'],
          pitarget: ['string?', 'The target of the processing instruction.'],
          pidata: ['string?', 'The data of the processing instruction.'],
          replacefrom: ['nonNegativeInteger?', 'From which character on text is replaced.'],
          replacen: ['nonNegativeInteger?', 'How many characters are replaced.'],
        },
      },
    }),
    'urn:xmpp:jingle:transports:sxe': () => ({
      transport: {
        about: 'Sends the edits in messages.',
        section: '4.1#jingle-initiate',
        stands: ['payload', '{urn:xmpp:jingle:1}content'],
        children: { host: '*' },
      },
      host: { about: 'Who hosts the session.', section: '4.1#jingle-initiate', text: 'jid' },
    }),
  },
  features: {
    'urn:xmpp:sxe:0': 'Edits documents together with others.',
    'urn:xmpp:jingle:transports:sxe': 'Negotiates the editing by Jingle.',
  },
};
