import { didYouMean } from '../../../core/index.ts';
import type { PrimitiveDefinition, TypeDefinition } from '../../definitions/model.ts';
import type { Registry } from '../../definitions/registry.ts';
import type { PrimitiveName } from '../../value.ts';
import type { SourceTag } from '../source/node.ts';
import type { EncodeValue } from '../../encode/index.ts';

/** What a tag asks for. */
export type TagMeaning =
  | { readonly kind: 'primitive'; readonly primitive: PrimitiveName; readonly code?: number }
  /** `!array:int@0x71`: what the elements are. */
  | {
      readonly kind: 'array';
      readonly code?: number;
      readonly element?: { readonly primitive: PrimitiveName; readonly code?: number };
    }
  | { readonly kind: 'bytes'; readonly format: 'hex' | 'base64'; readonly code?: number }
  /** A descriptor before the value; `type` where it is a known one. */
  | { readonly kind: 'descriptor'; readonly descriptor: EncodeValue; readonly type: TypeDefinition | undefined }
  /** `!described [descriptor, value]`. */
  | { readonly kind: 'pair' }
  /** `!raw "…"`: the value's bytes, constructor included. */
  | { readonly kind: 'raw' }
  | { readonly kind: 'unknown'; readonly message: string };

/** Tags of the notation itself, besides types, encodings and descriptors. */
export const notationTags: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'hex', description: 'Bytes in hex digits: `!hex "00 ff"`.' },
  { name: 'base64', description: 'Bytes in base64: `!base64 "AP8="`.' },
  {
    name: 'described',
    description:
      'A described value as a pair, where the descriptor’s own encoding matters: `!described [!ulong@0x80 0x24, []]`.',
  },
  {
    name: 'raw',
    description: 'A value’s bytes as they stand on the wire, constructor included; not checked: `!raw "56 02"`.',
  },
];

const yamlTags = new Map(
  Object.entries<PrimitiveName>({
    '!str': 'string',
    '!bool': 'boolean',
    '!null': 'null',
    '!seq': 'list',
    '!map': 'map',
  }),
);

/** Reads a tag. What is wrong with it comes back as `unknown`, with a sentence. */
export function readTag(tag: SourceTag, registry: Registry): TagMeaning {
  if (tag.verbatim) return readDescriptor(tag.text, registry);
  const { text } = tag;
  const bytes = /^(hex|base64)(@.*)?$/.exec(text);
  if (bytes !== null) return readBytesTag(bytes[1] === 'hex' ? 'hex' : 'base64', bytes[2] ?? '', registry);
  if (text === '!binary') return { kind: 'bytes', format: 'base64' };
  if (text === 'described') return { kind: 'pair' };
  if (text === 'raw') return { kind: 'raw' };
  const fromYaml = yamlTags.get(text);
  if (fromYaml !== undefined) return { kind: 'primitive', primitive: fromYaml };
  const [head = '', ...rest] = text.split(':');
  const outer = readEncoding(head, registry);
  if (outer !== undefined) {
    if (typeof outer === 'string') return { kind: 'unknown', message: outer };
    if (outer.primitive !== 'array') {
      if (rest.length > 0)
        return { kind: 'unknown', message: `Only an array’s tag names the type of its elements: write !${head}` };
      return { kind: 'primitive', ...outer };
    }
    const code = outer.code === undefined ? {} : { code: outer.code };
    if (rest.length === 0) return { kind: 'array', ...code };
    const element = readEncoding(rest.join(':'), registry);
    if (element === undefined || typeof element === 'string')
      return {
        kind: 'unknown',
        message: element ?? `“${rest.join(':')}” is not a primitive type for an array’s elements`,
      };
    return { kind: 'array', ...code, element };
  }
  const type = registry.byName(text);
  if (type !== undefined && type.kind !== 'primitive') {
    if (type.descriptor === undefined)
      return {
        kind: 'unknown',
        message: `The type ${text} has no descriptor: write the tag of its primitive type, or none`,
      };
    const { code, symbol } = type.descriptor;
    return { kind: 'descriptor', descriptor: code === undefined ? symbolic(symbol) : numeric(code), type };
  }
  return { kind: 'unknown', message: `!${text} is not a tag of this notation${hint(text, registry)}` };
}

