import { describe, expect, it } from 'vitest';
import { codePointName, fromHex, spacedHex, toHex } from '../../../protocols/core/index.ts';

describe('hex', () => {
  it('has two digits for each byte', () => {
    const bytes = Uint8Array.of(0, 15, 255);
    expect([toHex(bytes), toHex(bytes, 1), toHex(bytes, 1, 2), toHex(bytes, 3)]).toEqual(['000fff', '0fff', '0f', '']);
    expect([spacedHex(bytes), spacedHex(new Uint8Array(0))]).toEqual(['00 0f ff', '']);
  });

  it('is read in either case, and only where it is nothing else', () => {
    expect(fromHex('00aFFf')).toEqual(Uint8Array.of(0, 0xaf, 0xff));
    expect(fromHex('')).toEqual(new Uint8Array(0));
    expect(['0', '0g', '00 ', '0x00'].map(fromHex)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('names code points with at least four digits', () => {
    expect([codePointName(7), codePointName(0x1f600)]).toEqual(['U+0007', 'U+1F600']);
  });
});
