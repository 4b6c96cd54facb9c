import { joinRanges, secretBytes, withMasked, type Redactor, type SecretRange } from '../core/index.ts';
import { Amqp091Unit } from './codec.ts';
import { isLogin, secretFields } from './inspect.ts';
import type { Node091 } from './node.ts';
import { renamed091 } from './rename.ts';

/** Masks texts and bytes; lengths and types stay as they are. */
export const amqp091Redactor: Redactor = {
  redact(unit) {
    if (!(unit instanceof Amqp091Unit)) throw new TypeError('The redactor of AMQP 0-9-1 got a unit of another codec.');
    const { bytes } = unit.unit;
    if (unit.secrets().length === 0) return bytes;
    const { frame } = unit;
    // A log-in that cannot be read is masked whole.
    if (isLogin(frame) && frame.problems.length > 0) return withMasked(bytes, unit.secrets());
    return withMasked(bytes, joinRanges([...secretBytes(bytes), ...secretFields(frame).flatMap(contentOf)]));
  },
  rename(unit, names) {
    if (!(unit instanceof Amqp091Unit)) throw new TypeError('The redactor of AMQP 0-9-1 got a unit of another codec.');
    return renamed091(unit.frame, unit.unit.bytes, names);
  },
};

const encoder = new TextEncoder();

/** Where the data of a value is that has texts or bytes, behind its length. */
function contentOf(field: Node091): readonly SecretRange[] {
  const { value, end, children } = field;
  if (children.length > 0) return children.flatMap(contentOf);
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return [];
  if (field.type.startsWith('decimal')) return [];
  const size = typeof value === 'string' ? encoder.encode(value).length : value.length;
  return size === 0 ? [] : [[end - size, end]];
}
