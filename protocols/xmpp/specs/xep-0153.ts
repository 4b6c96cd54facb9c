import type { Specification } from '../model/definition.ts';

export const xep0153: Specification = {
  id: 'XEP-0153',
  title: 'vCard-Based Avatars',
  status: 'Active',
  version: '1.1.1',
  depth: 'full',
  namespaces: {
    'vcard-temp:x:update': () => ({
      x: {
        about: 'Tells contacts whether the picture in the card has changed.',
        section: '3.1#publish',
        stands: 'presence',
        children: {
          photo: [
            '?',
            {
              about: 'The SHA-1 hash of the picture in hexadecimal; empty where there is none.',
              section: '4.1#bizrules-presence',
              text: '/[0-9A-Fa-f]{40}/?',
            },
          ],
        },
      },
    }),
  },
  templates: [
    {
      label: 'Presence with the hash of the picture',
      text: '<presence>\n  <x xmlns="vcard-temp:x:update">\n    <photo>${1:01b87fcd030b72895ff8e88db57ec525450f000d}</photo>\n  </x>\n</presence>',
    },
  ],
};
