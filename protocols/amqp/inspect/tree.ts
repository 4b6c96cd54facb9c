import type { InspectNode } from '../../core/inspect/index.ts';
import { toHex, maskSecrets, type Secrecy, type SectionRef } from '../../core/index.ts';
import { describeExtension, section } from '../definitions/index.ts';
import { AmqpNode, isLoneKind, type DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';
import { hexCode } from '../types/formats.ts';
import type { DescribedUse, FieldUse } from '../types/uses.ts';
import { frameSecrets, isSecret, maskText } from './secrets.ts';
import { descriptorText, encodingText, fieldOf, valueText } from './text.ts';

export interface TreeOptions {
  /** Shows passwords and tokens. */
  readonly secrets: boolean;
  readonly secrecy: Secrecy | undefined;
}

type Draft = { -readonly [K in keyof Omit<InspectNode, 'id' | 'children'>]: InspectNode[K] | undefined } & {
  readonly label: string;
  readonly children?: readonly Draft[];
};

/** The tree that people look at: one unit's header, performative and payload, down to each byte (AMQP 1.0, 2.2, 2.3, 3.2). */
export function frameTree(frame: DecodedFrame, { secrets, secrecy }: TreeOptions): InspectNode {
  return finish(new TreeMaker(secrets ? [] : frameSecrets(frame, secrecy)).unit(frame), '0');
}

/** Gives every node its id, and leaves out what is not known of it. */
function finish(draft: Draft, id: string): InspectNode {
  const node: Record<string, unknown> = {};
  // A loop, since a log has millions of nodes.
  let key: keyof Draft;
  for (key in draft) if (draft[key] !== undefined) node[key] = draft[key];
  node.id = id;
  node.children = draft.children?.map((child, index) => finish(child, `${id}.${index}`)) ?? [];
  return node as unknown as InspectNode;
}

/** So many values are shown of a unit; for those beyond, one line says how many they are and where. */
const mostValues = 20_000;

class TreeMaker {
  #left = mostValues;
  readonly #secrets: readonly (readonly [number, number])[];

  constructor(secrets: readonly (readonly [number, number])[]) {
    this.#secrets = secrets;
  }

  unit(frame: DecodedFrame): Draft {
    const whole: Draft = { label: titleOf(frame), range: [0, frame.bytes.length] };
    if (frame.kind === 'header')
      return {
        ...whole,
        type: 'protocol header',
        section: section('2.2', 'section-version-negotiation'),
        children: headerParts(frame),
        ...(frame.header === undefined ? {} : { value: frame.header.version }),
      };
    if (frame.kind === 'garbage')
      return {
        ...whole,
        type: 'garbage',
        value: this.#rawText(frame.bytes, 0, frame.bytes.length),
        children: frame.gaps.map((node) => this.value(node, 'bytes')),
      };
    if (isLoneKind(frame.kind)) return { ...whole, ...this.#lone(frame) };
    const { performative } = frame;
    const parts: Draft[] = [this.#frameHeader(frame)];
    if (performative !== undefined)
      parts.push(this.value(performative, performative.name === '' ? 'performative' : performative.name));
    else for (const node of frame.gaps) parts.push(this.value(node, 'body'));
    if (performative !== undefined)
      for (const node of frame.sections)
        parts.push(this.value(node, node.gap ? 'payload' : node.name === '' ? 'section' : node.name));
    return { ...whole, type: 'frame', section: section('2.3', 'section-framing'), children: parts };
  }

  /** What has no frame around it. */
  #lone(frame: DecodedFrame): Pick<Draft, 'type' | 'section' | 'children'> {
    const { performative, sections } = frame;
    if (frame.kind === 'value')
      return {
        type: 'value',
        children: performative === undefined ? [] : [this.value(performative, performative.type)],
      };
    const parts = sections.map((node) => this.value(node, node.gap || node.name === '' ? 'bytes' : node.name));
    return { type: frame.kind, section: section('3.2', 'section-message-format'), children: parts };
  }

  #frameHeader(frame: DecodedFrame): Draft {
    const { bytes, doff } = frame;
    const framing = section('2.3.1', 'section-framing');
    const part = (
      label: string,
      type: string,
      value: string,
      start: number,
      end: number,
      description: string,
    ): Draft => ({ label, type, value, range: [start, end], description, section: framing });
    const parts = [
      part('size', 'uint', String(frame.size), 0, 4, 'Bytes of the whole frame, this header included.'),
      part('doff', 'ubyte', `${doff} (${doff * 4} bytes)`, 4, 5, 'Where the body begins, in words of four bytes.'),
      part(
        'type',
        'ubyte',
        `${hexCode(frame.typeCode)} (${frame.frameType ?? 'unknown'})`,
        5,
        6,
        'What the frame carries: 0x00 AMQP, 0x01 SASL.',
      ),
      frame.frameType === 'sasl'
        ? part('ignored', 'binary', `0x${toHex(bytes, 6, 8)}`, 6, 8, 'Two bytes that a SASL frame does not use.')
        : part('channel', 'ushort', String(frame.channel ?? 0), 6, 8, 'The channel, and so the session, of the frame.'),
    ];
    if (frame.bodyStart > 8)
      parts.push(
        part(
          'extended header',
          'binary',
          `0x${toHex(bytes, 8, frame.bodyStart)}`,
          8,
          frame.bodyStart,
          'Bytes that are reserved; receivers pass over them.',
        ),
      );
    return { label: 'frame header', range: [0, frame.bodyStart], section: framing, quiet: true, children: parts };
  }

  /** A value with all of its parts. */
  value(
    node: ValueNode,
    label: string,
    context: { readonly description?: string | undefined; readonly section?: SectionRef | undefined } = {},
  ): Draft {
    const field = fieldOf(node);
    const type = node instanceof AmqpNode ? node.described : undefined;
    const secret = node.start >= 0 && isSecret(this.#secrets, node.body, node.end);
    // Names, descriptors and keys within a secret are parts of it.
    const children = secret ? [] : this.#children(node, type);
    return {
      label,
      type: typeText(node),
      value: this.#text(node, secret),
      encoding: encodingText(node),
      range: node.start < 0 ? undefined : [node.start, node.end],
      presence: node.presence,
      description: context.description ?? field?.definition.description ?? type?.definition.description,
      section: type?.definition.section ?? sectionOf(field) ?? context.section,
      secret: secret ? true : undefined,
      children,
    };
  }

  #text(node: ValueNode, secret: boolean): string | undefined {
    if (secret) return maskText(node.end - node.body);
    if (node.gap === true)
      return this.#rawText(node.value instanceof Uint8Array ? node.value : new Uint8Array(0), node.start, node.end);
    if (node.presence === 'absent') return undefined;
    if (node.format === 0) return undefined;
    return this.#isPartly(node.body, node.end) ? this.#partly(node) : valueText(node);
  }

  #rawText(bytes: Uint8Array, start: number, end: number): string {
    return this.#isPartly(start, end) ? maskText(end - start) : `0x${toHex(bytes)}`;
  }

  #isPartly(start: number, end: number): boolean {
    return start < end && this.#secrets.some(([from, to]) => from < end && to > start);
  }

  /** A text without the secrets in it. What has parts of its own shows none of them here. */
  #partly(node: ValueNode): string {
    const text = valueText(node);
    if (node.children.length > 0) return text;
    const masked = node.primitive === 'binary' ? text : maskSecrets(text);
    return masked === text ? maskText(node.end - node.body) : masked;
  }

  #children(node: ValueNode, type: DescribedUse | undefined): Draft[] {
    const parts: Draft[] = [];
    if (node.descriptor !== undefined && node.code >= 0) {
      const { node: descriptor, value } = node.descriptor;
      const base = this.value(descriptor, 'descriptor', { description: 'Tells the type of the value that follows.' });
      parts.push({
        ...base,
        value: type === undefined ? descriptorText(value) : `${descriptorText(value)} (${type.name})`,
      });
    }
    const shape = node instanceof AmqpNode ? node.elementConstructor : undefined;
    if (shape !== undefined) {
      parts.push({
        label: 'constructor',
        type: 'constructor',
        value: shape.descriptors
          .map((one) => valueText(one))
          .concat(hexCode(shape.format))
          .join(' '),
        range: [shape.start, shape.end],
        description: 'The type and encoding that all elements share.',
      });
    }
    if (node.primitive === 'map' && node.format !== 0) return [...parts, ...this.#pairs(node)];
    for (const [index, child] of node.children.entries()) {
      if (this.#left-- <= 0 && child.start >= 0) return [...parts, moreOf(node.children.slice(index))];
      const owner = type?.fields == null ? undefined : type.definition.section;
      parts.push(
        this.value(child, child.gap === true ? 'bytes' : node.format === 0 ? 'value' : child.name, { section: owner }),
      );
    }
    return parts;
  }

  #pairs(map: ValueNode): Draft[] {
    const parts: Draft[] = [];
    const { children } = map;
    for (let i = 0; i < children.length; i += 2) {
      if (this.#left-- <= 0) return [...parts, moreOf(children.slice(i))];
      const [key, value] = [children[i], children[i + 1]];
      if (key === undefined) break;
      if (key.gap === true || value === undefined) {
        parts.push(this.value(key, key.gap === true ? 'bytes' : 'key'));
        if (value !== undefined) parts.push(this.value(value, 'bytes'));
        continue;
      }
      const inner = this.value(value, 'value');
      const extension = typeof key.value === 'string' ? describeExtension(key.value) : undefined;
      parts.push({
        ...inner,
        label: value.gap === true ? 'bytes' : value.name,
        range: [key.start, value.end],
        presence: inner.presence,
        description: extension?.description ?? inner.description,
        encoding: undefined,
        section:
          extension === undefined ? inner.section : { document: extension.origin, section: '', href: extension.href },
        children: [this.value(key, 'key'), inner],
      });
    }
    return parts;
  }
}

