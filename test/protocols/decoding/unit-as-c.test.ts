import { describe, expect, it } from 'vitest';
import { unitAsC } from '../../../protocols/decoding/unit-report.ts';

describe('a unit as an array of C', () => {
  it('has all bytes, twelve on a line', () => {
    expect(
      unitAsC(
        7,
        Uint8Array.from({ length: 13 }, (_, index) => index * 20),
      ),
    ).toBe(
      [
        'static const unsigned char unit_7[] = {',
        '  0x00, 0x14, 0x28, 0x3c, 0x50, 0x64, 0x78, 0x8c, 0xa0, 0xb4, 0xc8, 0xdc,',
        '  0xf0,',
        '};',
        'static const unsigned int unit_7_size = 13;',
        '',
      ].join('\n'),
    );
  });

  it('is C for a unit without bytes, too', () => {
    expect(unitAsC(7, new Uint8Array(0))).toContain('{\n  0x00, /* no byte */\n};');
  });
});
