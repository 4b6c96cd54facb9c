import { describe, expect, test } from 'vitest';
import { brief, captureOf, frame, read, switching, upgrade, type Piece } from './reading.ts';

const open = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="localhost" version="1.0"/>';
const client = (bytes: Piece['bytes']): Piece => ({ from: 'client', bytes });
const server = (bytes: Piece['bytes']): Piece => ({ from: 'server', bytes });

describe('a WebSocket in a capture', () => {
  test('is recognized by the answer 101 and its key, unmasked, and control frames are passed over', () => {
    const pieces = [
      client(upgrade()),
      server(switching()),
      client(frame(0x81, open, true)),
      client(frame(0x89, 'ping', true)),
      server(frame(0x8a, 'ping', false)),
      server(frame(0x01, '<message>', false)),
      server(frame(0x89, '', false)),
      server(frame(0x80, '</message>', false)),
    ];
    const expected = [`client xmpp stream ${open}`, 'server xmpp stanza <message></message>'];
    for (const size of [1, 3, 8, 1400]) {
      const result = read(captureOf(pieces, size));
      expect(brief(result)).toEqual(expected);
      expect(result.notes).toEqual([]);
    }
  });
  test.each(['amqp', 'AMQPWSB10'])('carries AMQP by its subprotocol %s', (name) => {
    const header = 'AMQP\0\x01\0\0';
    const fields = `Sec-WebSocket-Protocol: ${name}\r\n`;
    const pieces = [client(upgrade(fields)), server(switching(fields)), client(frame(0x82, header, true))];
    expect(brief(read(captureOf(pieces)))).toEqual([`client amqp header ${header}`]);
    expect(brief(read(captureOf(pieces.filter(({ from }) => from === 'client'))))).toEqual([
      `client amqp header ${header}`,
    ]);
  });
  test('without its answer in the capture is taken by its subprotocol, with a note', () => {
    const { seen, notes } = read(captureOf([client(upgrade()), client(frame(0x81, open, true))]));
    expect(seen.map(({ text }) => text)).toEqual([open]);
    expect(notes).toEqual([
      '0 client: The response to a WebSocket is not in the capture; its subprotocol says that it carries xmpp',
    ]);
  });
  test('without its request in the capture is taken by its subprotocol, with a note', () => {
    const { seen, notes } = read(captureOf([server(switching()), server(frame(0x81, '<a/>', false))]));
    expect(seen.map(({ text }) => text)).toEqual(['<a/>']);
    expect(notes).toEqual([
      '0 server: The request for a WebSocket is not in the capture; its subprotocol says that it carries xmpp',
    ]);
  });
  test('waits for its answer where that comes late', () => {
    const pieces = [client(upgrade()), client(frame(0x81, open, true)), server(switching())];
    const result = read(captureOf(pieces));
    expect(brief(result)).toEqual([`client xmpp stream ${open}`]);
    expect(result.notes).toEqual([]);
  });
  test('goes on behind missing bytes within one frame', () => {
    const text = `<message><body>${'x'.repeat(100)}</body></message>`;
    const whole = frame(0x81, text, true);
    const pieces = [
      client(upgrade()),
      server(switching()),
      client(whole.subarray(0, 30)),
      client(50),
      client(whole.subarray(80)),
      client(frame(0x81, '<next/>', true)),
    ];
    expect(brief(read(captureOf(pieces))).at(-1)).toBe('client xmpp stanza <next/>');
  });
});

describe('a request for a WebSocket', () => {
  test('that is refused is shown, with its answer and what it says', () => {
    const refused = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
    const { seen, notes } = read(captureOf([client(upgrade()), server(refused)]));
    expect(seen.map(({ kind, text }) => `${kind} ${text}`)).toEqual([`foreign ${upgrade()}`, `foreign ${refused}`]);
    expect(seen[1]?.explanation).toMatch(/refused the WebSocket.*404 Not Found.*Check the path/);
    expect(notes).toEqual([]);
  });
  test('that is answered for another key opens none', () => {
    const { seen } = read(captureOf([client(upgrade()), server(switching(undefined, 'wrong')), client('more')]));
    expect(seen.map(({ kind }) => kind)).toEqual(['foreign', 'foreign', 'foreign']);
    expect(seen[1]?.explanation).toMatch(/does not match the key/);
  });
  test('that a server of another protocol answers is shown', () => {
    const header = 'AMQP\0\x01\0\0';
    expect(brief(read(captureOf([client(upgrade()), server(header)])))).toEqual([
      `client unknown foreign ${upgrade()}`,
      `server amqp header ${header}`,
    ]);
  });
  test('without an answer is shown', () => {
    expect(brief(read(captureOf([client(upgrade())])))).toEqual([`client unknown foreign ${upgrade()}`]);
  });
});
