import { describe, expect, it } from 'vitest';
import { decodeFrame, decodeMessage, fieldsJson } from '../../../../protocols/amqp/index.ts';
import { encodeScript, parseSource, type Script } from '../../../../protocols/amqp/notation/index.ts';
import { variableLookup, type VariableLookup } from '../../../../protocols/core/index.ts';

const none: VariableLookup = () => undefined;

function script(text: string, lookup: VariableLookup = none): Script {
  return encodeScript({ source: parseSource(text) }, lookup);
}

/** The bytes of each step in hex. */
function bytes(text: string, lookup?: VariableLookup): string[] {
  return script(text, lookup).steps.map((step) =>
    step.kind === 'bytes' ? Buffer.from(step.bytes).toString('hex') : step.kind,
  );
}

/** A value as the body of a frame, without the frame's header. */
function body(value: string): string {
  return (bytes(`- frame: ${value}\n`)[0] ?? '').slice(16);
}

describe('values', () => {
  it.each([
    ['null', '40'],
    ['~', '40'],
    ['true', '41'],
    ['False', '42'],
    ['5', '5405'],
    ['-129', '71ffffff7f'],
    ['0xff', '71000000ff'],
    ['2147483648', '810000000080000000'],
    ['9223372036854775807', '817fffffffffffffff'],
    ['18446744073709551615', '80ffffffffffffffff'],
    ['1.5', '823ff8000000000000'],
    ['1e3', '82408f400000000000'],
    ['.inf', '827ff0000000000000'],
    ['abc', 'a103616263'],
    ['"5"', 'a10135'],
    ["''", 'a100'],
    ['[1, a]', 'c006025401a10161'],
    ['[]', '45'],
    ['{ a: 1 }', 'c10602a101615401'],
    ['{}', 'c10100'],
  ])('%s means %s where any type may stand', (text, hex) => {
    expect(body(text)).toBe(hex);
  });

  it.each([
    ['!ubyte 5', '5005'],
    ['!ushort 5', '600005'],
    ['!uint 0', '43'],
    ['!uint 5', '5205'],
    ['!uint 256', '7000000100'],
    ['!ulong 0', '44'],
    ['!byte -1', '51ff'],
    ['!short -2', '61fffe'],
    ['!long 5', '5505'],
    ['!float 21.5', '7241ac0000'],
    ['!double 5', '824014000000000000'],
    ['!decimal32 -12.50', '74b18004e2'],
    ['!decimal64 1', '8431c0000000000001'],
    ['!decimal128 0x30400000000000000000000000000001', '9430400000000000000000000000000001'],
    ['!char a', '7300000061'],
    ['!char U+1F600', '730001f600'],
    ['!char 5', '7300000035'],
    ['!timestamp 1970-01-01T00:00:01Z', '8300000000000003e8'],
    ['!timestamp -1', '83ffffffffffffffff'],
    ['!uuid 01234567-89AB-cdef-0123-456789abcdef', '980123456789abcdef0123456789abcdef'],
    ['!hex "00 fF"', 'a00200ff'],
    ['!base64 "AP8="', 'a00200ff'],
    ['!binary text', 'a00474657874'],
    ['!symbol text', 'a30474657874'],
    ['!string null', 'a1046e756c6c'],
    ['!array:int [1, 2]', 'e00402540102'],
    ['!array [!symbol a, !symbol b]', 'e00602a301610162'],
    ['!array:symbol []', 'e00200a3'],
    ['!list [1]', 'c003015401'],
    ['!map {}', 'c10100'],
    ['!<foo> 1', '00a303666f6f5401'],
    ['!<0x24> []', '00532445'],
    ['!<0x468c:4> a', '00800000468c00000004a10161'],
    ['!accepted', '00532445'],
    ['!rejected {}', '00532545'],
    ['!raw "56 02"', '5602'],
  ])('%s is %s', (text, hex) => {
    expect(body(text)).toBe(hex);
  });

  it.each([
    ['!uint@0x70 0', '7000000000'],
    ['!uint@0x52 0', '5200'],
    ['!smallulong 0', '5300'],
    ['!ulong@0x80 5', '800000000000000005'],
    ['!int@0x71 1', '7100000001'],
    ['!boolean@0x56 true', '5601'],
    ['!str32-utf8 a', 'b10000000161'],
    ['!sym32 a', 'b30000000161'],
    ['!vbin32 a', 'b00000000161'],
    ['!list8 []', 'c00100'],
    ['!list32 [1]', 'd000000006000000015401'],
    ['!map32 {}', 'd10000000400000000'],
    ['!array32:int@0x71 [1]', 'f000000009000000017100000001'],
    ['!described [!ulong@0x80 0x24, !list8 []]', '00800000000000000024c00100'],
    ['!described [foo, 1]', '00a303666f6f5401'],
    ['!hex@0xb0 "00 ff"', 'b00000000200ff'],
    ['!base64@0xb0 "AP8="', 'b00000000200ff'],
  ])('%s names an encoding: %s', (text, hex) => {
    expect(body(text)).toBe(hex);
  });

  const long = 'x'.repeat(256);
  it.each([
    ['!smalluint 256', '7000000100'],
    ['!uint0 5', '5205'],
    ['!ulong@0x44 1', '5301'],
    ['!smallint -129', '71ffffff7f'],
    ['!smalllong 128', '810000000000000080'],
    ['!boolean@0x41 false', '42'],
    [`!str8-utf8 ${long}`, `b100000100${'78'.repeat(256)}`],
    [`!hex@0xa0 "${'78'.repeat(256)}"`, `b000000100${'78'.repeat(256)}`],
    ['!list0 [1]', 'c003015401'],
    [`!list8 [${long}]`, `d00000010900000001b100000100${'78'.repeat(256)}`],
    [`!map8 { a: ${long} }`, `d10000010c00000002a10161b100000100${'78'.repeat(256)}`],
    ['!array:uint0 [0, 1]', 'e00402520001'],
    ['!array:smallint [1, 300]', 'e00a0271000000010000012c'],
    [`!array8 [${long}]`, `f00000010900000001b100000100${'78'.repeat(256)}`],
  ])('%.24s is told not to fit, and is sent as another one', (text, hex) => {
    const { steps, problems } = script(`- frame: ${text}\n`);
    expect(problems.map(({ code, blocking }) => [code, blocking])).toEqual([['amqp/value-range', false]]);
    expect(
      steps.map((step) => (step.kind === 'bytes' ? Buffer.from(step.bytes.subarray(8)).toString('hex') : '')),
    ).toEqual([hex]);
  });

  it.each([
    '!float 1e39',
    '!float -3.5e38',
    '!double 1e309',
    '1e309',
    '!timestamp 2026-02-30T00:00:00Z',
    '!timestamp 2026-02-29',
    '!hex@0x70 "00"',
    '!<> 1',
    '!<> []',
  ])('%s is no such value, and told once', (text) => {
    expect(script(`- frame: ${text}\n`).problems).toHaveLength(1);
  });

  it.each([
    '!float 3.4e38',
    '!float -.inf',
    '!double 1e308',
    '!timestamp 2024-02-29',
    '!timestamp +012345-12-31T23:59:59Z',
  ])('%s is fine', (text) => {
    expect(script(`- frame: ${text}\n`).problems).toEqual([]);
  });
});

