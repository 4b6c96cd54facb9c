import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../protocols/captures/input/index.ts';
import { concat, pcapFile, tcpPacket } from '../packets.ts';
import { read, type Read } from './read.ts';

const ping = '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>';
const stream =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.com' version='1.0'>";
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const header = hex('414d515000010000');
const open = hex('0000001102000000005310c00401a10163');

const kinds = ({ units }: Read): readonly string[] => units.map(({ side, unit }) => `${side} ${unit.kind}`);

describe('XML that was pasted', () => {
  it.each([
    ['a line end behind it', `${ping}\n`],
    ['a line end of Windows', `${ping}\r\n`],
    ['white space in front of it', `\n   ${ping}`],
    ['a byte order mark', `\ufeff${ping}\n`],
    ['empty lines', `${ping}\n\n\n`],
  ])('is a stanza and nothing more, with %s', async (_what, text) => {
    expect(kinds(await read([text]))).toEqual(['client stanza']);
    expect(kinds(await read([text], { format: 'raw' }))).toEqual(['client stanza']);
  });

  it('is as many stanzas as it has, whatever is between them', async () => {
    expect(kinds(await read([`${ping}\n\n${ping}  ${ping}\n`]))).toEqual(Array(3).fill('client stanza'));
  });

  it('with the header of a stream has white space as it is, but for the last line end', async () => {
    const space = 'client keepalive';
    expect(kinds(await read([`${stream} ${ping} \r\n`]))).toEqual(['client stream', space, 'client stanza', space]);
    expect(kinds(await read([`${stream}${ping}\n \n`]))).toEqual(['client stream', 'client stanza', space, space]);
  });
});

