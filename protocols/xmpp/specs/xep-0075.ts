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
        stands: ['iq get', 'iq result'],
        children: {
          desc: ['*', { about: 'What it is, for people.', text: 'string?' }],
          attributeDescription: ['*', {
            about: 'Describes an attribute.',
            attributes: {
              required: ['boolean?', 'It has to be given for a new instance.'],
              writable: ['boolean?', 'It can be changed.'],
              allocation: ['=instance|class?', 'What it belongs to.'],
            },
            children: {
              name: ['1', { about: 'Its name.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
              type: ['?', { about: 'Its type.', text: 'string?' }],
              desc: ['*', { about: 'What it is, for people.', text: 'string?' }],
            },
          }],
          methodDescription: ['*', {
            about: 'Describes a method.',
            attributes: { allocation: ['=instance|class?', 'What it belongs to.'] },
            children: {
              name: ['1', { about: 'Its name.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
              returnType: ['?', { about: 'The type that it returns.', text: 'string?' }],
              params: ['?', {
                about: 'What it takes.',
                children: {
                  param: ['*', {
                    about: 'One parameter.',
                    children: {
                      name: ['1', { about: 'Its name.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
                      type: ['?', { about: 'Its type.', text: 'string?' }],
                      desc: ['*', { about: 'What it is, for people.', text: 'string?' }],
                    },
                  }],
                },
              }],
              desc: ['*', { about: 'What it is, for people.', text: 'string?' }],
            },
          }],
          superclass: ['*', { about: 'A class that it inherits from.', text: 'jid' }],
          class: ['*', { about: 'A class of the server.', text: 'jid' }],
          timestamp: ['?', { about: 'When the definition changed.', text: 'string?' }],
        },
        reply: { 'iq get': 'describe' },
      },
      read: {
        about: 'Asks for the values of attributes, and holds them.',
        stands: ['iq get', 'iq result'],
        children: {
          name: ['*', { about: 'An attribute to read.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }],
          attribute: ['*', { about: 'One attribute.', children: { name: ['1', { about: 'Its name.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }], value: '1' } }],
          timestamp: ['?', { about: 'When the definition changed.', text: 'string?' }],
        },
        reply: { 'iq get': 'read' },
      },
      edit: {
        about: 'Changes attributes.',
        stands: ['iq set', 'iq result'],
        children: {
          attribute: ['*', { about: 'One attribute.', children: { name: ['1', { about: 'Its name.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }], value: '1' } }],
          newAddress: ['?', { about: 'The new address of the instance.', text: 'jid' }],
        },
        reply: { 'iq set': 'edit' },
      },
      add: {
        about: 'Makes an instance.',
        stands: ['iq set', 'iq result'],
        children: {
          attribute: ['*', { about: 'One attribute.', children: { name: ['1', { about: 'Its name.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }], value: '1' } }],
          newAddress: ['?', { about: 'The new address of the instance.', text: 'jid' }],
        },
        reply: { 'iq set': 'add' },
      },
      delete: { about: 'Deletes an instance.', stands: ['iq set', 'iq result'], reply: { 'iq set': 'delete' } },
      search: {
        about: 'Looks for instances, and lists them.',
        stands: ['iq get', 'iq result'],
        children: {
          attribute: ['*', { about: 'One attribute.', children: { name: ['1', { about: 'Its name.', text: '/[a-zA-Z_][0-9a-zA-Z_]*/' }], value: '1' } }],
          item: ['*', { about: 'An instance.', text: 'jid' }],
        },
        reply: { 'iq get': 'search' },
      },
      value: { about: 'A value of XML-RPC; text where no type is given.', text: 'string?', open: true },
    }),
  },
};
