import type { ElementDefinition, Specification } from '../model/definition.ts';

const options = {
  version: ['positiveInteger?', 'The version of EXI; 1 where nothing is said.'],
  alignment: ['=bit-packed|byte-alignment|pre-compression?', 'How event codes and content are aligned.'],
  compression: ['boolean?', 'Whether more is spent on computing to make it smaller.'],
  strict: ['boolean?', 'Whether schemas are taken strictly.'],
  preserveComments: ['boolean?', 'Whether comments are kept.'],
  preservePIs: ['boolean?', 'Whether processing instructions are kept.'],
  preserveDTD: ['boolean?', 'Whether document type declarations are kept.'],
  preservePrefixes: ['boolean?', 'Whether prefixes are kept.'],
  preserveLexical: ['boolean?', 'Whether values are kept as they were written.'],
  selfContained: ['boolean?', 'Whether elements can be read by themselves.'],
  blockSize: ['positiveInteger?', 'The size of blocks for compression.'],
  valueMaxLength: ['positiveInteger?', 'How long values in the table of strings are at most.'],
  valuePartitionCapacity: ['positiveInteger?', 'How many values the table of strings holds at most.'],
  sessionWideBuffers: ['boolean?', 'Whether tables are kept from one stanza to the next.'],
  configurationId: ['string?', 'A configuration that was agreed on before; it comes with nothing else.'],
  configurationLocation: ['string?', 'Where a document with the options is.'],
} as const;

const md5 = '/[0-9a-f]{32}/';

const schema = (about: string): ElementDefinition => ({
  about,
  section: '2.2.2#setup',
  attributes: {
    ns: ['string', 'The namespace of the schema.'],
    bytes: ['positiveInteger', 'Its size in bytes.'],
    md5Hash: [md5, 'Its MD5 hash.'],
  },
});

const map: ElementDefinition = {
  about: 'How values of a type are written.',
  section: '3.2',
  attributes: { type: ['string', 'The type.'], representAs: ['string', 'The type that it is written as.'] },
};

const failure = (about: string): ElementDefinition => ({
  about,
  section: '2.2.5',
  attributes: { message: ['string', 'What went wrong.'] },
});

// All of it stands at the top level of the stream, before and within compression.
export const xep0322: Specification = {
  id: 'XEP-0322',
  title: 'Efficient XML Interchange (EXI) Format',
  status: 'Deferred',
  version: '0.5.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/compress/exi': () => ({
      setup: {
        about: 'Proposes the options and the schemas to compress with.',
        section: '2.2.2#setup',
        stands: 'stream',
        attributes: options,
        children: { schema: ['*', schema('A schema that the client has.')], datatypeRepresentationMap: ['*', map] },
      },
      setupResponse: {
        about: 'What the server can do of what was proposed.',
        section: '2.2.2#setup',
        stands: 'stream',
        attributes: { ...options, agreement: ['boolean?', 'Whether all of it was accepted.'] },
        children: {
          schema: ['*', schema('A schema that both have.')],
          missingSchema: ['*', schema('A schema that the server does not have.')],
          datatypeRepresentationMap: ['*', map],
        },
      },
      uploadSchema: {
        about: 'Sends a schema to the server.',
        section: '2.2.3',
        stands: 'stream',
        attributes: {
          contentType: ['=Text|ExiBody|ExiDocument?', 'How it is sent: as it is, or compressed.'],
          bytes: ['positiveInteger?', 'The size of the schema, which must be told where it is sent compressed.'],
          md5Hash: [`${md5}?`, 'The MD5 hash of the schema, which must be told where it is sent compressed.'],
        },
        text: 'base64',
      },
      downloadSchema: {
        about: 'Asks the server to fetch a schema.',
        section: '2.2.5',
        stands: 'stream',
        attributes: { url: ['uri', 'Where it is.'] },
      },
      downloadSchemaResponse: {
        about: 'Tells whether the schema was fetched.',
        section: '2.2.5',
        stands: 'stream',
        attributes: { url: ['string', 'Where it was to be.'], result: ['boolean', 'Whether it was fetched.'] },
        children: {
          httpError: [
            '?',
            {
              about: 'The web server refused.',
              section: '2.2.5',
              attributes: {
                code: ['positiveInteger', 'The status code of HTTP.'],
                message: ['string', 'What went wrong.'],
              },
            },
          ],
          invalidUrl: ['?', failure('The address is none.')],
          timeout: ['?', failure('Nobody answered in time.')],
          invalidContentType: [
            '?',
            {
              about: 'What was fetched is no schema.',
              section: '2.2.5',
              attributes: { contentTypeReturned: ['string', 'What it is instead.'] },
            },
          ],
          error: ['?', failure('Another fault.')],
        },
        atMostOne: [['httpError', 'invalidUrl', 'timeout', 'invalidContentType', 'error']],
      },
      streamStart: {
        about: 'Opens the compressed stream, in the place of a stream header.',
        section: '2.3.1#startStream',
        stands: 'stream',
        attributes: { from: 'jid?', to: 'jid?', id: 'string?', version: 'decimal?' },
        children: {
          xmlns: [
            '*',
            {
              about: 'Declares a prefix for the whole stream.',
              section: '2.3.1#startStream',
              attributes: {
                prefix: ['string?', 'The prefix; empty for the default namespace.'],
                namespace: ['string', 'The namespace.'],
              },
            },
          ],
        },
        payload: true,
      },
      streamEnd: { about: 'Closes the compressed stream.', section: '2.3.2#streamEnd', stands: 'stream' },
    }),
    'urn:xmpp:exi:cs': () => ({}),
  },
};
