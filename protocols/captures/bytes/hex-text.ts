import { GrowingBytes } from './growing-bytes.ts';

const separators: ReadonlySet<number> = new Set(Array.from(' \t\r\n\f:,;{}"\'[]()-\\', (each) => each.charCodeAt(0)));

/**
 * Hex with whatever stands between its digits: spaces, `0x`, `\x`, commas, colons, dashes, brackets, quotes. Undefined where something
 * else is there, or a group has an odd number of digits, as decimal numbers have.
 */
export function fromHexText(text: string): Uint8Array | undefined {
  const bytes = new GrowingBytes();
  let high = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = hexDigit(code);
    if (digit >= 0) {
      const isPrefix =
        digit === 0 && high < 0 && isX(text.charCodeAt(at + 1)) && hexDigit(text.charCodeAt(at + 2)) >= 0;
      if (isPrefix) at++;
      else if (high < 0) high = digit;
      else {
        bytes.push((high << 4) | digit);
        high = -1;
      }
    } else if (high >= 0 || (!separators.has(code) && !(isX(code) && text.charAt(at - 1) === '\\'))) return undefined;
  }
  return high >= 0 || bytes.size === 0 ? undefined : bytes.take();
}

function isX(code: number): boolean {
  return code === 0x78 || code === 0x58;
}

/** The value of a hex digit; −1 for other characters. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