function hint(text: string, registry: Registry): string {
  const names: string[] = notationTags.map(({ name }) => name);
  for (const type of registry.types)
    if (type.kind === 'primitive' || type.descriptor !== undefined) names.push(type.name);
  const meant = didYouMean(text, names);
  return meant === '' ? ': write !<…> around a descriptor, or the name of a type' : meant;
}

/** `hex`, `base64@0xb0`: the bytes of a binary in one of its encodings. */
function readBytesTag(format: 'hex' | 'base64', encoding: string, registry: Registry): TagMeaning {
  const meant = readEncoding(`binary${encoding}`, registry);
  if (typeof meant !== 'object') return { kind: 'unknown', message: meant ?? '' };
  return meant.code === undefined ? { kind: 'bytes', format } : { kind: 'bytes', format, code: meant.code };
}

/** `uint`, `uint@0x70`, `smalluint`; undefined where it is none of them, a sentence where the format code is wrong. */
function readEncoding(
  text: string,
  registry: Registry,
): { primitive: PrimitiveName; code?: number } | string | undefined {
  const [name = '', codeText] = text.split('@');
  const type = registry.byName(name);
  if (type?.kind === 'primitive') {
    if (codeText === undefined) return { primitive: type.name };
    const code = /^0x[0-9a-fA-F]{1,2}$/.test(codeText) ? Number(codeText) : undefined;
    if (code !== undefined && type.encodings.some((each) => each.code === code)) return { primitive: type.name, code };
    return `${name} has no encoding @${codeText}: it has ${type.encodings.map((each) => `@0x${each.code.toString(16)}`).join(', ')}`;
  }
  if (codeText !== undefined) return undefined;
  for (const each of registry.types) {
    if (each.kind !== 'primitive') break;
    const found = encodingNamed(each, name);
    if (found !== undefined) return { primitive: each.name, code: found };
  }
  return undefined;
}

function encodingNamed(type: PrimitiveDefinition, name: string): number | undefined {
  // `ieee-754` names the encodings of several types, and `true` and `false` are values.
  if (name === '' || name === 'ieee-754' || type.name === 'boolean') return undefined;
  return type.encodings.find((each) => each.name === name)?.code;
}

/** The inside of `!<…>`: a number (`0x28`, `40`), domain and id (`0x468c:0x4`), else a symbol, in which %xx stands for a character. */
function readDescriptor(text: string, registry: Registry): TagMeaning {
  const number = /^(?:0x[0-9a-fA-F]{1,16}|\d{1,20})$/.exec(text);
  const pair = /^(0x[0-9a-fA-F]{1,8}|\d{1,10}):(0x[0-9a-fA-F]{1,8}|\d{1,10})$/.exec(text);
  if (number !== null || pair !== null) {
    const code = pair === null ? BigInt(text) : (BigInt(pair[1] ?? '0') << 32n) | BigInt(pair[2] ?? '0');
    if (code >= 2n ** 64n) return { kind: 'unknown', message: `The descriptor ${text} is beyond 64 bits` };
    return { kind: 'descriptor', descriptor: numeric(code), type: registry.byDescriptor(code) };
  }
  if (text === '')
    return { kind: 'unknown', message: 'Expected a descriptor between < and >: a symbol, or a number such as 0x28' };
  const symbol = text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // eslint-disable-next-line no-control-regex -- ASCII includes the control characters.
  if (/[^\x00-\x7f]/.test(symbol))
    return { kind: 'unknown', message: 'A descriptor is a symbol, and symbols are ASCII' };
  return { kind: 'descriptor', descriptor: symbolic(symbol), type: registry.byDescriptor(symbol) };
}

/** The text between `<` and `>` for a symbol, so that `readTag` gives it back. */
export function descriptorText(descriptor: bigint | string): string {
  if (typeof descriptor === 'bigint') return `0x${descriptor.toString(16)}`;
  // A symbol that looks like a number is told from one by an escape.
  const escaped = descriptor.replace(
    /[^\w#;/?:@&=+$,.!~*'()[\]-]/g,
    (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return /^\d/.test(escaped) ? `%${escaped.charCodeAt(0).toString(16)}${escaped.slice(1)}` : escaped;
}

function numeric(value: bigint): EncodeValue {
  return { type: 'ulong', value };
}

function symbolic(value: string): EncodeValue {
  return { type: 'symbol', value };
}
