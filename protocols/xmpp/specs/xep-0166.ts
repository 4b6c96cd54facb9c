import type { Specification } from '../model/definition.ts';

// The schema makes a reason's condition a must and allows only the registered ones; both are kept. Applications and transports stand in <content/> as foreign elements; what each action carries is told by rules/jingle.ts.
export const xep0166: Specification = {
  id: 'XEP-0166',
  title: 'Jingle',
  status: 'Stable',
  version: '1.1.2',
  depth: 'full',
  namespaces: {
    'urn:xmpp:jingle:1': () => ({
      jingle: {
        about: 'Manages a session: starts, changes, informs about or ends it.',
        section: '7.1#def-jingle',
        stands: ['iq set', 'payload'],
        attributes: {
          action: [
            '=content-accept|content-add|content-modify|content-reject|content-remove|description-info|security-info|session-accept|session-info|session-initiate|session-terminate|transport-accept|transport-info|transport-reject|transport-replace',
            'What is done.',
          ],
          initiator: ['jid?', 'Who began the session.'],
          responder: ['jid?', 'Who answers for the responding side, where that differs from the addressee.'],
          sid: ['string(1..)', 'The id of the session.'],
        },
        children: { content: '*', reason: '?' },
        payload: true,
        reply: { 'iq set': 'empty' },
      },
      content: {
        about: 'One part of the session: what is exchanged, and over which transport.',
        section: '7.3#def-content',
        attributes: {
          creator: ['=initiator|responder', 'Which side created it.'],
          name: ['string(1..)', 'Its name, unique for its creator.'],
          disposition: ['string?', 'How it is to be treated, as in Content-Disposition.'],
          senders: ['=both|initiator|none|responder?', 'Who sends; both where nothing is said.'],
        },
        payload: true,
      },
      reason: {
        about: 'Why a session or part of it is ended or refused.',
        section: '7.4#def-reason',
        stands: [
          '{urn:xmpp:jingle-message:0}finish',
          '{urn:xmpp:jingle-message:0}reject',
          '{urn:xmpp:jingle-message:0}retract',
          '{urn:xmpp:call-invites:0}left',
        ],
        children: {
          'alternative-session': [
            '?',
            {
              about: 'Another session is to be used.',
              section: '7.4#def-reason',
              children: {
                sid: ['?', { about: 'The id of the other session.', section: '7.4#def-reason', text: 'string' }],
              },
            },
          ],
          busy: ['?', { about: 'The party is busy with another session.', section: '7.4#def-reason' }],
          cancel: ['?', { about: 'The initiator gives up before an answer.', section: '7.4#def-reason' }],
          'connectivity-error': ['?', { about: 'No connection could be made.', section: '7.4#def-reason' }],
          decline: ['?', { about: 'The party does not want the session.', section: '7.4#def-reason' }],
          expired: ['?', { about: 'The session has lasted as long as it may.', section: '7.4#def-reason' }],
          'failed-application': ['?', { about: 'The application could not be set up.', section: '7.4#def-reason' }],
          'failed-transport': ['?', { about: 'The transport could not be set up.', section: '7.4#def-reason' }],
          'general-error': [
            '?',
            { about: 'Something failed that has no reason of its own.', section: '7.4#def-reason' },
          ],
          gone: ['?', { about: 'The party has gone away.', section: '7.4#def-reason' }],
          'incompatible-parameters': ['?', { about: 'The parameters do not fit.', section: '7.4#def-reason' }],
          'media-error': ['?', { about: 'Media could not be processed.', section: '7.4#def-reason' }],
          'security-error': ['?', { about: 'A violation of local security.', section: '7.4#def-reason' }],
          success: ['?', { about: 'The session has done what it was for.', section: '7.4#def-reason' }],
          timeout: ['?', { about: 'No answer came in time.', section: '7.4#def-reason' }],
          'unsupported-applications': [
            '?',
            { about: 'No application that was offered is supported.', section: '7.4#def-reason' },
          ],
          'unsupported-transports': [
            '?',
            { about: 'No transport that was offered is supported.', section: '7.4#def-reason' },
          ],
          text: ['?', { about: 'An explanation for people.', section: '7.4#def-reason', text: 'string?' }],
        },
        exactlyOne: [
          [
            'alternative-session',
            'busy',
            'cancel',
            'connectivity-error',
            'decline',
            'expired',
            'failed-application',
            'failed-transport',
            'general-error',
            'gone',
            'incompatible-parameters',
            'media-error',
            'security-error',
            'success',
            'timeout',
            'unsupported-applications',
            'unsupported-transports',
          ],
        ],
        payload: true,
      },
    }),
    'urn:xmpp:jingle:errors:1': () => ({
      'out-of-order': {
        about: 'The action may not come at this point of the session.',
        section: '10#errors',
        stands: 'error',
      },
      'tie-break': {
        about: 'Both sides asked for the same at once, and this request lost.',
        section: '10#errors',
        stands: 'error',
      },
      'unknown-session': { about: 'There is no session with this id.', section: '10#errors', stands: 'error' },
      'unsupported-info': {
        about: 'The content of the session-info is not understood.',
        section: '10#errors',
        stands: 'error',
      },
    }),
  },
  retired: {
    'urn:xmpp:jingle:0': 'Use urn:xmpp:jingle:1 (XEP-0166).',
  },
  features: {
    'urn:xmpp:jingle:1': 'Understands Jingle.',
  },
  templates: [
    {
      label: 'Start a call (Jingle)',
      text: '<iq type="set" id="{{$id}}" to="${1:romeo@example.org/orchard}">\n  <jingle xmlns="urn:xmpp:jingle:1" action="session-initiate" initiator="${2:juliet@example.org/balcony}" sid="${3:a73sjjvkla37jfea}">\n    <content creator="initiator" name="voice">\n      <description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio">\n        <payload-type id="111" name="opus" clockrate="48000" channels="2"/>\n      </description>\n      <transport xmlns="urn:xmpp:jingle:transports:ice-udp:1" ufrag="${4:8hhy}" pwd="${5:asd88fgpdd777uzjYhagZg}"/>\n    </content>\n  </jingle>\n</iq>',
    },
    {
      label: 'End a Jingle session',
      text: '<iq type="set" id="{{$id}}" to="${1:romeo@example.org/orchard}">\n  <jingle xmlns="urn:xmpp:jingle:1" action="session-terminate" sid="${2:a73sjjvkla37jfea}">\n    <reason>\n      <success/>\n    </reason>\n  </jingle>\n</iq>',
    },
  ],
};
