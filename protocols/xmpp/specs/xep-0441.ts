import type { Specification } from '../model/definition.ts';

export const xep0441: Specification = {
  id: 'XEP-0441',
  title: 'Message Archive Management Preferences',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:mam:2': () => ({
      prefs: {
        about: 'Asks for or sets which messages are archived.',
        section: '2#prefs',
        stands: ['iq get', 'iq set', 'iq result'],
        attributes: { default: ['=always|never|roster~', 'What holds for everybody who is not listed.'] },
        children: {
          always: [
            '?',
            { about: 'Those whose messages are always archived.', section: '2#prefs', children: { jid: '*' } },
          ],
          never: [
            '?',
            { about: 'Those whose messages are never archived.', section: '2#prefs', children: { jid: '*' } },
          ],
        },
        when: {
          'iq get': { attributes: { default: 'none' }, children: { always: '0', never: '0' } },
          'iq result': {
            attributes: { default: ['=always|never|roster', 'What holds for everybody who is not listed.'] },
          },
        },
        reply: { 'iq get': 'prefs', 'iq set': 'prefs' },
      },
      jid: { about: 'An address that a preference holds for.', section: '2#prefs', text: 'jid' },
    }),
  },
  templates: [
    {
      label: 'Archive everything',
      text: '<iq type="set" id="{{$id}}">\n  <prefs xmlns="urn:xmpp:mam:2" default="${1:always}"/>\n</iq>',
    },
  ],
};
