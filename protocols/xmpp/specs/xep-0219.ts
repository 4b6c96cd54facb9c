import type { Specification } from '../model/definition.ts';

export const xep0219: Specification = {
  id: 'XEP-0219',
  title: 'Hop Check',
  status: 'Retracted',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'http://www.xmpp.org/extensions/xep-0219.html#ns': () => ({
      hopcheck: {
        about: 'Asks for or tells how safe each hop to somebody is.',
        section: '2#protocol',
        stands: ['iq get', 'iq result'],
        attributes: {
          for: ['jid?', 'Who asks.'],
          from: ['jid?', 'Where the way begins.'],
          to: ['jid', 'Where it ends.'],
        },
        children: { hop: '*' },
        reply: { 'iq get': 'hopcheck' },
      },
      hop: {
        about: 'One hop.',
        section: '2#protocol',
        attributes: {
          auth: [
            '~ANONYMOUS|CRAM-MD5|DIGEST-MD5|EXTERNAL|GSSAPI|KERBEROS_V4|OTP|PLAIN|SECURID|dialback|digest|plaintext',
            'How the peers authenticated.',
          ],
          delay: ['double?', 'How many seconds it takes.'],
          encrypted: ['boolean', 'Whether it is encrypted.'],
          from: ['jid', 'Where it begins.'],
          ip: ['string?', 'The address on the network.'],
          to: ['jid', 'Where it ends.'],
        },
      },
    }),
  },
};