/** One line for values that are not shown one by one. */
function moreOf(nodes: readonly ValueNode[]): Draft {
  const present = nodes.filter((node) => node.start >= 0);
  return {
    label: '…',
    value: `${present.length} more values are not shown one by one`,
    range: [present[0]?.start ?? 0, present.at(-1)?.end ?? 0],
  };
}

/** The type as the specification names it: that of the field where there is no value, and what it stands for where any may. */
function typeText(node: ValueNode): string {
  const definition = node.presence === 'present' ? undefined : fieldOf(node)?.definition;
  if (definition === undefined) return node.type;
  return definition.type === '*' && definition.requires.length > 0 ? definition.requires.join(' or ') : definition.type;
}

/** Where a field's own type is defined, if it is more than a primitive. */
function sectionOf(field: FieldUse | undefined): SectionRef | undefined {
  const definition = field?.use.definition ?? undefined;
  return definition === undefined || definition.kind === 'primitive' ? undefined : definition.section;
}

function titleOf(frame: DecodedFrame): string {
  if (frame.kind === 'header') return headerTitle(frame);
  if (frame.kind === 'heartbeat') return 'heartbeat';
  if (frame.kind === 'garbage') return 'garbage';
  if (frame.kind === 'section' || frame.kind === 'message') return frame.kind;
  if (frame.kind === 'value') return frame.performative?.type ?? 'value';
  return frame.performativeName ?? (frame.performative === undefined ? 'frame' : 'unknown performative');
}