describe('composites', () => {
  it('go up to the last field that is written', () => {
    expect(body('!source {}')).toBe('00532845');
    expect(body('!source { address: null }')).toBe('005328c0020140');
    expect(body('!source { durable: configuration }')).toBe('005328c00402405201');
    expect(body('!source [null, null, null]')).toBe('005328c00403404040');
  });

  it('may name the encoding of their list, and their symbolic descriptor', () => {
    expect(bytes('- end: !list32 {}\n')).toEqual(['0000001402000000005317d00000000400000000']);
    expect(bytes('- end: !<amqp:end:list> {}\n')).toEqual([
      `000000190200000000a30d${Buffer.from('amqp:end:list').toString('hex')}45`,
    ]);
  });
});

describe('frames', () => {
  const example = `connection: broker
vars: { queue: orders }
frames:
  - open: { container-id: sensor-7, max-frame-size: 65536 }
  - begin: { next-outgoing-id: 0, incoming-window: 2048, outgoing-window: 2048 }
  - attach:
      name: readings
      handle: 0
      role: sender
      source: {}
      target: { address: "{{queue}}", capabilities: [queue] }
      initial-delivery-count: 0
  - transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00", message-format: 0 }
    message:
      header: { durable: true }
      properties: { message-id: m-1, content-type: application/json }
      application-properties: { celsius: !double 21.5 }
      body: { data: '{"t":21.5}' }
`;

  it('say what a decoder reads', () => {
    const { steps, problems } = script(example);
    expect(problems).toEqual([]);
    const frames = steps.map((step) => (step.kind === 'bytes' ? decodeFrame(step.bytes) : undefined));
    expect(frames.flatMap((frame) => frame?.issues ?? [])).toEqual([]);
    expect(frames.map((frame) => frame?.performativeName)).toEqual(['open', 'begin', 'attach', 'transfer']);
    expect(fieldsJson(frames[2]!)).toMatchObject({
      name: 'readings',
      handle: 0,
      target: { address: 'orders', capabilities: ['queue'] },
    });
    expect(frames[3]!.sections.map(({ name }) => name)).toEqual([
      'header',
      'properties',
      'application-properties',
      'data',
    ]);
  });

  it('name their places', () => {
    const { steps } = script(example);
    expect(steps.map(({ step }) => example.slice(step.start, step.start + 4))).toEqual([
      'open',
      'begi',
      'atta',
      'tran',
    ]);
    expect(steps.map(({ step }) => step.name)).toEqual(['open', 'begin', 'attach', 'transfer']);
  });

  it('may be headers, heartbeats and SASL frames', () => {
    expect(bytes('- header: sasl\n- header: amqp\n- header: tls\n- header: amqp 0.9.1\n- header: 5 1.2.3\n')).toEqual([
      '414d515003010000',
      '414d515000010000',
      '414d515002010000',
      '414d515000000901',
      '414d515005010203',
    ]);
    expect(bytes('- heartbeat: {}\n- heartbeat:\n  channel: 258\n')).toEqual(['0000000802000000', '0000000802000102']);
    expect(bytes('- sasl-init: { mechanism: PLAIN, initial-response: !hex "006100" }\n')).toEqual([
      '0000001a02010000005341c00d02a305504c41494ea003006100',
    ]);
  });

  it('may hold mistakes, which are told and sent', () => {
    const { steps, problems } = script('- open: { hostname: !uint 5 }\n  size: 4\n  doff: 1\n  type: 0x07\n');
    expect(steps).toHaveLength(1);
    expect(bytes('- open: { hostname: !uint 5 }\n  size: 4\n  doff: 1\n  type: 0x07\n')).toEqual([
      '0000000401070000005310c00402405205',
    ]);
    expect(problems.map(({ code, blocking }) => [code, blocking])).toEqual([
      ['amqp/mandatory-field', false],
      ['amqp/wrong-type', false],
    ]);
  });

  it('keep sections in the order of a list, and put those of a mapping in the right one', () => {
    const names = (message: string) =>
      script(`- send: { to: q, message: ${message} }\n`).steps.flatMap((step) =>
        step.kind === 'send' ? decodeMessage(step.message).sections.map(({ name }) => name) : [],
      );
    expect(names('{ body: { data: [a, b] }, header: {} }')).toEqual(['header', 'data', 'data']);
    expect(names('[{ amqp-value: 1 }, { header: {} }]')).toEqual(['amqp-value', 'header']);
  });
});

