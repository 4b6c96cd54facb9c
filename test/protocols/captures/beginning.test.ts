import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Beginning, Undecided, type StreamEvent } from '../../../protocols/captures/beginning.ts';
import { missingBefore } from '../../../protocols/captures/logs/beginning.ts';
import type { Verdict } from '../../../protocols/captures/recognition/recogniser.ts';
import type { ProtocolName, Side } from '../../../protocols/core/index.ts';
import { createFramer } from '../../../protocols/framers.ts';

/** What came of a connection: the verdict, and the bytes that went on to each direction. */
interface Told {
  readonly verdicts: readonly Verdict[];
  readonly client: string;
  readonly server: string;
  readonly order: readonly string[];
}

type Piece = readonly [Side, Uint8Array];

/** Feeds pieces, in a buffer that is used again, and then the end of both directions. */
function fed(pieces: readonly Piece[], expected: readonly ProtocolName[] = []): Told {
  const verdicts: Verdict[] = [];
  const bytes = { client: '', server: '' };
  const order: string[] = [];
  const beginning = new Beginning(expected, new Undecided(), (verdict) => {
    verdicts.push(verdict);
    return verdict;
  });
  const streamOf = (side: Side) => ({
    apply: (event: StreamEvent) => {
      if (event.what !== 'data') return order.push(`${side} ${event.what}`);
      bytes[side] += Buffer.from(event.bytes).toString('hex');
      return undefined;
    },
  });
  const streams = { client: streamOf('client'), server: streamOf('server') };
  for (const [side, piece] of pieces) {
    const again = piece.slice();
    beginning.take(streams[side], side, { what: 'data', bytes: again, time: 0 });
    again.fill(0);
  }
  for (const side of ['client', 'server'] as const) beginning.take(streams[side], side, { what: 'end', time: 0 });
  beginning.settle();
  return { verdicts, ...bytes, order };
}

const some = fc.constantFrom(
  'AMQP\0\x01\0\0',
  'AMQP\x03\x01\0\0',
  'AMQP\0\0\x09\x01',
  '\0\0\0\x11\x02\0\0\0\0S\x10\xc0\x04\x01\xa1\x01c',
  '\0\0\0\x08\x02\0\0\0',
  "<?xml version='1.0'?>",
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='a'>",
  "<presence xmlns='jabber:client'/>",
  '<html>',
  'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
  'HTTP/1.1 200 OK\r\n\r\n',
  '\x16\x03\x01\0\x05\x01\0\0\x01\x03',
  'EHLO a\r\n',
  ' ',
  '\r\n',
);
const text = fc.oneof(
  fc.array(fc.oneof({ weight: 4, arbitrary: some }, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 5 }),
  fc.array(some, { minLength: 1, maxLength: 3 }),
);
const bytesOf = (parts: readonly string[]): Uint8Array => Uint8Array.from(Buffer.from(parts.join(''), 'latin1'));

/** The same bytes in the pieces that cuts make. */
function cut(side: Side, bytes: Uint8Array, cuts: readonly number[]): readonly Piece[] {
  const at = [...new Set(cuts.map((each) => each % (bytes.length + 1)))].sort((one, other) => one - other);
  return [...at, bytes.length].map((end, index) => [side, bytes.subarray(at[index - 1] ?? 0, end)]);
}

const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });
const expected = fc.constantFrom<readonly ProtocolName[]>([], ['amqp'], ['xmpp']);

describe('The beginning of a connection', () => {
  test('is decided once, and all bytes go on, whatever they are and however they come in pieces', () => {
    fc.assert(
      fc.property(text, text, cuts, cuts, expected, (one, other, first, second, ports) => {
        const [client, server] = [bytesOf(one), bytesOf(other)];
        const pieces = [...cut('client', client, first), ...cut('server', server, second)];
        const told = fed(pieces, ports);
        expect(told.verdicts).toHaveLength(1);
        expect([told.client, told.server]).toEqual([client, server].map((each) => Buffer.from(each).toString('hex')));
        expect(told.order.toSorted()).toEqual(['client end', 'server end']);
      }),
    );
  });
  const heartbeat = '\0\0\0\x08\x02\0\0\0';
  const frame = '\0\0\0\x11\x02\0\0\0\0S\x10\xc0\x04\x01\xa1\x01c';
  test.each([
    ['two frames', frame + frame, 'protocol'],
    ['four empty frames', heartbeat.repeat(4), 'protocol'],
    ['one frame', frame, 'foreign'],
    ['an empty frame and a header', `${heartbeat}AMQP\0\x01\0\0`, 'protocol'],
    ['a frame and other bytes', `${frame}\xff\xff\xff\xff\xff\xff\xff\xff`, 'foreign'],
  ])('is decided alike for bytes that come one by one: %s', (_what, client, kind) => {
    const bytes = bytesOf([client]);
    const server: Piece = ['server', bytesOf(['\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6'])];
    const one = Array.from(bytes, (_byte, at): Piece => ['client', bytes.subarray(at, at + 1)]);
    for (const pieces of [
      [['client', bytes] as const, server],
      [...one, server],
      [server, ...one],
    ])
      expect(fed(pieces).verdicts).toMatchObject([{ kind }]);
  });
  test('is decided alike however the bytes of both directions are cut', () => {
    fc.assert(
      fc.property(text, text, cuts, cuts, expected, (one, other, first, second, ports) => {
        const [client, server] = [bytesOf(one), bytesOf(other)];
        const whole = fed([...cut('client', client, []), ...cut('server', server, [])], ports).verdicts;
        const pieces = [...cut('client', client, first), ...cut('server', server, second)];
        expect(fed(pieces, ports).verdicts.map(({ kind, protocol }) => [kind, protocol])).toEqual(
          whole.map(({ kind, protocol }) => [kind, protocol]),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

test('What the first unit of a log misses is told of any unit', () => {
  fc.assert(
    fc.property(text, cuts, fc.constantFrom<ProtocolName>('amqp', 'xmpp'), (parts, places, protocol) => {
      const bytes = bytesOf(parts);
      const missing = (pieces: readonly Piece[]): unknown => {
        const framer = createFramer(protocol, { side: 'client', framing: 'stream' });
        const units = [...pieces.flatMap(([, piece]) => [...framer.push(piece)]), ...framer.end()];
        const [unit] = units.filter(({ kind }) => kind !== 'keepalive' && kind !== 'garbage');
        return unit === undefined ? undefined : missingBefore(unit);
      };
      const whole = missing([['client', bytes]]);
      expect([undefined, true, false, 'headers']).toContain(whole);
      expect(missing(cut('client', bytes, places))).toBe(whole);
    }),
  );
});
