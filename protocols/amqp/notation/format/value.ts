import { isPrintable } from '../../../core/index.ts';
import { encode } from '../../encode/index.ts';
import type {
  EncodeArray,
  EncodeDescribed,
  EncodeList,
  EncodeMap,
  EncodeScalar,
  EncodeValue,
} from '../../encode/index.ts';
import type { CompositeDefinition } from '../../definitions/model.ts';
import type { Registry } from '../../definitions/registry.ts';
import { encodingOf } from '../../types/formats.ts';
import { anything, expectType } from '../read/context.ts';
import type { Expected, ReadContext } from '../read/context.ts';
import { descriptorText } from '../read/tags.ts';
import { descriptorOf, isNull, isScalar, nullValue } from '../read/tree.ts';
import { keyTypeOf, narrows, resolveType } from '../read/types.ts';
import { readValue } from '../read/value.ts';
import { hexScalar, quoteText, scalarText } from './scalar-text.ts';
import { sourceOf } from './source-of.ts';
import { sameBytes } from './strip.ts';
import type { TextTree } from './text-tree.ts';

/** Writes values as the notation says them, for a place that expects something. Values have no encodings but unusual ones. */
export class ValueFormatter {
  readonly #registry: Registry;
  readonly #context: ReadContext;
  readonly #trusting: boolean;

