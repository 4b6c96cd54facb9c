import { decodeFrame, decodeMessage } from '../../decode/index.ts';
import { standardRegistry } from '../../definitions/registry.ts';
import type { Registry } from '../../definitions/registry.ts';
import { encodeAll, encodeFrame, toEncodable } from '../../encode/index.ts';
import type { EncodeArray, EncodeScalar, EncodeValue } from '../../encode/index.ts';
import { isScalar } from '../read/tree.ts';
import { formatUnit } from './unit.ts';

/**
 * One unit as a step of the notation for people to read: the same values as `formatUnit` writes, without the encodings that its
 * sender chose, so that it may encode to other bytes. What is broken is written exactly.
 */
export function formatUnitPlainly(bytes: Uint8Array, registry: Registry = standardRegistry): string {
  return formatUnit(inShortestEncodings(bytes, registry) ?? bytes, registry);
}

/** The unit with every value in its shortest encoding; undefined where it is no sound frame with a performative. */
function inShortestEncodings(bytes: Uint8Array, registry: Registry): Uint8Array | undefined {
  const frame = decodeFrame(bytes, { registry, payload: 'skip' });
  const { performative, channel, payload } = frame;
  if (performative === undefined || frame.findings.length > 0 || frame.size !== bytes.length) return undefined;
  return encodeFrame({
    type: frame.typeCode,
    extendedHeader: bytes.subarray(8, frame.bodyStart),
    performative: shortest(toEncodable(performative, bytes)),
    ...(channel === undefined ? {} : { channel }),
    ...(payload === undefined ? {} : { payload: shortestMessage(bytes.subarray(payload.offset), registry) }),
  });
}

/** A payload that is no whole message stays as it is. */
function shortestMessage(payload: Uint8Array, registry: Registry): Uint8Array {
  const { sections, issues } = decodeMessage(payload, { registry });
  if (sections.some(({ gap }) => gap) || issues.some(({ severity }) => severity === 'error')) return payload;
  return encodeAll(sections.map((section) => shortest(toEncodable(section, payload))));
}

function shortest(value: EncodeValue): EncodeValue {
  if (isScalar(value)) return shortestScalar(value);
  switch (value.type) {
    case 'raw':
      return value;
    case 'described':
      return { type: 'described', descriptor: shortest(value.descriptor), value: shortest(value.value) };
    case 'array':
      return shortestArray(value);
    case 'list':
    case 'map':
      return { type: value.type, items: value.items.map(shortest) };
  }
}

/** Data that no value can say keep their format code. */
function shortestScalar(value: EncodeScalar): EncodeScalar {
  return isBareData(value) ? value : { type: value.type, value: value.value };
}

function shortestArray(array: EncodeArray): EncodeArray {
  if (array.items.some((item) => item.type === 'raw' || (isScalar(item) && isBareData(item)))) return array;
  const { type, descriptors } = array.element;
  return {
    type: 'array',
    element: { type, ...(descriptors === undefined ? {} : { descriptors: descriptors.map(shortest) }) },
    items: array.items.map(shortest),
  };
}

function isBareData({ type, value }: EncodeScalar): boolean {
  return value instanceof Uint8Array && type !== 'binary' && !type.startsWith('decimal');
}
