import type { Specification } from '../model/definition.ts';

const types = '=boolean|fixed|hidden|jid-multi|jid-single|list-multi|list-single|text-multi|text-private|text-single?';

export const xep0004: Specification = {
  id: 'XEP-0004',
  title: 'Data Forms',
  status: 'Final',
  version: '2.13.2',
  depth: 'full',
  namespaces: {
    'jabber:x:data': () => ({
      x: {
        about: 'A form to fill in, the data filled in, or results in rows.',
        section: '3.1#protocol-formtypes',
        stands: ['message', 'presence', 'iq', 'payload'],
        attributes: {
          type: ['=cancel|form|result|submit', 'A form asks, submit answers, cancel declines, result reports.'],
        },
        children: {
          title: ['?', { about: 'A title for the form.', section: '3.1#protocol-formtypes', text: 'string?' }],
          instructions: ['*', { about: 'What to do, for people.', section: '3.1#protocol-formtypes', text: 'string?' }],
          field: '*',
          reported: [
            '?',
            {
              about: 'The columns of the results that follow.',
              section: '3.4#protocol-results',
              children: { field: '*' },
            },
          ],
          item: ['*', { about: 'One row of the results.', section: '3.4#protocol-results', children: { field: '*' } }],
        },
        payload: true,
      },
      field: {
        about: 'One field: a question with its options, or an answer with its values.',
        section: '3.2#protocol-field',
        attributes: {
          var: ['string?', 'The field’s name; only fixed text does without.'],
          type: [types, 'What kind of value it takes; text-single where a form says nothing.'],
          label: ['string?', 'What people see.'],
        },
        children: {
          desc: ['?', { about: 'An explanation for people.', section: '3.2#protocol-field', text: 'string?' }],
          required: ['?', { about: 'The field must be filled in.', section: '3.2#protocol-field' }],
          value: '*',
          option: [
            '*',
            {
              about: 'One of the values to choose from.',
              section: '3.2#protocol-field',
              attributes: { label: ['string?', 'What people see.'] },
              children: { value: '1' },
              payload: true,
            },
          ],
        },
        payload: true,
      },
      value: {
        about: 'A value of the field: the default, or what was filled in.',
        section: '3.2#protocol-field',
        text: 'string?',
      },
    }),
  },
  features: { 'jabber:x:data': 'Understands data forms.' },
};
