import type { Specification } from '../model/definition.ts';

// The schema does not parse; this follows the text.
export const xep0301: Specification = {
  id: 'XEP-0301',
  title: 'In-Band Real Time Text',
  status: 'Stable',
  version: '1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:rtt:0': () => ({
      rtt: {
        about: 'Sends the text of a message while it is typed.',
        section: '4.1#rtt_element',
        stands: ['message', 'payload'],
        attributes: {
          seq: ['nonNegativeInteger~', 'Counts the elements, so that a loss is noticed.'],
          event: ['~new|reset|edit|init|cancel?', 'What it begins or ends; edit where nothing is said.'],
          id: ['string?', 'The message that is being corrected.'],
        },
        children: {
          t: [
            '*',
            {
              about: 'Inserts text.',
              section: '4.1#rtt_element',
              attributes: { p: ['nonNegativeInteger?', 'Where, in characters; the end where nothing is said.'] },
              text: 'string?',
            },
          ],
          e: [
            '*',
            {
              about: 'Erases characters backwards.',
              section: '4.6.3.2#element_e_erase_text',
              attributes: {
                n: ['nonNegativeInteger?', 'How many; one where nothing is said.'],
                p: ['nonNegativeInteger?', 'From where, in characters; the end where nothing is said.'],
              },
            },
          ],
          w: [
            '*',
            {
              about: 'Waits before the next step.',
              section: '4.6.3.3#element_w_wait_interval',
              attributes: { n: ['nonNegativeInteger', 'In milliseconds.'] },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: {
    'urn:xmpp:rtt:0': 'Understands real-time text.',
  },
};
