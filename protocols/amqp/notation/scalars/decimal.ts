/**
 * Decimal floating-point text to and from the bytes of AMQP's decimal32, decimal64 and decimal128 (AMQP 1.0, 1.6.13–1.6.15):
 * IEEE 754-2008 with the Binary Integer Decimal encoding, big-endian.
 */
export type DecimalName = 'decimal32' | 'decimal64' | 'decimal128';

interface DecimalFormat {
  /** Bytes. */
  readonly width: number;
  /** Most digits of a coefficient. */
  readonly digits: number;
  readonly bias: number;
  /** Bits of the whole exponent. */
  readonly exponentBits: number;
}

const formats: Readonly<Record<DecimalName, DecimalFormat>> = {
  decimal32: { width: 4, digits: 7, bias: 101, exponentBits: 8 },
  decimal64: { width: 8, digits: 16, bias: 398, exponentBits: 10 },
  decimal128: { width: 16, digits: 34, bias: 6176, exponentBits: 14 },
};

/** Bytes of each decimal type. */
export function decimalWidth(name: DecimalName): number {
  return formats[name].width;
}

/** The bytes of a decimal number such as `-12.50` (its trailing zeros are kept, as the format can); a sentence where it does not fit. */
export function encodeDecimal(name: DecimalName, text: string): Uint8Array | string {
  const { width, digits, bias, exponentBits } = formats[name];
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,5}))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  if (match === null || whole + fraction === '')
    return `“${text}” is not a decimal number: write it like -12.50 or 1E-3, or give its bytes with !hex`;
  const exponent = Number(power) - fraction.length + bias;
  const written = (whole + fraction).replace(/^0+/, '');
  if (written.length > digits) return `“${text}” has more digits than the ${digits} that a ${name} can hold`;
  const coefficient = BigInt(written || '0');
  const topExponent = 3 * 2 ** (exponentBits - 2) - 1;
  if (exponent < 0 || exponent > topExponent) return `The exponent of “${text}” is out of the range of a ${name}`;
  const bits = width * 8;
  const coefficientBits = BigInt(bits - 1 - exponentBits);
  const signBit = sign === '-' ? 1n << BigInt(bits - 1) : 0n;
  const fits = coefficient < 1n << coefficientBits;
  // A coefficient of three bits more drops its leading 100, and the combination field starts with 11.
  const body = fits
    ? (BigInt(exponent) << coefficientBits) | coefficient
    : (3n << BigInt(bits - 3)) |
      (BigInt(exponent) << (coefficientBits - 2n)) |
      (coefficient & ((1n << (coefficientBits - 2n)) - 1n));
  return toBytes(signBit | body, width);
}

/** The number that the bytes of a decimal stand for, where `encodeDecimal` gives exactly these bytes back; else undefined. */
export function decodeDecimal(name: DecimalName, bytes: Uint8Array): string | undefined {
  const { width, bias, exponentBits } = formats[name];
  if (bytes.length !== width) return undefined;
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  const bits = width * 8;
  const coefficientBits = BigInt(bits - 1 - exponentBits);
  const negative = value >> BigInt(bits - 1) === 1n;
  const body = value & ((1n << BigInt(bits - 1)) - 1n);
  const long = body >> BigInt(bits - 3) === 3n;
  const shift = long ? coefficientBits - 2n : coefficientBits;
  const exponent = Number((body >> shift) & ((1n << BigInt(exponentBits)) - 1n)) - bias;
  const low = body & ((1n << shift) - 1n);
  const coefficient = long ? low | (1n << coefficientBits) : low;
  const text = `${negative ? '-' : ''}${decimalText(coefficient.toString(), exponent)}`;
  const again = encodeDecimal(name, text);
  return typeof again !== 'string' && again.every((byte, index) => byte === bytes[index]) ? text : undefined;
}

function decimalText(coefficient: string, exponent: number): string {
  if (exponent === 0) return coefficient;
  if (exponent < 0 && exponent > -20) {
    const padded = coefficient.padStart(1 - exponent, '0');
    return `${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
  }
  return `${coefficient}E${exponent}`;
}

function toBytes(value: bigint, width: number): Uint8Array {
  const bytes = new Uint8Array(width);
  let rest = value;
  for (let i = width - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}