describe('managed steps', () => {
  it('carry an encoded message, or what to receive', () => {
    const { steps, problems } = script(
      '- send: { to: q, settled: true, message: { body: { value: hello } } }\n- receive: { from: q, count: 2, settle: reject }\n- receive: { from: q }\n',
    );
    expect(problems).toEqual([]);
    expect(steps).toMatchObject([
      { kind: 'send', to: 'q', settled: true, message: Uint8Array.from(Buffer.from('005377a10568656c6c6f', 'hex')) },
      { kind: 'receive', from: 'q', count: 2, settle: 'reject' },
      { kind: 'receive', from: 'q', count: 1, settle: 'accept' },
    ]);
  });
});

describe('variables', () => {
  const lookup = variableLookup(
    new Map([
      ['text', 'a"b\n{{x}}'],
      ['number', '7'],
    ]),
    { id: () => 'i1', uuid: () => 'u', now: () => new Date(0), randomInt: () => 4, env: () => undefined },
  );
  const text = (source: string) =>
    Buffer.from((bytes(source, lookup)[0] ?? '').slice(16), 'hex')
      .subarray(2)
      .toString();

  it('are filled in as text, whatever the quotes are', () => {
    expect(text('- frame: "<{{text}}>"\n')).toBe('<a"b\n{{x}}>');
    expect(text("- frame: '<{{text}}>'\n")).toBe('<a"b\n{{x}}>');
    expect(text('- frame: |-\n    <{{text}}>\n')).toBe('<a"b\n{{x}}>');
    expect(text('- frame: x{{$id}}y\n')).toBe('xi1y');
  });

  it('take the type of their place, and without quotes that of their look', () => {
    expect(
      bytes('- frame: !uint "{{number}}"\n- frame: "{{number}}"\n- frame: {{number}}\n', lookup).map((each) =>
        each.slice(16),
      ),
    ).toEqual(['5207', 'a10137', '5407']);
    expect(bytes('- close: {}\n  channel: {{number}}\n', lookup)[0]).toContain('02000007');
    expect(script('- close: {}\n  channel: {{number}}\n', lookup).problems).toMatchObject([
      { code: 'amqp/unquoted-variable', blocking: false },
    ]);
  });

  it('come from the environment before the file, and are told where they are unknown', () => {
    expect(
      bytes('vars: { number: 1, own: 2 }\nframes:\n  - frame: !uint "{{number}}{{own}}"\n', lookup)[0]?.slice(16),
    ).toBe('5248');
    const { problems } = script('- frame: "{{nobody}}"\n', lookup);
    expect(problems).toMatchObject([{ code: 'amqp/unknown-variable', blocking: true, start: 10, end: 20, step: 0 }]);
  });

  it('are mere text where their braces are escaped', () => {
    expect(text('- frame: "\\x7b{number}}"\n')).toBe('{{number}}');
  });
});

