import type { Specification } from '../model/definition.ts';

export const xep0339: Specification = {
  id: 'XEP-0339',
  title: 'Source-Specific Media Attributes in Jingle',
  status: 'Stable',
  version: '1.0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:rtp:ssma:0': () => ({
      source: {
        about: 'A source of media within a description.',
        section: '2.1#sdp-ssrc',
        stands: 'payload',
        attributes: { ssrc: ['unsignedInt~', 'The synchronization source.'] },
        children: {
          parameter: [
            '*',
            {
              about: 'An attribute of the source.',
              section: '2.1#sdp-ssrc',
              attributes: { name: 'string', value: 'string?' },
            },
          ],
        },
        payload: true,
      },
      'ssrc-group': {
        about: 'Relates sources to one another.',
        section: '2.2#sdp-ssrc-group',
        stands: 'payload',
        attributes: { semantics: ['~LS|FID|SRF|ANAT|FEC|DDP|SIM', 'What the group means.'] },
        children: {
          source: [
            '*',
            {
              about: 'A source of the group.',
              section: '2.1#sdp-ssrc',
              attributes: { ssrc: 'unsignedInt' },
              payload: true,
            },
          ],
        },
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:rtp:ssma:0': 'Understands attributes of sources.',
  },
};
