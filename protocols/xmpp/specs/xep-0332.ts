import type { Specification } from '../model/definition.ts';

export const xep0332: Specification = {
  id: 'XEP-0332',
  title: 'HTTP over XMPP transport',
  status: 'Deferred',
  version: '0.5.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:http': () => ({
      req: {
        about: 'An HTTP request.',
        section: '4.1.1#OPTIONS',
        stands: 'iq set',
        attributes: {
          method: ['=OPTIONS|GET|HEAD|POST|PUT|DELETE|TRACE|PATCH', 'The method.'],
          resource: ['string', 'The target of the request.'],
          version: ['/\\d[.]\\d/', 'The version of HTTP.'],
          maxChunkSize: ['int(256..65536)?', 'The largest chunk in bytes.'],
          sipub: ['boolean?', 'Takes contents over sipub.'],
          ibb: ['boolean?', 'Takes contents over in-band bytestreams.'],
          jingle: ['boolean?', 'Takes contents over Jingle.'],
        },
        children: { '{http://jabber.org/protocol/shim}headers': '?', data: '?' },
        payload: true,
        reply: { 'iq set': 'resp' },
      },
      resp: {
        about: 'An HTTP response.',
        section: '4.1.1#OPTIONS',
        stands: 'iq result',
        attributes: {
          version: ['/\\d[.]\\d/', 'The version of HTTP.'],
          statusCode: ['positiveInteger', 'The status.'],
          statusMessage: ['string?', 'The reason phrase.'],
        },
        children: { '{http://jabber.org/protocol/shim}headers': '?', data: '?' },
        payload: true,
      },
      data: {
        about: 'The content of a request or response.',
        section: '4.1.2#GET',
        children: {
          text: ['?', { about: 'Text.', section: '4.1.2#GET', text: 'string?' }],
          xml: ['?', { about: 'XML.', section: '4.1.4#POST', payload: true }],
          base64: ['?', { about: 'Bytes.', section: '4.2.3', text: 'base64?' }],
          chunkedBase64: [
            '?',
            {
              about: 'Bytes that follow in chunks.',
              section: '4.2.4',
              attributes: { streamId: ['string', 'The id of the stream of chunks.'] },
            },
          ],
          ibb: [
            '?',
            {
              about: 'Bytes that follow over an in-band bytestream.',
              section: '4.2.6',
              attributes: { sid: ['string', 'The id of the bytestream.'] },
            },
          ],
        },
        payload: true,
      },
      chunk: {
        about: 'A chunk of a content.',
        section: '4.2.4',
        stands: 'message',
        attributes: {
          streamId: ['string', 'The stream that it belongs to.'],
          nr: ['nonNegativeInteger', 'Counts the chunks from 0.'],
          last: ['boolean?', 'No chunk follows.'],
        },
        text: 'base64?',
      },
      close: {
        about: 'The recipient wants no more chunks.',
        section: '4.2.6',
        stands: 'message',
        attributes: { streamId: ['string', 'The stream that is closed.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:http': 'Takes HTTP requests.',
  },
};
