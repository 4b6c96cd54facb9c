import { joinBytes, noBodies, type SecretRange, type UnitBody } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';

/**
 * The body of the message that a unit carries (AMQP 1.0, 3.2.6–3.2.8): its data sections, put together, or a value that is a text or bytes.
 * Other values, and sequences, are in the tree. Of a transfer that is not a beginning, all bytes of the payload.
 * @param secrets bytes of the unit that are masked
 */
export function frameBodies(frame: DecodedFrame, secrets: readonly SecretRange[]): readonly UnitBody[] {
  const { payload } = frame;
  const bytes = masked(frame.bytes, secrets);
  const sections = frame.sections.filter((node) => !node.gap);
  const whole = frame.fieldValue('more') !== true;
  if (sections.length === 0) {
    if (payload === undefined || payload.size === 0) return noBodies;
    const range = [payload.offset, payload.offset + payload.size] as const;
    const part = { bytes: bytes.subarray(...range), range, same: true, whole: false };
    return [{ name: 'payload', type: undefined, encoding: undefined, ...part }];
  }
  const properties = sections.find(({ type }) => type === 'properties');
  const stated = { type: textOf(properties, 'content-type'), encoding: textOf(properties, 'content-encoding') };
  const data = sections.filter(({ type, primitive }) => type === 'data' && primitive === 'binary');
  const [first] = data;
  const last = data.at(-1);
  if (first !== undefined && last !== undefined) {
    const parts = data.map(({ body, end }) => bytes.subarray(body, end));
    const same = data.length === 1;
    const joined = same ? bytes.subarray(first.body, first.end) : joinBytes(parts);
    return [{ name: 'data', ...stated, bytes: joined, range: [first.body, last.end], same, whole }];
  }
  const value = sections.find(({ type }) => type === 'amqp-value');
  if (value === undefined || !['string', 'symbol', 'binary'].includes(value.primitive) || value.body < 0)
    return noBodies;
  const range = [value.body, value.end] as const;
  return [{ name: 'amqp-value', ...stated, bytes: bytes.subarray(...range), range, same: true, whole }];
}

/** The bytes with an asterisk for each one that is secret. */
function masked(bytes: Uint8Array, secrets: readonly SecretRange[]): Uint8Array {
  if (secrets.length === 0) return bytes;
  const copy = new Uint8Array(bytes);
  for (const [start, end] of secrets) copy.fill(0x2a, start, end);
  return copy;
}

function textOf(section: ValueNode | undefined, name: string): string | undefined {
  const field = section?.children.find((child) => child.name === name);
  return field?.presence === 'present' && typeof field.value === 'string' ? field.value : undefined;
}