describe('an input of another protocol', () => {
  it.each([
    ['an HTTP request', 'GET / HTTP/1.1\r\nHost: example.com\r\n\r\n', /HTTP request, GET \/ HTTP\/1\.1/],
    ['an HTTP response', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi', /HTTP response, HTTP\/1\.1 200 OK/],
    ['a hello of TLS', hex('16030100050100000100'), /TLS/],
    ['a hello of TLS in hex', '16030100050100000100\n', /TLS/],
    ['a picture', hex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489'), /not recognized/],
    [
      'a zip file',
      hex('504b0304140000000800000021000000000000000000000000000000000005000000612e747874'),
      /not recognized/,
    ],
    ['JSON', '{"kind":"frame","name":"open","value":[1,2,3]}\n', /not recognized/],
    ['an access log', '192.0.2.1 - - [30/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 2\n', /not recognized/],
  ])('is not recognized: %s', async (_what, content, message) => {
    const failed = read([content]);
    await expect(failed).rejects.toThrow(InputError);
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toThrow(/decode --help/);
  });

  it('is read where HTTP carries XMPP', async () => {
    const body = "<body rid='1' xmlns='http://jabber.org/protocol/httpbind'/>";
    const request = `POST /bosh HTTP/1.1\r\nHost: example.com\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    expect(kinds(await read([request]))).toEqual(['client body']);
  });
});

describe('XML of another kind is not recognized', () => {
  it.each([
    ['a page', '<html lang="en" class="a page whose first tag is longer than sixty-four bytes"><body/></html>'],
    ['a page behind a comment', '<!-- a license -->\n<html><body><a href="x">y</a></body></html>'],
    ['a document type', '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x.dtd"><plist version="1.0"/>'],
    ['a part of a page', '<body class="dark"><p>hello</p></body>'],
    ['a link', '<a href="https://example.com/">here</a>'],
    ['a message of something else', '<message xmlns="urn:example:bus" id="1"><body>x</body></message>'],
    ['a message with text', '<message key="hello">Hello, world</message>'],
    ['a part of JSX', '<Message to={user}>hello</Message>'],
    ['a result', '<result status="ok"><item/></result>'],
    ['an error', '<error code="404">not found</error>'],
  ])('%s', async (_what, text) => {
    await expect(read([text])).rejects.toThrow(/not recognized/);
    await expect(read(Array.from(text))).rejects.toThrow(/not recognized/);
  });
});

const ipv4 = 'PROXY TCP4 192.0.2.1 192.0.2.2 40000 5672\r\n';
const second = hex('0d0a0d0a000d0a515549540a2111000cc0000201c00002029c401628');

describe('the header of a proxy', () => {
  it.each([
    ['version 1', bytesOf(ipv4)],
    ['version 1, unknown', bytesOf('PROXY UNKNOWN\r\n')],
    ['version 2', second],
  ])('is passed over, and counts in the places of units: %s', async (_what, before) => {
    const raw = await read([concat([before, header, open])]);
    expect(raw.units.map(({ unit }) => [unit.kind, unit.offset])).toEqual([
      ['header', before.length],
      ['frame', before.length + 8],
    ]);
    expect(raw.notes).toEqual([expect.stringMatching(/PROXY protocol/)]);
    expect(kinds(await read([concat([before, bytesOf(`${stream}${ping}`)])]))).toEqual([
      'client stream',
      'client stanza',
    ]);
  });

  it.each([
    ['at once', ipv4.length],
    ['in pieces', 5],
  ])('is passed over in a capture: %s', async (_what, size) => {
    const all = concat([bytesOf(ipv4), header, open]);
    const packets: Uint8Array[] = [];
    for (let at = 0; at < all.length; at += size)
      packets.push(tcpPacket({ from: 'client', sequence: 1 + at, payload: all.slice(at, at + size) }));
    const server = tcpPacket({ from: 'server', sequence: 1, payload: header });
    const { units, notes } = await read([pcapFile([...packets, server])]);
    expect(units.map(({ side, unit }) => [side, unit.kind, unit.offset])).toEqual([
      ['client', 'header', ipv4.length],
      ['client', 'frame', ipv4.length + 8],
      ['server', 'header', 0],
    ]);
    expect(notes).toEqual([expect.stringMatching(/PROXY protocol/)]);
  });

  it('is none where the line is another one', async () => {
    await expect(read(['PROXY the requests to the broker\r\n'])).rejects.toThrow(/not recognized/);
  });
});

const http = bytesOf('GET / HTTP/1.1\r\n\r\n');
const piece = fc.oneof(
  fc.constantFrom(header, open, hex('0000000802000000'), hex('0000000c02000000ffffffff'), bytesOf(ipv4), second),
  fc.constantFrom(
    ...[stream, ping, '<presence/>', '</stream:stream>', ' ', '\n', '<!-- x -->', '<a>', '<'].map(bytesOf),
  ),
  fc.constantFrom(...['SENT: <presence/>\n', 'words\n', '414d515000010000\n'].map(bytesOf)),
  fc.constantFrom(hex('16030100050100000100'), hex('1603030004'), hex('005375a003616263'), hex('414d515000000901')),
  fc.uint8Array({ maxLength: 24 }),
);
const input = fc.array(piece, { minLength: 1, maxLength: 8 }).map(concat);

/** What an input comes to in these pieces. */
async function outcome(pieces: readonly Uint8Array[], format?: string): Promise<unknown> {
  try {
    const { units, problems, starts } = await read(pieces, format === undefined ? {} : { format });
    return [units, problems, [...starts]];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message;
  }
}

describe('any bytes in any pieces', () => {
  it.each([['recognized'], ['raw'], ['bytes']])(
    'give the same units for every split, and no other error: %s',
    async (how) => {
      const format = how === 'recognized' ? undefined : how;
      // What HTTP is not read of comes as it comes.
      const any =
        format === undefined
          ? fc.oneof(
              input,
              input.map((bytes) => concat([http, bytes])),
            )
          : input;
      await fc.assert(
        fc.asyncProperty(any, fc.array(fc.nat(40), { minLength: 1, maxLength: 20 }), async (bytes, sizes) => {
          const whole = await outcome([bytes], format);
          const pieces: Uint8Array[] = [];
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = 1 + (sizes[i % sizes.length] ?? 0);
            pieces.push(bytes.slice(at, at + size));
            at += size;
          }
          expect(await outcome(pieces, format)).toEqual(whole);
          expect(
            await outcome(
              Array.from(bytes, (byte) => Uint8Array.of(byte)),
              format,
            ),
          ).toEqual(whole);
        }),
        { numRuns: 300 },
      );
    },
  );
});