  /**
   * `trusting`: what is made of several values is taken to read back as its parts do. That is faster, and nearly always so;
   * whoever asks for it reads the whole back.
   */
  constructor(registry: Registry, trusting = false) {
    this.#registry = registry;
    this.#trusting = trusting;
    this.#context = {
      registry,
      resolve: () => undefined,
      variableProblem: () => undefined,
      readValue,
      report: () => undefined,
      place: () => undefined,
      unknown: () => undefined,
    };
  }

  /** A value as text that reads back to the same bytes where `expected` is expected. */
  value(value: EncodeValue, expected: Expected): TextTree {
    if (isScalar(value)) return this.#scalar(value, expected);
    switch (value.type) {
      case 'raw':
        return raw(value);
      case 'described':
        return this.#described(value, expected);
      case 'list':
        return this.#list(value, expected);
      case 'map':
        return this.#map(value, expected);
      case 'array':
        return this.#array(value, expected);
    }
  }

  #scalar(value: EncodeScalar, expected: Expected): TextTree {
    const bytes = encode(value);
    const text = scalarText(value);
    const choice = this.#choice(value, expected);
    const candidates: TextTree[] = [];
    if (value.code === undefined) {
      for (const each of [choice, text]) if (each !== undefined) candidates.push({ kind: 'scalar', text: each });
      if (value.value instanceof Uint8Array && value.type === 'binary')
        candidates.push({ kind: 'scalar', tag: '!hex', text: hexScalar(value.value) });
    }
    if (text !== undefined) candidates.push({ kind: 'scalar', tag: tagOf(value.type, value.code), text });
    else if (value.value instanceof Uint8Array && value.type === 'binary')
      candidates.push({ kind: 'scalar', tag: tagOf('hex', value.code), text: hexScalar(value.value) });
    return candidates.find((each) => this.#readsBack(each, bytes, expected)) ?? this.#lastResort(value);
  }

  /** Bytes with an unusual encoding, and what no text can say. */
  #lastResort(value: EncodeValue): TextTree {
    return { kind: 'scalar', tag: '!raw', text: hexScalar(encode(value)) };
  }

  #choice(value: EncodeScalar, expected: Expected): string | undefined {
    const { choices, primitive } = resolveType(this.#registry, expected.type);
    if (primitive !== value.type) return undefined;
    const found = choices.find((each) => each.value === String(value.value))?.name;
    return found === undefined ? undefined : quoteText(found);
  }

  #readsBack(tree: TextTree, bytes: Uint8Array, expected: Expected): boolean {
    if (this.#trusting && tree.kind !== 'scalar') return true;
    return sameBytes(encode(readValue(sourceOf(tree), expected, this.#context)), bytes);
  }

  #list(list: EncodeList, expected: Expected): TextTree {
    const items = list.items.map((item) => this.value(item, anything));
    const wanted = resolveType(this.#registry, expected.type);
    const plain =
      list.code === undefined &&
      !expected.multiple &&
      expected.requires.length === 0 &&
      wanted.composite === undefined &&
      (wanted.primitive === undefined || wanted.primitive === 'list');
    return plain
      ? { kind: 'list', items }
      : this.#orRaw({ kind: 'list', tag: tagOf('list', list.code), items }, list, expected);
  }

  #map(map: EncodeMap, expected: Expected): TextTree {
    const wanted = resolveType(this.#registry, expected.type);
    const type = wanted.primitive === 'map' ? expected.type : '*';
    const keyType = type === 'unsettled' ? 'delivery-tag' : keyTypeOf(wanted);
    // Without a value a last key cannot be written.
    if (map.items.length % 2 === 1) return this.#lastResort(map);
    const entries: { key: TextTree; value: TextTree }[] = [];
    for (let i = 0; i < map.items.length; i += 2) {
      const key = map.items[i] ?? nullValue;
      const name = isScalar(key) && typeof key.value === 'string' ? key.value : '';
      const keyExpected =
        narrows(wanted, 'annotations') && key.type === 'ulong' ? expectType('ulong') : expectType(keyType);
      entries.push({
        key: this.value(key, keyExpected),
        value: this.value(map.items[i + 1] ?? nullValue, memberExpected(type, name)),
      });
    }
    const plain =
      map.code === undefined &&
      expected.requires.length === 0 &&
      (wanted.primitive === 'map' || (wanted.primitive === undefined && wanted.composite === undefined));
    const tree: TextTree = plain ? { kind: 'map', entries } : { kind: 'map', tag: tagOf('map', map.code), entries };
    return plain ? tree : this.#orRaw(tree, map, expected);
  }

  #array(array: EncodeArray, expected: Expected): TextTree {
    const { type, code, descriptors } = array.element;
    const head = tagOf('array', array.code);
    const candidates: TextTree[] = [];
    if (descriptors === undefined) {
      const wanted = resolveType(this.#registry, expected.type).primitive;
      if (expected.multiple && array.code === undefined && code === undefined && wanted === type) {
        candidates.push({
          kind: 'list',
          items: array.items.map((item) => this.value(item, { ...expected, multiple: false })),
        });
      }
      candidates.push({
        kind: 'list',
        tag: `${head}:${tagOf(type, code).slice(1)}`,
        items: array.items.map((item) => this.value(item, expectType(type))),
      });
    } else {
      const items = array.items.map((item) =>
        this.value(
          described(
            descriptors,
            code === undefined || item.type === 'raw' || item.type === 'described' ? item : { ...item, code },
          ),
          anything,
        ),
      );
      candidates.push({ kind: 'list', tag: head, items });
    }
    const bytes = encode(array);
    return candidates.find((each) => this.#readsBack(each, bytes, expected)) ?? this.#lastResort(array);
  }

  #described(value: EncodeDescribed, expected: Expected): TextTree {
    const code = descriptorOf(value);
    const type = code === undefined ? undefined : this.#registry.byDescriptor(code);
    const composite = type?.kind === 'composite' && value.value.type === 'list' ? type : undefined;
    const content =
      composite !== undefined && value.value.type === 'list' ? this.#fields(value.value, composite) : undefined;
    const inner = content ?? this.value(value.value, type?.kind === 'restricted' ? expectType(type.source) : anything);
    const isDefault = type !== undefined && type.descriptor.code === code && isPlainDescriptor(value.descriptor);
    const listCode = value.value.type === 'list' ? value.value.code : undefined;
    const candidates: TextTree[] = [];
    if (content !== undefined && isDefault)
      candidates.push(listCode === undefined ? content : { ...content, tag: tagOf('list', listCode) });
    // `state: accepted`.
    if (isDefault && content?.kind === 'map' && content.entries.length === 0)
      candidates.push({ kind: 'scalar', text: type.name });
    if (inner.tag === undefined && (content === undefined || listCode === undefined)) {
      if (isDefault) candidates.push({ ...inner, tag: `!${type.name}` });
      else if (code !== undefined && code !== '' && isPlainDescriptor(value.descriptor) && isPrintable(String(code)))
        candidates.push({ ...inner, tag: `!<${descriptorText(code)}>` });
    }
    const whole =
      content !== undefined && listCode !== undefined ? { ...content, tag: tagOf('list', listCode) } : inner;
    candidates.push({ kind: 'list', tag: '!described', items: [this.#descriptor(value.descriptor), whole] });
    const bytes = encode(value);
    return candidates.find((each) => this.#readsBack(each, bytes, expected)) ?? this.#lastResort(value);
  }

  /** In a pair, plain numbers and names are descriptors of the usual types. */
  #descriptor(descriptor: EncodeValue): TextTree {
    if (isScalar(descriptor) && descriptor.code === undefined) {
      const { type, value } = descriptor;
      if (type === 'ulong' && typeof value === 'bigint' && value < 2n ** 63n)
        return { kind: 'scalar', text: `0x${value.toString(16)}` };
      if (type === 'symbol' && typeof value === 'string' && quoteText(value) === value)
        return { kind: 'scalar', text: value };
      if (type === 'ulong' || type === 'symbol')
        return { kind: 'scalar', tag: `!${type}`, text: type === 'symbol' ? quoteText(String(value)) : String(value) };
    }
    return this.value(descriptor, anything);
  }

  /** The fields of a composite by name; by place where there are more than the type has. */
  #fields(list: EncodeList, composite: CompositeDefinition): TextTree {
    const { fields } = composite;
    const expectedAt = (index: number): Expected => {
      const field = fields[index];
      if (field === undefined) return anything;
      const type = composite.name === 'attach' && field.name === 'unsettled' ? 'unsettled' : field.type;
      return { type, requires: field.requires, multiple: field.multiple, field: { composite, definition: field } };
    };
    if (list.items.length > fields.length) {
      return { kind: 'list', items: list.items.map((item, index) => this.value(item, expectedAt(index))) };
    }
    const entries = list.items.flatMap((item, index) => {
      const isLast = index === list.items.length - 1;
      if (isNull(item) && !isLast) return [];
      return [
        {
          key: { kind: 'scalar', text: quoteText(fields[index]?.name ?? '') } as const,
          value: this.value(item, expectedAt(index)),
        },
      ];
    });
    return { kind: 'map', entries };
  }

  #orRaw(tree: TextTree, value: EncodeValue, expected: Expected): TextTree {
    return this.#readsBack(tree, encode(value), expected) ? tree : this.#lastResort(value);
  }
}

function memberExpected(type: string, key: string): Expected {
  if (type === 'unsettled') return { ...anything, requires: ['delivery-state'] };
  if (type === 'node-properties' && key === 'lifetime-policy') return { ...anything, requires: ['lifetime-policy'] };
  if (type === 'node-properties' && key === 'supported-dist-modes') return { ...expectType('symbol'), multiple: true };
  return anything;
}

function isPlainDescriptor(descriptor: EncodeValue): boolean {
  return (
    isScalar(descriptor) &&
    descriptor.code === undefined &&
    (descriptor.type === 'ulong' || descriptor.type === 'symbol')
  );
}

function described(descriptors: readonly EncodeValue[], value: EncodeValue): EncodeValue {
  return descriptors.reduceRight<EncodeValue>(
    (inner, descriptor) => ({ type: 'described', descriptor, value: inner }),
    value,
  );
}

function raw({ bytes }: { readonly bytes: Uint8Array }): TextTree {
  return { kind: 'scalar', tag: '!raw', text: hexScalar(bytes) };
}

/** `!uint`, `!list32`, `!uint@0x70`. */
function tagOf(type: string, code: number | undefined): string {
  if (code === undefined) return `!${type}`;
  const name = encodingOf(code)?.name ?? '';
  const named =
    type !== 'hex' &&
    name !== '' &&
    name !== 'ieee-754' &&
    type !== 'boolean' &&
    encodingOf(code)?.category !== 'fixed';
  return named ? `!${name}` : `!${type}@0x${code.toString(16)}`;
}
