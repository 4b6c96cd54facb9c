import type { Specification } from '../model/definition.ts';

export const xep0394: Specification = {
  id: 'XEP-0394',
  title: 'Message Markup',
  status: 'Experimental',
  version: '0.3.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:markup:0': () => ({
      markup: {
        about: 'How the body’s text is formatted.',
        section: '4.1#usecases-inline',
        stands: ['message', 'payload'],
        children: {
          span: [
            '*',
            {
              about: 'A stretch of text with emphasis.',
              section: '4.1#usecases-inline',
              attributes: {
                start: ['unsignedInt', 'Where it begins, in characters of the body.'],
                end: ['unsignedInt', 'Where it ends.'],
              },
              children: {
                emphasis: ['?', { about: 'It is emphasized.', section: '4.1#usecases-inline' }],
                strong: ['?', { about: 'It is strongly emphasized.', section: '4.1#usecases-inline' }],
                code: ['?', { about: 'It is code.', section: '4.1#usecases-inline' }],
                deleted: ['?', { about: 'It is struck out.', section: '4.1#usecases-inline' }],
              },
              payload: true,
            },
          ],
          bcode: [
            '*',
            {
              about: 'A block of code.',
              section: '4.2#usecases-code',
              attributes: {
                start: ['unsignedInt', 'Where it begins, in characters of the body.'],
                end: ['unsignedInt', 'Where it ends.'],
                language: ['string?', 'Its language.'],
              },
            },
          ],
          list: [
            '*',
            {
              about: 'A list.',
              section: '4.3#usecases-itemized',
              attributes: {
                start: ['unsignedInt', 'Where it begins, in characters of the body.'],
                end: ['unsignedInt', 'Where it ends.'],
                ordered: ['boolean?', 'Whether it is numbered.'],
              },
              children: {
                li: [
                  '+',
                  {
                    about: 'One entry.',
                    section: '4.3#usecases-itemized',
                    attributes: { start: ['unsignedInt', 'Where it begins.'] },
                  },
                ],
              },
            },
          ],
          bquote: [
            '*',
            {
              about: 'A quotation.',
              section: '4.4#usecases-blockquote',
              attributes: {
                start: ['unsignedInt', 'Where it begins, in characters of the body.'],
                end: ['unsignedInt', 'Where it ends.'],
              },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:markup:0': 'Understands markup.' },
  templates: [
    {
      label: 'Message with emphasis',
      text: '<message type="chat" to="${1:juliet@example.org}">\n  <body>${2:Be careful!}</body>\n  <markup xmlns="urn:xmpp:markup:0">\n    <span start="${3:3}" end="${4:10}">\n      <emphasis/>\n    </span>\n  </markup>\n</message>',
    },
  ],
};