/** `AMQP header`, `SASL header`. */
export function headerTitle(frame: DecodedFrame): string {
  const name = frame.header?.name ?? 'unknown';
  return name === 'unknown' ? 'protocol header' : `${name === 'amqp-0-9-1' ? 'AMQP 0-9-1' : name.toUpperCase()} header`;
}

function headerParts(frame: DecodedFrame): Draft[] {
  const { bytes } = frame;
  const place = section('2.2', 'section-version-negotiation');
  const part = (label: string, value: string, start: number, end: number, description: string): Draft => ({
    label,
    value,
    range: [start, end],
    description,
    section: place,
    type: end - start === 1 ? 'ubyte' : 'binary',
  });
  const rest =
    bytes.length > 8 ? [part('bytes', `0x${toHex(bytes, 8)}`, 8, bytes.length, 'Bytes after the header.')] : [];
  return [
    part('protocol', 'AMQP', 0, 4, 'The four letters that all headers begin with.'),
    part(
      'protocol-id',
      `${bytes[4] ?? 0} (${frame.header?.name ?? 'unknown'})`,
      4,
      5,
      'What follows: 0 AMQP, 2 TLS, 3 SASL.',
    ),
    part('major', String(bytes[5] ?? 0), 5, 6, 'Major version.'),
    part('minor', String(bytes[6] ?? 0), 6, 7, 'Minor version.'),
    part('revision', String(bytes[7] ?? 0), 7, 8, 'Revision.'),
    ...rest,
  ];
}
