import { describe, expect, test } from 'vitest';
import { Conversation } from '../../../../../protocols/amqp/conversation/index.ts';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import { proton } from '../../../../../protocols/captures/logs/amqp/proton.ts';
import { entriesOfKind } from '../entries.ts';

const read = (text: string) => ({
  units: entriesOfKind(proton, text, 'unit'),
  problems: entriesOfKind(proton, text, 'gap').map(({ line, why }) => ({ line, message: why })),
});
const frame = (text: string) => read(`[0x1f00]: AMQP:FRAME:0 -> ${text}`);
const recognises = (text: string) => text.split('\n').some((line) => proton.recognises(line, ''));
const fields = (text: string) => fieldsJson(decodeFrame(frame(text).units[0]!.bytes));

const session = `listening on 5672
[0x1f00]: AMQP:FRAME:  -> AMQP
[0x1f00]: AMQP:FRAME:  <- AMQP
[0x1f00]: AMQP:FRAME:0 -> @open(16) [container-id="a", channel-max=0x7fff]
[0x1f00]: AMQP:FRAME:0 <- @open(16) [container-id="b", properties={:product="x", :level=3}]
[0x1f00]: AMQP:FRAME:0 -> @begin(17) [next-outgoing-id=0x0, incoming-window=0x7fffffff, outgoing-window=0x7fffffff]
[0x1f00]: AMQP:FRAME:0 <- @begin(17) [remote-channel=0x0, next-outgoing-id=0x0, incoming-window=0x7fffffff, outgoing-window=0x7fffffff]
[0x1f00]: AMQP:FRAME:0 -> @close(24) []
[0x1f00]:   IO:FRAME:  -> EOS`;

