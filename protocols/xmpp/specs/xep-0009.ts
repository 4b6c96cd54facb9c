import type { Specification } from '../model/definition.ts';

// The content of a call is that of XML-RPC, in the namespace of this specification.
export const xep0009: Specification = {
  id: 'XEP-0009',
  title: 'Jabber-RPC',
  status: 'Final',
  version: '2.2.1',
  depth: 'full',
  namespaces: {
    'jabber:iq:rpc': () => ({
      query: {
        about: 'Calls a method or holds what it returned.',
        section: '2',
        stands: ['iq set', 'iq result'],
        children: { methodCall: '?', methodResponse: '?' },
        when: {
          'iq set': { children: { methodCall: '1', methodResponse: '0' } },
          'iq result': { children: { methodCall: '0', methodResponse: '1' } },
        },
        reply: { 'iq set': 'query' },
      },
      methodCall: {
        about: 'The method and what it is called with.',
        section: '2',
        children: {
          methodName: ['1', { about: 'The name of the method.', section: '2', text: '/[A-Za-z0-9\\/.:_]+/' }],
          params: ['?', { about: 'What it is called with.', section: '2', children: { param: '*' } }],
        },
      },
      methodResponse: {
        about: 'What the method returned, or why it failed.',
        section: '2',
        children: {
          params: ['?', { about: 'What it returned.', section: '2', children: { param: '1' } }],
          fault: [
            '?',
            {
              about: 'Why it failed: a structure of faultCode and faultString.',
              section: '2',
              children: { value: '1' },
            },
          ],
        },
        exactlyOne: [['params', 'fault']],
      },
      param: { about: 'One argument.', section: '2', children: { value: '1' } },
      value: {
        about: 'A value; text where no type is given.',
        section: '2',
        children: {
          i4: ['?', { about: 'A 32-bit number.', section: '2', text: 'int' }],
          int: ['?', { about: 'A 32-bit number.', section: '2', text: 'int' }],
          string: ['?', { about: 'Text.', section: '2', text: 'string?' }],
          double: ['?', { about: 'A floating-point number.', section: '2', text: 'double' }],
          base64: ['?', { about: 'Bytes.', section: '2', text: 'base64' }],
          boolean: ['?', { about: 'One for true, zero for false.', section: '2', text: '=0|1' }],
          'dateTime.iso8601': ['?', { about: 'A time as ISO 8601 writes it.', section: '2', text: 'string' }],
          array: [
            '?',
            {
              about: 'Several values in order.',
              section: '2',
              children: { data: ['1', { about: 'Holds the values.', section: '2', children: { value: '*' } }] },
            },
          ],
          struct: ['?', { about: 'Several values by name.', section: '2', children: { member: '*' } }],
        },
        atMostOne: [['i4', 'int', 'string', 'double', 'base64', 'boolean', 'dateTime.iso8601', 'array', 'struct']],
        text: 'string?',
      },
      member: {
        about: 'One named value.',
        section: '2',
        children: { name: ['1', { about: 'The name.', section: '2', text: 'string?' }], value: '1' },
      },
    }),
  },
  features: { 'jabber:iq:rpc': 'Takes calls of methods.' },
  identities: { 'automation/rpc': 'Something whose methods can be called.' },
  templates: [
    {
      label: 'Call a method',
      text: '<iq type="set" id="{{$id}}" to="${1:responder@example.org/rpc}">\n  <query xmlns="jabber:iq:rpc">\n    <methodCall>\n      <methodName>${2:examples.getStateName}</methodName>\n      <params>\n        <param><value><i4>${3:6}</i4></value></param>\n      </params>\n    </methodCall>\n  </query>\n</iq>',
    },
  ],
};
