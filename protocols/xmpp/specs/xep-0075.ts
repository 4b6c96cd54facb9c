import type { Specification } from '../model/definition.ts';

// Methods are called as XEP-0009 has it.
export const xep0075: Specification = {
  id: 'XEP-0075',
  title: 'Jabber Object Access Protocol (JOAP)',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'jabber:iq:joap': () => ({
      describe: {
        about: 'Asks for or tells what a server, class or instance has.',
        section: '6.1',
        stands: ['iq get', 'iq result'],
        children: {
          desc: ['*', { about: 'What it is, for people.', section: '6.1.2', text: 'string?' }],
          attributeDescription: [
            '*',
            {
              about: 'Describes an attribute.',
              section: '6.1.3',
              attributes: {
                required: ['boolean?', 'It has to be given for a new instance.'],
                writable: ['boolean?', 'It can be changed.'],
                allocation: ['=instance|class?', 'What it belongs to.'],
              },
              children: {
                name: ['1', { about: 'Its name.', section: '4.4', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                type: ['?', { about: 'Its type.', section: '5.4', text: 'string?' }],
                desc: ['*', { about: 'What it is, for people.', section: '6.1.2', text: 'string?' }],
              },
            },
          ],
          methodDescription: [
            '*',
            {
              about: 'Describes a method.',
              section: '6.1.4',
              attributes: { allocation: ['=instance|class?', 'What it belongs to.'] },
              children: {
                name: ['1', { about: 'Its name.', section: '4.4', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                returnType: ['?', { about: 'The type that it returns.', section: '6.1.4', text: 'string?' }],
                params: [
                  '?',
                  {
                    about: 'What it takes.',
                    section: '6.1.4',
                    children: {
                      param: [
                        '*',
                        {
                          about: 'One parameter.',
                          section: '6.1.4',
                          children: {
                            name: ['1', { about: 'Its name.', section: '4.4', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                            type: ['?', { about: 'Its type.', section: '5.4', text: 'string?' }],
                            desc: ['*', { about: 'What it is, for people.', section: '6.1.2', text: 'string?' }],
                          },
                        },
                      ],
                    },
                  },
                ],
                desc: ['*', { about: 'What it is, for people.', section: '6.1.2', text: 'string?' }],
              },
            },
          ],
          superclass: ['*', { about: 'A class that it inherits from.', section: '6.1.7', text: 'jid' }],
          class: ['*', { about: 'A class of the server.', section: '6.1.5', text: 'jid' }],
          timestamp: ['?', { about: 'When the definition changed.', section: '6.1.6', text: 'string?' }],
        },
        reply: { 'iq get': 'describe' },
      },
      read: {
        about: 'Asks for the values of attributes, and holds them.',
        section: '6.2',
        stands: ['iq get', 'iq result'],
        children: {
          name: ['*', { about: 'An attribute to read.', section: '6.2', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
          attribute: [
            '*',
            {
              about: 'One attribute.',
              section: '4.4',
              children: {
                name: ['1', { about: 'Its name.', section: '4.4', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                value: '1',
              },
            },
          ],
          timestamp: ['?', { about: 'When the definition changed.', section: '6.1.6', text: 'string?' }],
        },
        reply: { 'iq get': 'read' },
      },
      edit: {
        about: 'Changes attributes.',
        section: '6.4',
        stands: ['iq set', 'iq result'],
        children: {
          attribute: [
            '*',
            {
              about: 'One attribute.',
              section: '4.4',
              children: {
                name: ['1', { about: 'Its name.', section: '4.4', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                value: '1',
              },
            },
          ],
          newAddress: ['?', { about: 'The new address of the instance.', section: '5.2', text: 'jid' }],
        },
        reply: { 'iq set': 'edit' },
      },
      add: {
        about: 'Makes an instance.',
        section: '6.3',
        stands: ['iq set', 'iq result'],
        children: {
          attribute: [
            '*',
            {
              about: 'One attribute.',
              section: '4.4',
              children: {
                name: ['1', { about: 'Its name.', section: '4.4', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                value: '1',
              },
            },
          ],
          newAddress: ['?', { about: 'The new address of the instance.', section: '5.2', text: 'jid' }],
        },
        reply: { 'iq set': 'add' },
      },
      delete: {
        about: 'Deletes an instance.',
        section: '6.5',
        stands: ['iq set', 'iq result'],
        reply: { 'iq set': 'delete' },
      },
      search: {
        about: 'Looks for instances, and lists them.',
        section: '6.6',
        stands: ['iq get', 'iq result'],
        children: {
          attribute: [
            '*',
            {
              about: 'One attribute.',
              section: '4.4',
              children: {
                name: ['1', { about: 'Its name.', section: '4.4', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                value: '1',
              },
            },
          ],
          item: ['*', { about: 'An instance.', section: '6.6', text: 'jid' }],
        },
        reply: { 'iq get': 'search' },
      },
      value: { about: 'A value of XML-RPC; text where no type is given.', section: '5', text: 'string?', open: true },
    }),
  },
};
