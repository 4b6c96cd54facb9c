import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { concat } from '../packets.ts';
import { brief, bytesOf, captureOf, read, type Piece } from './reading.ts';

const httpbind = 'http://jabber.org/protocol/httpbind';
const body = (attributes: string, content = ''): string => `<body ${attributes} xmlns='${httpbind}'>${content}</body>`;

const post = (content: string | Uint8Array, fields = ''): Uint8Array =>
  message('POST /http-bind HTTP/1.1', content, fields);
const ok = (content: string | Uint8Array, fields = ''): Uint8Array => message('HTTP/1.1 200 OK', content, fields);

function message(start: string, content: string | Uint8Array, fields: string): Uint8Array {
  const bytes = bytesOf(content);
  const head = `${start}\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ${bytes.length}\r\n${fields}\r\n`;
  return concat([bytesOf(head), bytes]);
}

const chunked = (start: string, content: string, size: number): string => {
  let text = `${start}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  for (let at = 0; at < content.length; at += size) {
    const part = content.slice(at, at + size);
    text += `${part.length.toString(16)}\r\n${part}\r\n`;
  }
  return `${text}0\r\nTrailer: 1\r\n\r\n`;
};

const client = (bytes: Piece['bytes'], on = 0): Piece => ({ from: 'client', bytes, on });
const server = (bytes: Piece['bytes'], on = 0): Piece => ({ from: 'server', bytes, on });

const create = body("rid='1' to='localhost' wait='60' hold='1'");
const created = body("sid='S1' wait='60' requests='2'");
const asks = body("rid='2' sid='S1'", "<iq type='get' id='1'/>");
const answers = body('', "<iq type='result' id='1'/>");

describe('BOSH in a capture', () => {
  test.each([1, 11, 1400])('gives one unit for each body, in segments of %i bytes', (size) => {
    const pieces = [client(post(create)), server(ok(created)), client(post(asks)), server(ok(answers))];
    const result = read(captureOf(pieces, size));
    expect(brief(result)).toEqual([
      `client xmpp body ${create}`,
      `server xmpp body ${created}`,
      `client xmpp body ${asks}`,
      `server xmpp body ${answers}`,
    ]);
    expect(result.seen.map(({ offset }) => offset)).toEqual([0, 0, create.length, created.length]);
    expect(result.notes).toEqual([]);
  });
  test('is read pipelined, in chunks, compressed, and up to the end of the connection', () => {
    const gzip = (text: string): Uint8Array => Uint8Array.from(zlib.gzipSync(text));
    const deflate = (text: string): Uint8Array => Uint8Array.from(zlib.deflateSync(text));
    const raw = (text: string): Uint8Array => Uint8Array.from(zlib.deflateRawSync(text));
    const pieces = [
      client(Uint8Array.of(...post(create), ...post(asks), ...post(asks), ...post(asks))),
      server(ok(gzip(created), 'Content-Encoding: gzip\r\n')),
      server(chunked('HTTP/1.1 200 OK', answers, 5)),
      server(ok(deflate(answers), 'Content-Encoding: deflate\r\n')),
      server('HTTP/1.1 100 Continue\r\n\r\n'),
      server(ok(raw(answers), 'Content-Encoding: deflate\r\n')),
      server(`HTTP/1.0 200 OK\r\n\r\n${answers}`),
    ];
    for (const size of [1, 1400]) {
      const bodies = read(captureOf(pieces, size)).seen.filter(({ kind }) => kind === 'body');
      expect(bodies.map(({ text }) => text)).toEqual([
        ...[create, asks, asks, asks],
        ...[created, answers, answers, answers, answers],
      ]);
    }
  });
  test('is recognized with a declaration, a byte order mark and a prefix', () => {
    const forms = [
      `<?xml version='1.0' encoding='utf-8'?>\n${create}`,
      `\ufeff  ${create}`,
      `<b:body rid='1' to='localhost' wait='60' hold='1' xmlns:b="${httpbind}"/>`,
      `<body\n xmlns = '${httpbind}' rid='1'\n/>`,
    ];
    for (const form of forms) expect(read(captureOf([client(post(form), 0)], 3)).seen[0]?.kind).toBe('body');
  });
  test.each([
    '<html><body>text</body></html>',
    "<body xmlns='http://www.w3.org/1999/xhtml'/>",
    '<body',
    '<bodyguard/>',
    'text',
    '',
    '<?xml version="1.0"',
    `<!-- ${httpbind} --><a/>`,
  ])('is not what %j is', (content) => {
    expect(read(captureOf([client(post(content))])).seen.map(({ kind }) => kind)).toEqual(['foreign']);
  });
  test('over several connections is one conversation for each session', () => {
    const pieces = [
      client(post(create)),
      server(ok(created)),
      client(post(asks), 1),
      client(post(body("rid='3' sid='S1'"))),
      server(ok(answers), 1),
      client(post(create), 2),
      server(ok(created.replace('S1', 'S2')), 2),
    ];
    const { seen, notes } = read(captureOf(pieces));
    expect(seen.map(({ connection }) => connection)).toEqual([0, 0, 0, 0, 0, 2, 2]);
    expect(notes).toEqual(
      ['client', 'server'].map(
        (side) =>
          `1 ${side}: Requests and responses here belong to the BOSH session that began on connection 0, and are listed there`,
      ),
    );
  });
  test('with a body of which bytes are missing does not pass it off as whole', () => {
    const long = body("rid='2' sid='S1'", `<message><body>${'x'.repeat(500)}</body></message>`);
    const whole = post(long);
    const pieces = [client(whole.subarray(0, 300)), client(100), client(whole.subarray(400)), client(post(asks))];
    const { seen, notes } = read(captureOf(pieces));
    expect(seen.map(({ kind }) => kind)).toEqual(['garbage', 'body']);
    expect(notes).toEqual(['0 client: 100 bytes are missing from the capture']);
  });
  test('shows HTTP that answers a request without a body, and says so', () => {
    const refused = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
    const { seen } = read(captureOf([client(post(create)), server(refused)]));
    expect(seen.map(({ kind, text }) => `${kind} ${text}`)).toEqual([`body ${create}`, `foreign ${refused}`]);
    expect(seen[1]?.explanation).toBe('The BOSH request was answered with “404 Not Found”, without a <body/>.');
    const coded = read(captureOf([client(post(create)), server(ok('x', 'Content-Encoding: br\r\n'))]));
    expect(coded.seen[1]?.explanation).toMatch(/compressed by “br”/);
  });
  test('stays within bounds with a bomb', () => {
    const start = `<body xmlns='${httpbind}'>`;
    const bomb = zlib.gzipSync(Buffer.concat([Buffer.from(start), Buffer.alloc(64 * 1024 * 1024, ' ')]));
    const { seen, notes } = read(captureOf([client(post(Uint8Array.from(bomb), 'Content-Encoding: gzip\r\n'))]));
    expect(notes).toEqual(['0 client: The content of an HTTP message becomes too large when it is inflated']);
    expect(seen.map(({ kind }) => kind)).toEqual(['garbage']);
    expect(seen[0]?.text.length).toBeLessThan(2 * 1024 * 1024);
  });
});
