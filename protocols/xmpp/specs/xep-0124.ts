import type { Specification } from '../model/definition.ts';

// The attributes of XEP-0206 stand on the same element and are listed here. Which of them come in a first, later or last body is told by rules/bosh.ts.
export const xep0124: Specification = {
  id: 'XEP-0124',
  title: 'Bidirectional-streams Over Synchronous HTTP (BOSH)',
  status: 'Stable',
  version: '1.11.2',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/httpbind': () => ({
      body: {
        about: 'Wraps what one HTTP request or response carries.',
        section: '6#wrapper',
        stands: 'stream',
        attributes: {
          accept: ['string?', 'Encodings of the content that the client accepts.'],
          ack: ['nonNegativeInteger?', 'The highest request received in order.'],
          authid: ['string?', 'The id of the stream, for old ways of logging in.'],
          charsets: ['string?', 'Character sets that the manager can translate.'],
          condition: [
            '~bad-request|host-gone|host-unknown|improper-addressing|internal-server-error|item-not-found|other-request|policy-violation|remote-connection-failed|remote-stream-error|see-other-uri|system-shutdown|undefined-condition?',
            'Why the session ends.',
          ],
          content: ['string?', 'The media type that responses have.'],
          from: ['string?', 'Who the client says it is, or which domain answers.'],
          hold: ['nonNegativeInteger?', 'How many requests the manager may keep waiting.'],
          inactivity: ['nonNegativeInteger?', 'The longest time without a request, in seconds.'],
          key: ['string?', 'Shows that the request comes from the same client.'],
          maxpause: ['nonNegativeInteger?', 'The longest pause that may be asked for, in seconds.'],
          newkey: ['string?', 'Begins another sequence of keys.'],
          pause: ['nonNegativeInteger?', 'Asks for a pause, in seconds.'],
          polling: ['nonNegativeInteger?', 'The shortest time between two empty requests, in seconds.'],
          report: ['nonNegativeInteger?', 'A response that did not arrive.'],
          requests: ['nonNegativeInteger?', 'How many requests may be open at once.'],
          rid: ['positiveInteger?', 'The id of the request; each is one more than the last.'],
          route: ['string?', 'Where the manager should connect to.'],
          secure: ['boolean?', 'Asks for a secure connection, in old versions.'],
          sid: ['string?', 'The id of the session.'],
          stream: ['string?', 'Which stream of the session is meant.'],
          time: ['nonNegativeInteger?', 'How long the missing response took, in milliseconds.'],
          to: ['string?', 'The domain that is asked for.'],
          type: ['=error|terminate?', 'Ends the session, or tells that a response may be asked for again.'],
          ver: ['string?', 'The highest version of BOSH that is supported.'],
          wait: ['nonNegativeInteger?', 'The longest time that the manager waits, in seconds.'],
          '{urn:xmpp:xbosh}version': ['string?', 'The version of XMPP (XEP-0206).'],
          '{urn:xmpp:xbosh}restart': ['boolean?', 'Restarts the stream (XEP-0206).'],
          '{urn:xmpp:xbosh}restartlogic': ['boolean?', 'The manager can restart streams (XEP-0206).'],
        },
        children: {
          uri: [
            '?',
            {
              about: 'Where to continue, with the condition see-other-uri.',
              section: '17.2#errorstatus-terminal',
              text: 'uri',
            },
          ],
        },
        payload: true,
      },
    }),
  },
  templates: [
    {
      label: 'Ask for a BOSH session',
      text: '<body xmlns="http://jabber.org/protocol/httpbind" xmlns:xmpp="urn:xmpp:xbosh" rid="${1:1573741820}" to="${2:example.org}" wait="60" hold="1" ver="1.11" xmpp:version="1.0" xml:lang="en" content="text/xml; charset=utf-8"/>',
    },
    {
      label: 'End a BOSH session',
      text: '<body xmlns="http://jabber.org/protocol/httpbind" rid="${1:1573741821}" sid="${2:SomeSID}" type="terminate">\n  <presence xmlns="jabber:client" type="unavailable"/>\n</body>',
    },
  ],
};