describe('the text of a file', () => {
  const plain = bytes('vars: { a: 1 }\nframes:\n  - open: { container-id: c }\n  - close: {}\n');

  it.each([
    ['Windows line ends', 'vars: { a: 1 }\r\nframes:\r\n  - open: { container-id: c }\r\n  - close: {}\r\n'],
    ['a byte order mark', '\ufeff- open: { container-id: c }\n- close: {}\n'],
    ['a byte order mark before a mapping', '\ufeffframes:\n- open: { container-id: c }\n- close: {}\n'],
    ['items that are not indented', 'frames:\n- open: { container-id: c }\n- close: {}\nvars: { a: 1 }\n'],
    ['comments everywhere', '# a\n\n- open: # b\n    # - c\n    container-id: c # d\n\n# e\n- close: {} # f\n# g\n'],
    ['dashes on lines of their own', '-\n  open:\n    container-id: c\n-\n  close: {}\n'],
    ['flow style', '[{ open: { container-id: c } }, { close: {} }]\n'],
    ['a document start', '---\n- open: { container-id: c }\n- close: {}\n'],
    ['no line end', '- open: { container-id: c }\n- close: {}'],
    ['quoted keys', '- "open": { \'container-id\': "c" }\n- close: {}\n'],
    ['text over several lines', '- open: {\n    container-id:\n      c\n  }\n- close: {\n  }\n'],
  ])('may have %s', (_, text) => {
    expect(bytes(text)).toEqual(plain);
    expect(script(text).problems).toEqual([]);
  });

  it('may hold dashes in the text of a value', () => {
    expect(bytes('- frame: |\n    - open: {}\n    - x\n- close: {}\n')).toHaveLength(2);
  });
});

