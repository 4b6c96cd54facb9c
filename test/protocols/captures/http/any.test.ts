import fc from 'fast-check';
import { expect, test } from 'vitest';
import { captureOf, frame, read, switching, upgrade, type Piece } from './reading.ts';

const httpbind = 'http://jabber.org/protocol/httpbind';

/** Parts that conversations over HTTP are made of, whole and broken ones. */
const parts: readonly string[] = [
  'GET / HTTP/1.1\r\n',
  'POST /http-bind HTTP/1.1\r\n',
  'CONNECT a:5222 HTTP/1.1\r\n',
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 101 Switching Protocols\r\n',
  'Content-Length: 10\r\n',
  'Content-Length: x\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Content-Encoding: gzip\r\n',
  'Upgrade: websocket\r\nSec-WebSocket-Key: a\r\nSec-WebSocket-Protocol: xmpp\r\n',
  '\r\n',
  '\n',
  ' folded\r\n',
  'a\r\n0123456789\r\n',
  '0\r\n\r\n',
  `<body xmlns='${httpbind}' rid='1'/>`,
  `<body xmlns='${httpbind}' sid='`,
  '<body',
  '\x81\x04<a/>',
  '\xc1\x04abcd',
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 8 })), { maxLength: 20 })
  .map((all) => all.join(''));
const conversation = fc.array(
  fc.record({
    from: fc.constantFrom('client' as const, 'server' as const),
    bytes: fc.oneof(
      { weight: 8, arbitrary: text },
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }) },
      { weight: 1, arbitrary: fc.constantFrom(upgrade(), switching()) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 50 }) },
    ),
  }),
  { maxLength: 8 },
);

test('whatever crosses over HTTP, nothing is thrown', () => {
  fc.assert(
    fc.property(conversation, (pieces: readonly Piece[]) => {
      read(captureOf([{ from: 'client', bytes: 'GET / HTTP/1.1\r\n' }, ...pieces]));
    }),
    { numRuns: 500 },
  );
});

test('any split of a conversation into segments gives the same units', () => {
  const body = (attributes: string): string => `<body xmlns='${httpbind}' ${attributes}><presence/></body>`;
  const request = fc.oneof(
    fc.constant('GET /a HTTP/1.1\r\nA: b\r\n c\r\n\r\n'),
    fc.constantFrom('sid="a" rid="1"', 'rid="1"').map((attributes) => {
      const content = body(attributes);
      return `POST / HTTP/1.1\r\nContent-Length: ${content.length}\r\n\r\n${content}`;
    }),
    fc.integer({ min: 1, max: 30 }).map((size) => {
      const content = body('rid="1"');
      const chunks = content.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
      return `PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`;
    }),
    fc.constant('POST / HTTP/1.0\nContent-Length: 5\n\n12345'),
  );
  fc.assert(
    fc.property(
      fc.array(request, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 60 }),
      (all, opens, size) => {
        const frames = frame(0x81, '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>', true);
        const pieces: Piece[] = [{ from: 'client', bytes: all.join('') }];
        if (opens) {
          pieces.push({ from: 'client', bytes: upgrade() });
          pieces.push({ from: 'server', bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'.repeat(all.length) });
          pieces.push({ from: 'server', bytes: switching() }, { from: 'client', bytes: frames });
        }
        const whole = read(captureOf(pieces));
        expect(read(captureOf(pieces, size))).toEqual(whole);
        if (opens) expect(whole.seen.at(-1)?.kind).toBe('stream');
      },
    ),
    { numRuns: 200 },
  );
});
