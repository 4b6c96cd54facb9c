import type { Specification } from '../model/definition.ts';

export const xep0293: Specification = {
  id: 'XEP-0293',
  title: 'Jingle RTP Feedback Negotiation',
  status: 'Stable',
  version: '1.0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:apps:rtp:rtcp-fb:0': () => ({
      'rtcp-fb': {
        about: 'A kind of RTCP feedback, as a=rtcp-fb in SDP.',
        section: '4#negotiation',
        stands: ['{urn:xmpp:jingle:apps:rtp:1}description', '{urn:xmpp:jingle:apps:rtp:1}payload-type'],
        attributes: { type: 'string', subtype: 'string?' },
        children: {
          parameter: [
            '*',
            {
              about: 'A parameter of the feedback.',
              section: '3#elements',
              attributes: { name: 'string', value: 'string?' },
            },
          ],
        },
      },
      'rtcp-fb-trr-int': {
        about: 'The least interval between regular RTCP packets.',
        section: '4#negotiation',
        stands: ['{urn:xmpp:jingle:apps:rtp:1}description', '{urn:xmpp:jingle:apps:rtp:1}payload-type'],
        attributes: { value: ['nonNegativeInteger', 'In milliseconds.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:rtp:rtcp-fb:0': 'Understands RTCP feedback.',
  },
};
