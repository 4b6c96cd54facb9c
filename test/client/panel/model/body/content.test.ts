import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, refusalOf } from '../../../../../client/panel/model/body/content.ts';
import { mostPixels, pictureHeader } from '../../../../../client/panel/model/body/picture.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/[0-9a-f]{2}/g) ?? [], (two) => parseInt(two, 16));
const content = (body: Uint8Array | string, type?: string, whole = true) =>
  contentOf({ bytes: typeof body === 'string' ? utf8(body) : body, type, whole });

/** The beginning of a PNG picture of this size. */
const png = (width: number, height: number): Uint8Array => {
  const size = (value: number): string => value.toString(16).padStart(8, '0');
  return bytes(`89504e470d0a1a0a0000000d49484452${size(width)}${size(height)}0806000000`);
};

describe('how a body is shown', () => {
  it('follows its content type', () => {
    expect(content('{"a":1}', 'application/json')).toEqual({ kind: 'json' });
    expect(content('{"a":1}', 'application/vnd.example+json; charset=utf-8')).toEqual({ kind: 'json' });
    expect(content('<a/>', 'application/xml')).toEqual({ kind: 'xml' });
    expect(content('a,b', 'text/csv')).toEqual({ kind: 'text' });
    expect(content(bytes('a10102'), 'application/cbor')).toEqual({ kind: 'cbor' });
    expect(content(png(2, 3), 'image/png')).toMatchObject({ kind: 'picture', picture: { width: 2, height: 3 } });
  });

  it('follows the bytes where there is no type that says more', () => {
    expect(content('{"a":1}').kind).toBe('json');
    expect(content('[1]', 'application/octet-stream').kind).toBe('json');
    expect(content('<a>b</a>').kind).toBe('xml');
    expect(content('hello').kind).toBe('text');
    expect(content(bytes('000102')).kind).toBe('hex');
    expect(content(png(1, 1)).note).toBeUndefined();
  });

  it('is what the body is where the type is wrong, with a note', () => {
    expect(content(png(2, 3), 'application/json')).toMatchObject({
      kind: 'picture',
      note: 'The content type is application/json, but the body is a PNG picture, and is shown as that.',
    });
    expect(content(png(2, 3), 'image/jpeg').note).toContain('is a PNG picture');
    expect(content('hello', 'image/png')).toEqual({
      kind: 'text',
      note: 'The content type is image/png, but the bytes are text, and are shown as that.',
    });
    expect(content('{"a":', 'application/json')).toMatchObject({
      kind: 'text',
      note: expect.stringContaining('not JSON') as string,
    });
    expect(content(bytes('00ff00'), 'text/plain')).toEqual({
      kind: 'hex',
      note: 'The content type is text/plain, but the bytes are not UTF-8 text: they are shown in hex.',
    });
    expect(content('no tag', 'text/xml').note).toContain('does not begin with a tag');
  });

  it('does not call the beginning of a JSON text wrong', () => {
    expect(content('{"a":', 'application/json', false)).toEqual({ kind: 'json' });
  });

  it('shows SVG as its text', () => {
    for (const type of ['image/svg+xml', undefined, 'image/png'])
      expect(content('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', type)).toMatchObject({
        kind: 'xml',
        note: expect.stringContaining('SVG') as string,
      });
  });

  it('refuses a picture with more pixels than it says fit, by its header alone', () => {
    const bomb = content(png(50_000, 50_000), 'image/png');
    expect(bomb).toMatchObject({
      kind: 'picture',
      note: `The PNG picture has 50,000 × 50,000 pixels, and is not decoded: at most ${mostPixels.toLocaleString('en')} pixels are.`,
    });
    expect(refusalOf('picture', png(50_000, 50_000))).toBe(bomb.note);
    expect(refusalOf('picture', png(4096, 4096))).toBeUndefined();
    expect(refusalOf('picture', utf8('hello'))).toContain('do not begin like');
  });

  it('is found for any bytes and any type', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.option(fc.string(), { nil: undefined }),
        fc.boolean(),
        (body, type, whole) => {
          expect(content(body, type, whole).kind).toBeDefined();
        },
      ),
    );
  });
});

describe('the header of a picture', () => {
  it('tells the size of each format', () => {
    const size = (digits: string) => {
      const found = pictureHeader(bytes(digits));
      return found === undefined ? undefined : [found.format, found.width, found.height];
    };
    expect(size('474946383961 0300 0200 00 00 00')).toEqual(['GIF', 3, 2]);
    // The first picture of a GIF may be larger than its screen.
    expect(size('474946383961 0100 0100 00 00 00 21f9 04 00000000 00 2c 0000 0000 e803 d007 00')).toEqual([
      'GIF',
      1000,
      2000,
    ]);
    expect(size('ffd8 ffe0 0004 0000 ffc0 0011 08 0010 0020 03 000000')).toEqual(['JPEG', 32, 16]);
    expect(size('52494646 00000000 57454250 56503858 0a000000 00000000 ff0700 ff0300')).toEqual(['WebP', 2048, 1024]);
    expect(size('52494646 00000000 57454250 5650384c 00000000 2f 01400000 00')).toEqual(['WebP', 2, 2]);
    expect(size('52494646 00000000 57454250 56503820 00000000 000000 9d012a 4000 3000')).toEqual(['WebP', 64, 48]);
    expect(size(`424d ${'00'.repeat(12)} 28000000 05000000 fbffffff ${'00'.repeat(28)}`)).toEqual(['BMP', 5, 5]);
    expect(size('68656c6c6f')).toBeUndefined();
  });

  it('is read from any bytes in bounded time', () => {
    const starts = ['89504e470d0a1a0a', '474946383961', 'ffd8ff', '524946460000000057454250', '424d'];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        const header = pictureHeader(Uint8Array.from([...bytes(start), ...rest]));
        expect(header === undefined || (header.width >= 0 && header.height >= 0)).toBe(true);
      }),
    );
    const long = new Uint8Array(5_000_000).fill(0xff);
    long[1] = 0xd8;
    expect(pictureHeader(long)).toMatchObject({ format: 'JPEG', width: 0 });
  });
});
