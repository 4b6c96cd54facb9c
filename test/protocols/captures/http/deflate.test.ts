import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { brief, captureOf, frame, read, switching, upgrade, type Piece } from './reading.ts';

const client = (bytes: Piece['bytes']): Piece => ({ from: 'client', bytes });
const server = (bytes: Piece['bytes']): Piece => ({ from: 'server', bytes });
const fields = (parameters = ''): string =>
  `Sec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Extensions: permessage-deflate${parameters}\r\n`;
const beginning = (parameters?: string): readonly Piece[] => [
  client(upgrade(fields())),
  server(switching(fields(parameters))),
];

/** Compresses messages as RFC 7692, 7.2.1 says; each by itself where the context is not taken over. */
async function deflated(messages: readonly string[], takeover = true, windowBits = 15): Promise<readonly Uint8Array[]> {
  const compressed: Uint8Array[] = [];
  let deflate = zlib.createDeflateRaw({ windowBits });
  for (const message of messages) {
    if (!takeover) deflate = zlib.createDeflateRaw({ windowBits });
    const parts: Buffer[] = [];
    deflate.on('data', (part: Buffer) => parts.push(part));
    deflate.write(message);
    await new Promise<void>((resolve) => {
      deflate.flush(zlib.constants.Z_SYNC_FLUSH, resolve);
    });
    deflate.removeAllListeners('data');
    compressed.push(Uint8Array.from(Buffer.concat(parts).subarray(0, -4)));
  }
  return compressed;
}

/** Text that compresses badly. */
function noise(seed: number): string {
  let text = '';
  for (let i = 0, state = seed; i < 80; i++)
    text += String.fromCharCode(97 + ((state = (state * 75 + 74) % 65537) % 26));
  return text;
}

const messages = Array.from({ length: 4 }, (_, i) => `<message to="juliet@localhost"><body>${i}</body></message>`);
const units = messages.map((text) => `client xmpp stanza ${text}`);

describe('a WebSocket with permessage-deflate', () => {
  test.each([
    ['with a context that is taken over', '', true, 15],
    ['without it', '; client_no_context_takeover; server_no_context_takeover', false, 15],
    ['with a small window', '; client_max_window_bits=9', true, 9],
  ])('is inflated %s', async (_name, parameters, takeover, windowBits) => {
    const frames = (await deflated(messages, takeover, windowBits)).map((bytes) => client(frame(0xc1, bytes, true)));
    for (const size of [1, 7, 1400]) {
      const result = read(captureOf([...beginning(parameters), ...frames], size));
      expect(brief(result)).toEqual(units);
      expect(result.notes).toEqual([]);
    }
  });
  test('is inflated over fragments with control frames between them, and beside plain messages', async () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = await deflated(messages.slice(0, 2));
    const pieces = [
      ...beginning(),
      client(frame(0x41, first.subarray(0, 9), true)),
      client(frame(0x89, 'ping', true)),
      client(frame(0x00, first.subarray(9, 20), true)),
      client(frame(0x80, first.subarray(20), true)),
      client(frame(0x81, '<plain/>', true)),
      client(frame(0xc1, second, true)),
    ];
    expect(brief(read(captureOf(pieces)))).toEqual([units[0], 'client xmpp stanza <plain/>', units[1]]);
  });
  test('is inflated behind data that is marked as the last of its stream', () => {
    const last = (text: string): Uint8Array => Uint8Array.from(zlib.deflateRawSync(text));
    const pieces = messages.map((text) => client(frame(0xc1, last(text), true)));
    expect(brief(read(captureOf([...beginning(), ...pieces])))).toEqual(units);
  });
  test('is inflated where the answer is not in the capture, too', async () => {
    const frames = (await deflated(messages)).map((bytes) => client(frame(0xc1, bytes, true)));
    expect(brief(read(captureOf([client(upgrade(fields())), ...frames])))).toEqual(units);
  });
  test('goes on behind a lost message where each is compressed by itself, and says so where not', async () => {
    const long = [5, 6, 7, 8].map((i) => `<message><body>${noise(i)}</body></message>`);
    for (const takeover of [false, true]) {
      const frames = (await deflated(long, takeover)).map((bytes) => frame(0xc1, bytes, true));
      const [first = new Uint8Array(), second = new Uint8Array(), ...rest] = frames;
      const pieces = [first, second.subarray(0, 10), second.length - 20, second.subarray(-10), ...rest];
      const { seen, notes } = read(
        captureOf([...beginning(takeover ? '' : '; client_no_context_takeover'), ...pieces.map(client)]),
      );
      const whole = seen.filter(({ kind }) => kind === 'stanza').map(({ text }) => text);
      expect(whole).toEqual(takeover ? long.slice(0, 1) : [long[0], ...long.slice(2)]);
      expect(notes.join('\n')).toMatch(/missing from the capture/);
    }
  });
  test('with data that cannot be inflated says so once', () => {
    const broken = client(frame(0xc1, '\xff\xff\xff\xff', true));
    const { seen, notes } = read(captureOf([...beginning(), broken, broken]));
    expect(seen).toEqual([]);
    expect(notes.filter((text) => text.includes('cannot be inflated'))).toHaveLength(1);
  });
  test('stays within bounds with a bomb', () => {
    const bomb = zlib.deflateRawSync(Buffer.alloc(64 * 1024 * 1024), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    const frames: Piece[] = [];
    for (let at = 0; at < bomb.length; at += 60_000)
      frames.push(client(frame(at === 0 ? 0x41 : 0, bomb.subarray(at, at + 60_000), true)));
    const { seen, notes } = read(captureOf([...beginning(), ...frames]));
    expect(notes.join('\n')).toMatch(/becomes too large when it is inflated/);
    expect(seen.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(2 * 1024 * 1024);
  });
});

describe('a WebSocket message with reserved bits', () => {
  test('that no extension explains is a gap, with a note', () => {
    const compressed = read(captureOf([client(upgrade()), server(switching()), client(frame(0xc1, 'abc', true))]));
    expect(compressed.seen).toEqual([]);
    expect(compressed.notes.join('\n')).toMatch(/permessage-deflate is not agreed on/);
    const other = [...beginning(), client(frame(0xa1, 'abc', true)), client(frame(0x81, '<next/>', true))];
    expect(brief(read(captureOf(other)))).toEqual(['client xmpp stanza <next/>']);
    expect(read(captureOf(other)).notes.join('\n')).toMatch(/an extension that is not read/);
  });
});
