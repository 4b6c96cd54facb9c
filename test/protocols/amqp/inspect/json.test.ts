import { describe, expect, it } from 'vitest';
import { decodeFrame, decodeValues, fieldsJson, toJson } from '../../../../protocols/amqp/index.ts';
import { frame, hex } from '../decode/support.ts';

const json = (bytes: string): unknown => toJson(decodeValues(hex(bytes)).values[0]!);

describe('a value as JSON', () => {
  it.each([
    ['40', null],
    ['41', true],
    ['52 05', 5],
    ['80 7fffffffffffffff', '9223372036854775807'],
    ['80 001fffffffffffff', 9007199254740991],
    ['80 0020000000000000', '9007199254740992'],
    ['81 ffdfffffffffffff', '-9007199254740993'],
    ['83 0000011d59c48e80', 1225571733120],
    ['a1 01 61', 'a'],
    ['a3 01 61', 'a'],
    ['a0 02 00ff', { $binary: '00ff' }],
    ['73 00000041', 'A'],
    ['73 0001f600', '😀'],
    ['98 00010203040506070809 0a0b0c0d0e0f', '00010203-0405-0607-0809-0a0b0c0d0e0f'],
    ['72 7fc00000', { $float: 'nan' }],
    ['82 7ff8000000000000', { $double: 'nan' }],
    ['82 fff0000000000000', { $double: '-inf' }],
    ['72 7f800000', { $float: 'inf' }],
    ['74 3092d687', { $decimal32: '3092d687' }],
    ['45', []],
    ['c0 03 02 41 42', [true, false]],
    ['c1 05 04 41 52 01 42', { $map: [[true, 1], [false]] }],
    ['c1 03 02 41 45', { $map: [[true, []]] }],
    ['e0 06 02 a3 01 61 01 62', ['a', 'b']],
    ['00 a3 01 61 41', { $descriptor: 'a', $value: true }],
    ['00 53 24 45', { $type: 'accepted' }],
    ['00 53 75 a0 01 00', { $descriptor: 117, $value: { $binary: '00' } }],
    [
      'e0 07 02 00 53 01 50 01 02',
      [
        { $descriptor: 1, $value: 1 },
        { $descriptor: 1, $value: 2 },
      ],
    ],
    ['00 53 28 c0 04 01 a1 01 71', { $type: 'source', address: 'q' }],
    ['00 80 0000468c00000004 a1 01 78', { $descriptor: 77567109365764, $value: 'x' }],
  ])('%s', (bytes, expected) => {
    expect(json(bytes)).toEqual(expected);
  });

  it('leaves out fields that are null or not there', () => {
    expect(fieldsJson(decodeFrame(frame('00 53 10 c0 09 04 a1 01 63 40 40 60 00 07')))).toEqual({
      'container-id': 'c',
      'channel-max': 7,
    });
  });

  it('is empty for what has no performative', () => {
    expect(fieldsJson(decodeFrame(hex('0000000802000000')))).toEqual({});
    expect(fieldsJson(decodeFrame(hex('414d515000010000')))).toEqual({});
    expect(fieldsJson(decodeFrame(frame('00 53 99 45')))).toEqual({});
  });
});
