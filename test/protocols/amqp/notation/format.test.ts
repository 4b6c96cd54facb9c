import { describe, expect, it } from 'vitest';
import { formatUnit, formatUnits } from '../../../../protocols/amqp/notation/index.ts';

function format(hex: string): string {
  return formatUnit(Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex')));
}

/** A frame of type AMQP on channel 0 with a body in hex. */
function frame(body: string): string {
  const bytes = body.replace(/\s/g, '');
  return `${(8 + bytes.length / 2).toString(16).padStart(8, '0')}02000000${bytes}`;
}

describe('a unit in the notation', () => {
  it.each([
    ['414d515000010000', '- header: amqp\n'],
    ['414d515003010000', '- header: sasl\n'],
    ['414d515000000901', '- header: amqp 0.9.1\n'],
    ['414d515009010203', '- header: 9 1.2.3\n'],
    ['0000000802000000', '- heartbeat: {}\n'],
    ['0000000802000005', '- heartbeat: {}\n  channel: 5\n'],
    ['0000000c03000000deadbeef', '- heartbeat: {}\n  extended-header: !hex "deadbeef"\n'],
    ['000000', '- raw: !hex "000000"\n'],
    ['', '- raw: !hex ""\n'],
    [frame('00531045'), '- open: {}\n'],
    [frame('005310c00401a10163'), '- open: { container-id: c }\n'],
    [frame('005310d00000000700000001a10163'), '- open: !list32 { container-id: c }\n'],
    [frame('0080000000000000001045'), '- open: !described [!ulong@0x80 16, {}]\n'],
    [frame(`00a30e${Buffer.from('amqp:open:list').toString('hex')}45`), '- open: !<amqp:open:list> {}\n'],
    [frame('005310c0080241a101634040'), '- open: !raw "005310c0080241a101634040"\n'],
    [
      frame('005315c0090541434041005324 45'),
      '- disposition: { role: receiver, first: 0, settled: true, state: accepted }\n',
    ],
    [frame('40'), '- frame: null\n'],
    [frame('b0000000026869'), '- frame: !vbin32 hi\n'],
    [frame('b00000000200ff'), '- frame: !hex@0xb0 "00ff"\n'],
    [
      frame('005314c0020143 005375b00000000200ff'),
      '- transfer: { handle: 0 }\n  message: { body: { data: !hex@0xb0 "00ff" } }\n',
    ],
    [frame('5405ff'), '- frame: 5\n  payload: !hex "ff"\n'],
  ])('%s is %j', (hex, text) => {
    expect(format(hex)).toBe(text);
  });

  it('writes a message by its sections, in braces while they fit on a line', () => {
    const message =
      '005370c0020141 005373c00602a1026d3140 005374c10d02a10163823ff0000000000000 005375a0077b2261223a317d';
    expect(format(frame(`005314c008054343a001004342 ${message}`))).toBe(
      [
        '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00", message-format: 0, settled: false }',
        '  message:',
        '    header: { durable: true }',
        '    properties: { message-id: m1, user-id: null }',
        '    application-properties: { c: 1.0 }',
        '    body: { data: \'{"a":1}\' }',
        '',
      ].join('\n'),
    );
  });

  it('writes several bodies, and sections out of order, as they are', () => {
    const transfer = '005314c0020143';
    expect(format(frame(`${transfer}005375a00161005375a00162`))).toBe(
      '- transfer: { handle: 0 }\n  message: { body: { data: [a, b] } }\n',
    );
    expect(format(frame(`${transfer}005376c003015401005376c003015402`))).toBe(
      '- transfer: { handle: 0 }\n  message: [{ amqp-sequence: [1] }, { amqp-sequence: [2] }]\n',
    );
    expect(format(frame(`${transfer}005377540100537045`))).toBe(
      '- transfer: { handle: 0 }\n  message: [{ amqp-value: 1 }, { header: {} }]\n',
    );
  });

  it('writes part of a message as a payload', () => {
    expect(format(frame('005314c0020143 ffff'))).toBe('- transfer: { handle: 0 }\n  payload: !hex "ffff"\n');
  });

  it('quotes what would be read as something else', () => {
    const text = (value: string) =>
      format(
        frame(`a1${Buffer.byteLength(value).toString(16).padStart(2, '0')}${Buffer.from(value).toString('hex')}`),
      ).slice('- frame: '.length, -1);
    expect(text('plain-text')).toBe('plain-text');
    expect(text('amqp:accepted:list')).toBe('amqp:accepted:list');
    expect(text('true')).toBe('"true"');
    expect(text('12')).toBe('"12"');
    expect(text('')).toBe('""');
    expect(text('a: b')).toBe('"a: b"');
    expect(text('say "yes"')).toBe('\'say "yes"\'');
    expect(text('two\nlines')).toBe('"two\\nlines"');
    expect(text('{{queue}}')).toBe('"\\u007b{queue}}"');
    expect(text('\u0085\ufeff')).toBe('"\\u0085\\ufeff"');
  });

  it('breaks into lines what does not fit on one', () => {
    const long = 'x'.repeat(60);
    const value = Buffer.from(long).toString('hex');
    const text = format(frame(`005310c07d02a13c${value}a13c${value}`));
    expect(text).toBe(`- open:\n    container-id: ${long}\n    hostname: ${long}\n`);
  });

  it('writes nothing as an empty list of steps', () => {
    expect(formatUnits([])).toBe('[]\n');
  });
});
