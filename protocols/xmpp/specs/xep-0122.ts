import type { Specification } from '../model/definition.ts';

export const xep0122: Specification = {
  id: 'XEP-0122',
  title: 'Data Forms Validation',
  status: 'Stable',
  version: '1.0.2',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/xdata-validate': () => ({
      validate: {
        about: 'How the value of a form’s field is checked.',
        section: '3.1#usecases-datatypes',
        stands: '{jabber:x:data}field',
        attributes: {
          datatype: [
            '~xs:string|xs:boolean|xs:byte|xs:date|xs:dateTime|xs:decimal|xs:double|xs:int|xs:integer|xs:language|xs:long|xs:short|xs:time|xs:anyURI|x:?',
            'The datatype, with a registered prefix; xs:string where nothing is said.',
          ],
        },
        children: {
          basic: [
            '?',
            { about: 'The value must be of the datatype, nothing more.', section: '3.2.1#usercases-validation.basic' },
          ],
          open: [
            '?',
            {
              about: 'The value may be none of the options that are given.',
              section: '3.2.2#usercases-validation.open',
            },
          ],
          range: [
            '?',
            {
              about: 'The value lies between bounds.',
              section: '3.2.3#usercases-validation.range',
              attributes: { min: ['string?', 'The lower bound.'], max: ['string?', 'The upper bound.'] },
            },
          ],
          regex: [
            '?',
            {
              about: 'A pattern that the value must match.',
              section: '3.2.4#usercases-validatoin.regex',
              text: 'string?',
            },
          ],
          'list-range': [
            '?',
            {
              about: 'How many options must be chosen.',
              section: '3.3#usecases-ranges',
              attributes: { min: ['unsignedInt?', 'How many at least.'], max: ['unsignedInt?', 'How many at most.'] },
            },
          ],
        },
        atMostOne: [['basic', 'open', 'range', 'regex']],
      },
    }),
  },
  features: { 'http://jabber.org/protocol/xdata-validate': 'Understands how fields are checked.' },
};
