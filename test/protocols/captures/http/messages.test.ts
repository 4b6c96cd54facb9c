import { describe, expect, test } from 'vitest';
import { brief, captureOf, read, type Piece } from './reading.ts';

const client = (bytes: Piece['bytes']): Piece => ({ from: 'client', bytes });
const server = (bytes: Piece['bytes']): Piece => ({ from: 'server', bytes });
const texts = (pieces: readonly Piece[], size?: number): readonly string[] =>
  read(captureOf(pieces, size)).seen.map(({ side, text }) => `${side} ${text}`);

describe('messages of HTTP/1.1 in a capture', () => {
  test.each([1, 5, 1400])(
    'are cut by their length, chunks and the end of the connection, in segments of %i',
    (size) => {
      const requests = [
        'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
        'HEAD / HTTP/1.1\r\nHost: a\r\n\r\n',
        'POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nGET /',
        'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nGET /\r\n0\r\nTrailer: 1\r\n\r\n',
        'GET / HTTP/1.0\nFolded: 1\n 2\n\n',
      ];
      const responses = [
        'HTTP/1.1 100 Continue\r\n\r\n',
        'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody',
        'HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n',
        'HTTP/1.1 204 No Content\r\nContent-Length: 10\r\n\r\n',
        'HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n',
        'HTTP/1.0 200 OK\r\n\r\nup to the end\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
      ];
      const pieces = [...requests.map(client), ...responses.map(server)];
      expect(texts(pieces, size)).toEqual([
        ...requests.map((text) => `client ${text}`),
        ...responses.map((text) => `server ${text}`),
      ]);
    },
  );
  test('are of kind foreign, and all of their bytes are there', () => {
    const long = `HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`;
    const seen = texts([client('GET / HTTP/1.1\r\n\r\n'), server(long), server('HTTP/1.1 500 No\r\n\r\n')]);
    expect(seen.slice(1).map((text) => text.length - 'server '.length)).toEqual([65536, 65536, 65536, 3435, 19]);
  });
  test('are found again behind missing bytes', () => {
    const rest = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
    const get = 'GET / HTTP/1.1\r\n\r\n';
    expect(
      texts([client(get), server('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab'), server(7), server(rest)]),
    ).toEqual([`client ${get}`, 'server HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab', `server ${rest}`]);
    expect(texts([client(get), server('HTTP/1.1 200 OK\r\nConte'), server(70), server(rest)])).toEqual([
      `client ${get}`,
      'server HTTP/1.1 200 OK\r\nConte',
      `server ${rest}`,
    ]);
  });
  test('that the capture begins in the middle of are HTTP, too', () => {
    const pieces = [client('GET / HTTP/1.1\r\n\r\n'), server('the end of a body'), server('HTTP/1.1 200 OK\r\n\r\n')];
    expect(brief(read(captureOf(pieces, undefined, false)))).toEqual([
      'client unknown foreign GET / HTTP/1.1\r\n\r\n',
      'server unknown foreign the end of a body',
      'server unknown foreign HTTP/1.1 200 OK\r\n\r\n',
    ]);
  });
  test('whose length is unknown end what can be read', () => {
    const broken = 'POST / HTTP/1.1\r\nContent-Length: 1, 2\r\n\r\nGET / HTTP/1.1\r\n\r\n';
    expect(
      texts([client(broken)])
        .join('')
        .replaceAll('client ', ''),
    ).toBe(broken);
  });
});

describe('a tunnel through a proxy', () => {
  const connect = 'CONNECT example.org:5222 HTTP/1.1\r\nHost: example.org:5222\r\n\r\n';
  const header = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

  test('is read behind the response that opens it', () => {
    const pieces = [
      client(connect),
      server('HTTP/1.1 200 Connection established\r\n\r\n'),
      client(header),
      server(header),
    ];
    for (const size of [1, 1400])
      expect(brief(read(captureOf(pieces, size)))).toEqual([
        `client xmpp stream ${header}`,
        `server xmpp stream ${header}`,
      ]);
  });
  test('that is refused goes on with HTTP', () => {
    const refused = 'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n';
    expect(texts([client(connect), server(refused), client(connect), server(refused)])).toEqual([
      `client ${connect}`,
      `server ${refused}`,
      `client ${connect}`,
      `server ${refused}`,
    ]);
  });
});
