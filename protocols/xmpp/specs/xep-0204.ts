import type { Specification } from '../model/definition.ts';

// The examples and the schema name the namespace of data-sync differently; both are known.
export const xep0204: Specification = {
  id: 'XEP-0204',
  title: 'Collaborative Data Objects',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'http://www.xmpp.org/extensions/xep-0204.html#ns': () => ({
      'data-sync': {
        about: 'Changes or tells the content of an object.',
        section: '6.7#cdoitemupdate',
        stands: ['message', 'payload'],
        attributes: {
          protocol: ['/[1-9][0-9]*\\.[0-9]+/', 'The version of the protocol.'],
          packetID: ['string~', 'Names the packet.'],
          event: ['=create|update|retire|info', 'What happens to the object.'],
          uuid: ['string?', 'The object.'],
          type: ['string?', 'The type of the object.'],
        },
        children: {
          item: [
            '*',
            {
              about: 'One part of the object.',
              section: '6.7#cdoitemupdate',
              attributes: {
                type: ['=field|method|state?', 'What it is.'],
                event: ['=create|update|delete|info', 'What happens.'],
                updateStyle: ['=inclusive|exclusive?', 'Whether other items are kept.'],
                uuid: ['string?', 'Its id.'],
                ref: ['string?', 'The path of the field.'],
                version: ['nonNegativeInteger?', 'Its version.'],
              },
              children: {
                value: ['?', { about: 'Its new value.', section: '6.7#cdoitemupdate', text: 'string?', open: true }],
                attribute: [
                  '*',
                  {
                    about: 'An attribute of the field.',
                    section: '6.7#cdoitemupdate',
                    attributes: { name: ['nmtoken', 'Its name.'] },
                    text: 'string?',
                  },
                ],
              },
            },
          ],
        },
      },
    }),
    'http://www.xmpp.org/extensions/xep-0204.html#ns-data-sync': () => ({
      'data-sync': {
        about: 'Changes or tells the content of an object, in the namespace of the schema.',
        stands: ['message', 'payload'],
        attributes: {
          protocol: ['/[1-9][0-9]*\\.[0-9]+/', 'The version of the protocol.'],
          packetID: ['string~', 'Names the packet.'],
          event: ['=create|update|retire|info', 'What happens to the object.'],
          uuid: ['string?', 'The object.'],
          type: ['string?', 'The type of the object.'],
        },
        children: {
          item: [
            '*',
            {
              about: 'One part of the object.',
              section: '6.7#cdoitemupdate',
              attributes: {
                type: ['=field|method|state?', 'What it is.'],
                event: ['=create|update|delete|info', 'What happens.'],
                updateStyle: ['=inclusive|exclusive?', 'Whether other items are kept.'],
                uuid: ['string?', 'Its id.'],
                ref: ['string?', 'The path of the field.'],
                version: ['nonNegativeInteger?', 'Its version.'],
              },
              children: {
                value: ['?', { about: 'Its new value.', section: '6.7#cdoitemupdate', text: 'string?', open: true }],
                attribute: [
                  '*',
                  {
                    about: 'An attribute of the field.',
                    section: '6.7#cdoitemupdate',
                    attributes: { name: ['nmtoken', 'Its name.'] },
                    text: 'string?',
                  },
                ],
              },
            },
          ],
        },
      },
    }),
    'http://www.xmpp.org/extensions/xep-0204.html#ns-state': () => ({
      query: {
        about: 'Asks for the state of objects, and holds it.',
        section: '6.3#cdostate',
        stands: ['iq get', 'iq result'],
        children: {
          cdo: ['*', { about: 'The object.', section: '6.3#cdostate', attributes: { uuid: ['string', 'Its id.'] } }],
        },
        payload: true,
        reply: { 'iq get': 'query' },
      },
    }),
    'http://www.xmpp.org/extensions/xep-0204.html#ns-types': () => ({
      query: {
        about: 'Asks for the types of objects, and holds them.',
        section: '6.2#queryfortypes',
        stands: ['iq get', 'iq result'],
        open: true,
        reply: { 'iq get': 'query' },
      },
    }),
    'http://mitre.org/MTP/CDO-DL': () => ({
      Definition: {
        about: 'Defines a type of objects.',
        section: '4#descriptionLanguage',
        stands: 'payload',
        attributes: { uuid: ['string', 'The id of the type.'] },
        open: true,
      },
    }),
  },
};
