import type { Specification } from '../model/definition.ts';

// Sessions are encrypted with what XEP-0116 negotiates; that its values are base64 is not checked, for many examples stand in for them.
export const xep0200: Specification = {
  id: 'XEP-0200',
  title: 'Stanza Encryption',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'http://www.xmpp.org/extensions/xep-0200.html#ns': () => ({
      c: {
        about: 'The encrypted content of a stanza, or new keys for the session.',
        section: '6#encrypt',
        stands: ['message', 'presence', 'iq get', 'iq set', 'iq result', 'iq error'],
        children: { data: '?', key: '?', mac: '?', new: '?', old: '*' },
      },
      data: { about: 'The encrypted content.', section: '6#encrypt', text: 'string' },
      key: { about: 'A new public key for Diffie-Hellman.', section: '9.2#rekey-init', text: 'string' },
      mac: { about: 'What proves that nobody changed the content.', section: '6#encrypt', text: 'string' },
      new: { about: 'How many new keys follow.', section: '9.2#rekey-init', text: 'positiveInteger' },
      old: { about: 'A key that is not used any more.', section: '10#publish', text: 'string' },
    }),
  },
};
