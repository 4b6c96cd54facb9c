import { fitsCode } from '../../encode/index.ts';
import type { EncodeValue } from '../../encode/index.ts';
import { encodingOf } from '../../types/formats.ts';
import type { Span } from '../source/node.ts';
import type { ReadContext } from './context.ts';

/**
 * A value in the encoding that its tag names (AMQP 1.0, 1.6). Where that cannot hold it, this is reported, and the encoder chooses:
 * no other value than the written one is sent.
 */
export function withCode<T extends EncodeValue>(
  value: T,
  code: number | undefined,
  span: Span,
  context: ReadContext,
): T {
  if (code === undefined || value.type === 'described' || value.type === 'raw') return value;
  if (fitsCode(value, code)) return { ...value, code };
  context.report({
    rule: 'valueRange',
    start: span.start,
    end: span.end,
    message: `This ${value.type} does not fit into ${encodingName(code)}, which ${roomOf(code)}. Sent in another encoding`,
  });
  return value;
}

/** `smalluint (0x52)`. */
export function encodingName(code: number): string {
  const hex = `0x${code.toString(16)}`;
  const name = encodingOf(code)?.name ?? '';
  return name === '' ? hex : `${name} (${hex})`;
}

/** What an encoding can hold, for people. */
export function roomOf(code: number): string {
  switch (code) {
    case 0x41:
    case 0x42:
      return `is the value ${code === 0x41 ? 'true' : 'false'} alone`;
    case 0x43:
    case 0x44:
      return 'is the value 0 alone';
    case 0x45:
      return 'is the empty list alone';
    case 0x52:
    case 0x53:
      return 'holds 0 to 255';
    case 0x54:
    case 0x55:
      return 'holds -128 to 127';
    default:
      return 'holds up to 255 bytes';
  }
}
