import { uint32At } from './scalar.ts';

/** 1 for the format codes that have a shorter one for some values. */
export const mayBeLong = new Uint8Array(256);
for (const code of [0x56, 0x70, 0x71, 0x80, 0x81, 0xb0, 0xb1, 0xb3, 0xc0, 0xd0, 0xd1, 0xf0]) mayBeLong[code] = 1;

/**
 * The format code that holds the same value in fewer bytes; 0 where there is none. `end` is the byte after the value,
 * `count` that of a compound's elements or of the bytes of a variable-width value's data, `whole` all bytes of the value.
 */
export function shorterCode(bytes: Uint8Array, code: number, end: number, count: number, whole: number): number {
  switch (code) {
    case 0x56:
      return bytes[end - 1] === 0 ? 0x42 : bytes[end - 1] === 1 ? 0x41 : 0;
    case 0x70:
      return uint32At(bytes, end - 4) === 0 ? 0x43 : uint32At(bytes, end - 4) < 256 ? 0x52 : 0;
    case 0x80:
      return uint32At(bytes, end - 8) !== 0
        ? 0
        : uint32At(bytes, end - 4) === 0
          ? 0x44
          : uint32At(bytes, end - 4) < 256
            ? 0x53
            : 0;
    case 0x71:
      return isSmall(uint32At(bytes, end - 4) | 0) ? 0x54 : 0;
    case 0x81: {
      const low = uint32At(bytes, end - 4) | 0;
      return isSmall(low) && (uint32At(bytes, end - 8) | 0) === (low < 0 ? -1 : 0) ? 0x55 : 0;
    }
    case 0xb0:
    case 0xb1:
    case 0xb3:
      return count < 256 ? code - 0x10 : 0;
    case 0xc0:
      return count === 0 ? 0x45 : 0;
    case 0xd0:
      return count === 0 ? 0x45 : fitsShort(count, whole) ? 0xc0 : 0;
    case 0xd1:
    case 0xf0:
      return fitsShort(count, whole) ? code - 0x10 : 0;
    default:
      return 0;
  }
}

function isSmall(value: number): boolean {
  return value >= -128 && value < 128;
}

/** Whether a compound that takes so many bytes with sizes of four bytes fits into one with sizes of one. */
function fitsShort(count: number, whole: number): boolean {
  return count < 256 && whole - 8 < 256;
}
