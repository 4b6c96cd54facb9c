import type { PrimitiveName, Scalar } from '../value.ts';

/**
 * A default or a choice as the specification's tables write it, as a value: `true`, `4294967295`, `session-end`. Undefined
 * where the text is not of the type, or the type has no such form.
 */
export function parseLiteral(text: string, type: PrimitiveName): Scalar | undefined {
  switch (type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'ubyte':
    case 'ushort':
    case 'uint':
    case 'byte':
    case 'short':
    case 'int':
      return /^-?\d+$/.test(text) ? Number(text) : undefined;
    case 'ulong':
    case 'long':
    case 'timestamp':
      return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
    case 'float':
    case 'double':
      return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
    case 'string':
    case 'symbol':
      return text;
    case 'char': {
      const point = text.codePointAt(0);
      return point !== undefined && String.fromCodePoint(point) === text ? point : undefined;
    }
    default:
      return undefined;
  }
}
