import { describe, expect, it } from 'vitest';
import { decodeFrame, peekFrame } from '../../../../protocols/amqp/index.ts';
import { codes, expectCovered, frame, hex } from './support.ts';

describe('protocol headers', () => {
  it.each([
    ['414d5150 00 010000', 'amqp', '1.0.0', []],
    ['414d5150 02 010000', 'tls', '1.0.0', []],
    ['414d5150 03 010000', 'sasl', '1.0.0', []],
    ['414d5150 00 000901', 'amqp-0-9-1', '0-9-1', []],
    ['414d5150 00 020000', 'amqp', '2.0.0', ['protocol-header']],
    ['414d5150 01 010000', 'unknown', '1.0.0', ['protocol-header']],
    ['414d5150 01 01000a', 'unknown', '1.0.10', ['protocol-header']],
  ])('%s', (bytes, name, version, found) => {
    const unit = decodeFrame(hex(bytes));
    expect(unit.kind).toBe('header');
    expect(unit.protocol).toBe(name === 'amqp-0-9-1' ? 'amqp-0-9-1' : 'amqp');
    expect(unit.header).toMatchObject({ name, version });
    expect(codes(unit.issues)).toEqual(found);
  });

  it('that are cut off are garbage', () => {
    const unit = decodeFrame(hex('414d5150 00'));
    expect(unit.kind).toBe('garbage');
    expectCovered(unit);
    expect(codes(unit.issues)).toEqual(['protocol-header']);
  });
});

describe('a frame', () => {
  it('has size, data offset, type and channel', () => {
    const unit = decodeFrame(hex('0000000c 02 00 0102 00 53 18 45'));
    expect(unit).toMatchObject({
      kind: 'frame',
      size: 12,
      doff: 2,
      frameType: 'amqp',
      channel: 0x102,
      bodyStart: 8,
      performativeName: 'close',
      code: 0x18n,
    });
    expect(unit.issues).toEqual([]);
  });

  it('may have an extended header', () => {
    const unit = decodeFrame(hex('00000010 03 00 0000 deadbeef 00 53 18 45'));
    expect(unit).toMatchObject({ bodyStart: 12, performativeName: 'close' });
    expect(unit.issues).toEqual([]);
    expectCovered(unit);
  });

  it('that is empty is a heartbeat, but not in SASL', () => {
    expect(decodeFrame(hex('00000008 02 00 0000'))).toMatchObject({ kind: 'heartbeat', issues: [] });
    expect(decodeFrame(hex('0000000c 03 00 0000 00000000'))).toMatchObject({ kind: 'heartbeat', issues: [] });
    expect(codes(decodeFrame(hex('00000008 02 01 0000')).issues)).toEqual(['empty-sasl-frame']);
  });

  it.each([
    ['a size below 8', '00000004 02 00 0000', 'garbage', 'frame-size'],
    ['a size beyond the bytes', '0000000d 02 00 0000 00 53 18 45', 'garbage', 'frame-size'],
    ['a size of 2 GB', '7fffffff 02 00 0000 00 53 18 45', 'garbage', 'frame-too-large'],
    ['more bytes than the size', '0000000b 02 00 0000 00 53 18 45', 'frame', 'frame-size'],
    ['a data offset of 1', '0000000c 01 00 0000 00 53 18 45', 'garbage', 'data-offset'],
    ['a data offset beyond the frame', '0000000c 04 00 0000 00 53 18 45', 'garbage', 'data-offset'],
    ['a type that is not known', '0000000c 02 02 0000 00 53 18 45', 'frame', 'frame-type'],
    ['a body that is not a described value', '0000000a 02 00 0000 41 41', 'frame', 'performative'],
    ['a descriptor that is not known', '0000000c 02 00 0000 00 53 99 45', 'frame', 'performative'],
    ['a section as performative', '0000000c 02 00 0000 00 53 70 45', 'frame', 'performative'],
    ['a SASL performative in an AMQP frame', '0000000c 02 00 0000 00 53 40 45', 'frame', 'performative'],
    ['an AMQP performative in a SASL frame', '0000000c 02 01 0000 00 53 18 45', 'frame', 'performative'],
    ['bytes after a close', '0000000e 02 00 0000 00 53 18 45 41 41', 'frame', 'payload'],
    ['fewer than eight bytes', '000000', 'garbage', 'garbage'],
  ])('with %s is flagged and covered', (_, bytes, kind, code) => {
    const unit = decodeFrame(hex(bytes));
    expect(unit.kind).toBe(kind);
    expect(codes(unit.issues)).toContain(code);
    expectCovered(unit);
  });

  it('of no bytes at all is garbage', () => {
    expect(decodeFrame(new Uint8Array(0)).kind).toBe('garbage');
  });
});

describe('a transfer’s payload', () => {
  const first = '00 53 14 c0 06 04 43 43 a0 00 43';
  const head = (rest: string): string =>
    first.replace(
      'c0 06 04',
      `c0 ${(6 + hex(rest).length).toString(16).padStart(2, '0')} ${(4 + hex(rest).length).toString(16).padStart(2, '0')}`,
    ) + rest;

  it('is a message where it begins like one', () => {
    const unit = decodeFrame(frame(`${first} 00 53 77 41`));
    expect(unit.sections.map((node) => node.name)).toEqual(['amqp-value']);
    expect(unit.sections[0]!.value).toBe(true);
    expect(unit.payload).toEqual({ offset: 19, size: 4 });
    expectCovered(unit);
  });

  it.each([
    ['a continuation that repeats id, tag and format', `${first} 61 62 63`],
    ['a continuation without them', '00 53 14 c0 02 01 43 00 53 77 41'],
    ['another message-format', '00 53 14 c0 07 04 43 43 a0 00 52 01 00 53 77 41'],
    ['an aborted delivery', `${head('40 42 40 40 42 41')} 00 53 77 41`],
  ])('is not looked into for %s', (_, body) => {
    const unit = decodeFrame(frame(body));
    expect(unit.sections.map((node) => node.gap)).toEqual([true]);
    expect(codes(unit.issues)).toEqual([]);
    expectCovered(unit);
  });

  it('may end anywhere while more frames follow', () => {
    const unit = decodeFrame(frame(`${head('42 41')} 00 53 70 45 00 53 75 a0 05 61 62`));
    expect(codes(unit.issues)).toEqual([]);
    expect(unit.sections.map((node) => [node.name, node.gap])).toEqual([
      ['header', false],
      ['', true],
    ]);
    expectCovered(unit);
  });

  it('may not while none follow', () => {
    expect(codes(decodeFrame(frame(`${first} 00 53 70 45 00 53 75 a0 05 61 62`)).issues)).toEqual(['truncated-value']);
  });

  it('is what the caller says', () => {
    const bytes = frame(`${first} 61 62 63`);
    expect(codes(decodeFrame(bytes, { payload: 'message' }).issues)).toEqual(['unknown-section']);
    expect(decodeFrame(frame(`${first} 00 53 77 41`), { payload: 'opaque' }).sections[0]!.gap).toBe(true);
  });

  it('is not read for a list', () => {
    const unit = peekFrame(frame(`${first} 00 53 77 56 09`));
    expect(unit.performativeName).toBe('transfer');
    expect(unit.field('handle')!.value).toBe(0);
    expect(unit.issues).toEqual([]);
    expect(unit.sections).toEqual([]);
    expect(unit.payload).toEqual({ offset: 19, size: 5 });
  });
});