describe('problems', () => {
  it('block where the text says something that cannot be sent', () => {
    for (const source of [
      '- open: { container-id: c',
      '- opem: {}\n',
      '- open: { container-id: c, x: 1 }\n',
      '- frame: !hex "0"\n',
      '- frame: !foo 1\n',
      'nonsense: 1\n',
      '- close: {}\n  channel: 65536\n',
      '- close: {}\n  size: -1\n',
    ]) {
      expect(
        script(source).problems.some(({ blocking }) => blocking),
        source,
      ).toBe(true);
    }
  });

  it('do not block where the protocol alone is broken', () => {
    for (const source of [
      '- open: {}\n',
      '- open: { container-id: !symbol c }\n',
      '- attach: { name: a, handle: 0, role: 5 }\n',
      '- transfer: { handle: 0 }\n  message: [{ data: a }, { header: {} }]\n',
    ]) {
      const { problems } = script(source);
      expect(problems.length, source).toBeGreaterThan(0);
      expect(
        problems.filter(({ blocking }) => blocking),
        source,
      ).toEqual([]);
    }
  });

  it('of endless aliases are told', () => {
    const bomb = `- &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
      .split('')
      .map(
        (name, index) =>
          `- &${name} [${Array(9)
            .fill(`*${'abcdefghi'.charAt(index)}`)
            .join(', ')}]`,
      )
      .join('\n')}\n- frame: *j\n`;
    expect(script(bomb).problems.some(({ message }) => message.includes('alias'))).toBe(true);
  });

  it('merge mappings by <<, of which what stands beside them counts first', () => {
    const base = '- transfer: &base { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }\n';
    const written = bytes('- transfer: { handle: 0, delivery-id: 1, delivery-tag: b, message-format: 0 }\n')[0];
    expect(bytes(`${base}- transfer: { <<: *base, delivery-id: 1, delivery-tag: b }\n`)[1]).toBe(written);
    expect(bytes(`${base}- transfer:\n    delivery-id: 1\n    <<: [{ delivery-tag: b }, *base]\n`)[1]).toBe(written);
  });

  it('take << in quotes for a key, and tell of one that merges nothing', () => {
    expect(script('- frame: { "<<": 1 }\n').problems).toEqual([]);
    const told = (text: string) =>
      script(text).problems.map(({ start, end, message }) => [text.slice(start, end), message.slice(0, 27)]);
    expect(told('- frame: { <<: 1 }\n')).toEqual([['<<', '<<: takes the entries of a ']]);
    expect(told('- frame: { <<: [1] }\n')).toEqual([['<<', '<<: takes the entries of a ']]);
    expect(told('- frame: { <<: *b }\n- frame: &a {}\n')).toEqual(
      [['*b', 'There is no anchor &b before']].map(([at, words = '']) => [at, words.slice(0, 27)]),
    );
  });

  it('keep aliases working within and across steps', () => {
    expect(bytes('- frame: &a { x: 1 }\n- frame: *a\n').map((each) => each.slice(16))).toEqual([
      'c10602a101785401',
      'c10602a101785401',
    ]);
  });
});
