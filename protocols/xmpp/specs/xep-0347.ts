import type { Specification } from '../model/definition.ts';

export const xep0347: Specification = {
  id: 'XEP-0347',
  title: 'Internet of Things - Discovery',
  status: 'Deferred',
  version: '0.5.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:iot:discovery': () => ({
      register: {
        about: 'A thing registers what is known about it.',
        section: '3.6#register',
        stands: 'iq set',
        attributes: { selfOwned: 'boolean?', nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
        children: {
          str: [
            '*',
            { about: 'A tag with text.', section: '3.6#register', attributes: { name: 'string', value: 'string' } },
          ],
          num: [
            '*',
            { about: 'A tag with a number.', section: '3.6#register', attributes: { name: 'string', value: 'double' } },
          ],
        },
      },
      mine: {
        about: 'Somebody claims a thing that fits these tags.',
        section: '3.9#claim',
        stands: 'iq set',
        attributes: { public: 'boolean?', nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
        children: {
          str: [
            '*',
            { about: 'A tag with text.', section: '3.6#register', attributes: { name: 'string', value: 'string' } },
          ],
          num: [
            '*',
            { about: 'A tag with a number.', section: '3.6#register', attributes: { name: 'string', value: 'double' } },
          ],
        },
      },
      update: {
        about: 'Changes what is known about a thing.',
        section: '3.13#update',
        stands: 'iq set',
        attributes: { jid: 'jid?', nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
        children: {
          str: [
            '*',
            { about: 'A tag with text.', section: '3.6#register', attributes: { name: 'string', value: 'string' } },
          ],
          num: [
            '*',
            { about: 'A tag with a number.', section: '3.6#register', attributes: { name: 'string', value: 'double' } },
          ],
        },
      },
      claimed: {
        about: 'Tells who owns a thing, or which thing is owned.',
        section: '3.6#register',
        stands: ['iq set', 'iq result'],
        attributes: { jid: 'jid', public: 'boolean?', nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
      },
      remove: {
        about: 'The owner removes a thing from the registry.',
        section: '3.10#remove',
        stands: 'iq set',
        attributes: { jid: 'jid', nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
      },
      removed: {
        about: 'A thing is told that it was removed.',
        section: '3.10#remove',
        stands: 'iq set',
        attributes: { nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
      },
      unregister: {
        about: 'A thing leaves the registry.',
        section: '3.16#unregister',
        stands: 'iq set',
        attributes: { nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
      },
      disown: {
        about: 'The owner gives a thing up.',
        section: '3.17#disown',
        stands: 'iq set',
        attributes: { jid: 'jid', nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
      },
      disowned: {
        about: 'A thing has no owner any more.',
        section: '3.17#disown',
        stands: ['iq set', 'iq result'],
        attributes: { nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
      },
      search: {
        about: 'Looks for things by their tags.',
        section: '3.15#search',
        stands: 'iq get',
        attributes: {
          offset: ['nonNegativeInteger?', 'How many to pass over.'],
          maxCount: ['positiveInteger?', 'How many to list at most.'],
        },
        children: {
          strEq: [
            '*',
            {
              about: 'Text equal to the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'string' },
            },
          ],
          strNEq: [
            '*',
            {
              about: 'Text other than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'string' },
            },
          ],
          strGt: [
            '*',
            {
              about: 'Text greater than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'string' },
            },
          ],
          strGtEq: [
            '*',
            {
              about: 'Text not less than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'string' },
            },
          ],
          strLt: [
            '*',
            {
              about: 'Text less than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'string' },
            },
          ],
          strLtEq: [
            '*',
            {
              about: 'Text not greater than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'string' },
            },
          ],
          strRange: [
            '*',
            {
              about: 'Text within the range.',
              section: '3.15#search',
              attributes: {
                name: 'string',
                min: 'string',
                minIncluded: 'boolean?',
                max: 'string',
                maxIncluded: 'boolean?',
              },
            },
          ],
          strNRange: [
            '*',
            {
              about: 'Text outside the range.',
              section: '3.15#search',
              attributes: {
                name: 'string',
                min: 'string',
                minIncluded: 'boolean?',
                max: 'string',
                maxIncluded: 'boolean?',
              },
            },
          ],
          numEq: [
            '*',
            {
              about: 'A number equal to the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'double' },
            },
          ],
          numNEq: [
            '*',
            {
              about: 'A number other than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'double' },
            },
          ],
          numGt: [
            '*',
            {
              about: 'A number greater than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'double' },
            },
          ],
          numGtEq: [
            '*',
            {
              about: 'A number not less than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'double' },
            },
          ],
          numLt: [
            '*',
            {
              about: 'A number less than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'double' },
            },
          ],
          numLtEq: [
            '*',
            {
              about: 'A number not greater than the value.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'double' },
            },
          ],
          numRange: [
            '*',
            {
              about: 'A number within the range.',
              section: '3.15#search',
              attributes: {
                name: 'string',
                min: 'double',
                minIncluded: 'boolean?',
                max: 'double',
                maxIncluded: 'boolean?',
              },
            },
          ],
          numNRange: [
            '*',
            {
              about: 'A number outside the range.',
              section: '3.15#search',
              attributes: {
                name: 'string',
                min: 'double',
                minIncluded: 'boolean?',
                max: 'double',
                maxIncluded: 'boolean?',
              },
            },
          ],
          strMask: [
            '*',
            {
              about: 'Text that fits a mask.',
              section: '3.15#search',
              attributes: { name: 'string', value: 'string', wildcard: 'string' },
            },
          ],
        },
        reply: { 'iq get': 'found' },
      },
      found: {
        about: 'The things that were found.',
        section: '3.15#search',
        stands: 'iq result',
        attributes: { more: ['boolean?', 'There are more.'] },
        children: {
          thing: [
            '*',
            {
              about: 'A thing.',
              section: '3.15#search',
              attributes: { owner: 'jid', jid: 'jid', nodeId: 'string?', sourceId: 'string?', cacheType: 'string?' },
              children: {
                str: [
                  '*',
                  {
                    about: 'A tag with text.',
                    section: '3.6#register',
                    attributes: { name: 'string', value: 'string' },
                  },
                ],
                num: [
                  '*',
                  {
                    about: 'A tag with a number.',
                    section: '3.6#register',
                    attributes: { name: 'string', value: 'double' },
                  },
                ],
              },
            },
          ],
        },
      },
    }),
  },
  features: {
    'urn:xmpp:iot:discovery': 'Is a registry of things.',
  },
};