describe("Proton's frame trace", () => {
  test('is recognised', () => {
    expect(recognises(session)).toBe(true);
    expect(recognises('[0x10]:0 -> @open(16) [container-id="a"]')).toBe(true);
    expect(recognises('[0x10]: AMQP:FRAME:3 -> @end(23) []')).toBe(true);
    expect(recognises('just some text -> here')).toBe(false);
    expect(recognises('  logf(transport, "%u -> @begin(17) [next-outgoing-id=%d]", ch, id);')).toBe(false);
    expect(recognises('  /* [0x10]: AMQP:FRAME:0 -> @begin(17) [...] */')).toBe(false);
  });
  test('becomes a conversation that draws no finding', () => {
    const { units, problems } = read(session);
    expect(problems).toEqual([]);
    const conversation = new Conversation();
    const heard = units.map((unit) => conversation.feed(unit.direction === 'sent' ? 'client' : 'server', unit.bytes));
    expect(heard.map(({ frame: { performativeName, kind } }) => performativeName ?? kind)).toEqual([
      'header',
      'header',
      'open',
      'open',
      'begin',
      'begin',
      'close',
    ]);
    expect(heard.flatMap(({ issues }) => issues.filter(({ severity }) => severity !== 'hint'))).toEqual([]);
    expect(units.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });
  test('keeps the types that the specification gives to fields', () => {
    expect(
      fields(
        '@flow(19) [incoming-window=0x10, next-outgoing-id=0x1, outgoing-window=0x2, handle=0x0, link-credit=0x64, drain=true]',
      ),
    ).toEqual({
      'incoming-window': 16,
      'next-outgoing-id': 1,
      'outgoing-window': 2,
      handle: 0,
      'link-credit': 100,
      drain: true,
    });
  });
  test('knows composites in fields, and arrays of symbols', () => {
    expect(
      fields(
        '@attach(18) [name="l", handle=0x0, role=true, source=@source(40) [address="q", outcomes=@<symbol>[:"amqp:accepted:list"]], target=@target(41) []]',
      ),
    ).toMatchObject({
      source: { $type: 'source', address: 'q', outcomes: ['amqp:accepted:list'] },
    });
    expect(
      fields('@detach(22) [handle=0x2, error=@error(29) [condition=:"amqp:not-found", description="no such node"]]'),
    ).toMatchObject({
      error: { $type: 'error', condition: 'amqp:not-found', description: 'no such node' },
    });
  });
  test('knows values that follow their descriptor at once, as Proton 0.37 prints them', () => {
    const value = (text: string): unknown =>
      (
        fields(`@open(16) [container-id="c", properties={:k=${text}, :last=1}]`) as {
          properties: { $map: unknown[][] };
        }
      ).properties.$map.map((entry) => entry[1]);
    const described = (descriptor: string | number, inner: unknown): unknown => ({
      $descriptor: descriptor,
      $value: inner,
    });
    expect(value('@:"a:b""x > \\x221\\x22"')).toEqual([described('a:b', 'x > "1"'), 1]);
    expect(value('@:foo"x"')).toEqual([described('foo', 'x'), 1]);
    expect(value('@:foo-b[1]')).toEqual([described('foo-b', [1]), 1]);
    expect(value('@"str"5')).toEqual([described('str', 5), 1]);
    expect(value('@0x3e8"x"')).toEqual([described(1000, 'x'), 1]);
    expect(value('@0x3e80x5')).toEqual([described(1000, 5), 1]);
    expect(value('@0x3e8false')).toEqual([described(1000, false), 1]);
    expect(value('@5 {"k"=true}')).toEqual([described(5, { $map: [['k', true]] }), 1]);
    // What may be read in two ways is not known: the entry is left out.
    for (const text of ['@:foo1', '@0x3e85', '@0x1b"x"']) expect([text, value(text)]).toEqual([text, [1]]);
  });
  test('parts the halves of a decimal of 128 bits only where it is certain how', () => {
    const decimal = (digits: string): unknown =>
      (fields(`@open(16) [container-id="c", properties={:k=D128(${digits})}]`) as { properties: { $map: unknown[][] } })
        .properties.$map[0]?.[1];
    const known = (digits: string): unknown => ({ $decimal128: digits });
    expect(decimal('0000000000000001')).toEqual(known('00000000000000000000000000000001'));
    expect(decimal('00112233445566778899aabbccddeeff')).toEqual(known('00112233445566778899aabbccddeeff'));
    expect(decimal('304000000000000000000007')).toEqual(known('30400000000000000000000000000007'));
    expect(decimal('10203040506078090a0b0c0d0e0f')).toBe(undefined);
  });
  test('gives a transfer its tag and payload, byte for byte', () => {
    const { units } = frame(
      String.raw`@transfer(20) [handle=0x0, delivery-id=0x0, delivery-tag=b"\x00a", message-format=0x0] (7) \x00Sw\xa1\x02\xc3\xa9`,
    );
    const decoded = decodeFrame(units[0]!.bytes);
    expect(fieldsJson(decoded)).toMatchObject({ 'delivery-tag': { $binary: '0061' } });
    expect([...decoded.bytes.subarray(decoded.payload!.offset)]).toEqual([0, 0x53, 0x77, 0xa1, 2, 0xc3, 0xa9]);
  });
  test('has what the trace has of a payload that it cuts short', () => {
    for (const text of [
      String.raw`@transfer(20) [handle=0x0] (900) "\x00Sw"... (truncated)`,
      String.raw`@transfer(20) [handle=0x0] (900) \x00Sw\x0 ... (truncated)`,
      String.raw`@transfer(20) [handle=0x0] (900) \x00Sw`,
    ]) {
      const { units, problems } = frame(text);
      expect(problems).toEqual([]);
      expect(units).toMatchObject([{ lossy: 'cut' }]);
      const { payload, bytes } = decodeFrame(units[0]!.bytes, { payload: 'opaque' });
      expect([...bytes.subarray(payload!.offset)]).toEqual([0, 0x53, 0x77]);
    }
  });
  test('has the fields before the place where a line ends', () => {
    const whole =
      '@attach(18) [name="l", handle=0x1, role=true, source=@source(40) [address="q", outcomes=@<symbol>[:a, :b]]';
    for (let length = '@attach(18) '.length; length < whole.length; length++) {
      const { units, problems } = frame(whole.slice(0, length));
      expect([length, problems]).toEqual([length, []]);
      expect(units).toMatchObject([{ lossy: 'cut' }]);
    }
    expect(fields('@attach(18) [name="l", handle=0x1, role=true, source=@source(40) [address="q", outc')).toEqual({
      name: 'l',
      handle: 1,
      role: true,
      source: { $type: 'source', address: 'q' },
    });
  });
  test('says what cannot be read', () => {
    expect(frame('@open(16) [container-id=what]').problems).toMatchObject([
      { line: 1, message: expect.stringMatching(/cannot be read from character/) as string },
    ]);
  });
  test('of any text does not throw', () => {
    for (const text of [
      '@open(16) [',
      '@open(16) [container-id="',
      '@x(1) []',
      '@transfer(20) [] (x) y',
      '@open(16) [properties={',
      String.raw`@open(16) [container-id="\x"]`,
    ])
      expect(() => frame(text)).not.toThrow();
  });
});
