import { byteAt } from '../types/bytes.ts';
import type { Presence } from '../../inspect/index.ts';
import type { Issue } from '../../text/index.ts';
import type { ValueNode } from '../node.ts';
import { layoutOf, layouts, primitiveOf } from '../types/formats.ts';
import { scalarAt } from '../types/scalar.ts';
import { hexText } from '../types/text.ts';
import type { DescribedUse, FieldUse, TypeUse } from '../types/uses.ts';
import type { PrimitiveName, Scalar } from '../value.ts';
import { bodyOf, brokenFlag, describedFlag, elementFlag, endOf, entrySize, gapFlag, infoOf, nextOf, startOf, typeShift } from './tape.ts';
import type { ScannedUnit } from './unit.ts';

type Descriptor = NonNullable<ValueNode['descriptor']>;

/** A node over an entry of the tape. Value, descriptor and children are made when they are asked for. */
export class AmqpNode implements ValueNode {
  readonly name: string;
  /** The composite's field that this node is, if it is one. */
  readonly field: FieldUse | null;
  /** What may stand here, where the specification says. */
  readonly use: TypeUse | null;
  readonly #unit: ScannedUnit;
  readonly #entry: number;
  readonly #info: number;
  readonly #shared: Descriptor | undefined;
  #children: readonly ValueNode[] | null = null;

  constructor(unit: ScannedUnit, entry: number, name: string, field: FieldUse | null, use: TypeUse | null, shared?: Descriptor) {
    this.name = name;
    this.field = field;
    this.use = use;
    this.#unit = unit;
    this.#entry = entry;
    this.#info = unit.read(entry, infoOf);
    this.#shared = shared;
  }

  get gap(): boolean {
    return (this.#info & gapFlag) !== 0;
  }

  get broken(): boolean {
    return (this.#info & brokenFlag) !== 0;
  }

  get format(): number {
    return this.gap ? -1 : this.#info & 0xff;
  }

  get code(): number {
    return (this.#info & (elementFlag | gapFlag)) !== 0 ? -1 : this.#info & 0xff;
  }

  get primitive(): PrimitiveName {
    if (this.gap) return 'binary';
    const inner = this.#inner;
    return inner === undefined ? primitiveOf(this.#info & 0xff) : inner.primitive;
  }

  /** The described type that the descriptor names, where it is known. */
  get described(): DescribedUse | undefined {
    return this.#unit.catalogue.described[this.#info >>> typeShift];
  }

  get type(): string {
    if (this.gap) return 'gap';
    const described = this.described;
    if (described !== undefined) return described.name;
    const { use } = this;
    const code = this.#info & 0xff;
    const fits = use !== null && use.name !== '*' && code !== 0x40 && (this.#info & describedFlag) === 0 && use.codes !== null && use.codes[code] === 1;
    return fits ? use.name : this.primitive;
  }

  get start(): number {
    return this.#unit.read(this.#entry, startOf);
  }

  get body(): number {
    return this.#unit.read(this.#entry, bodyOf);
  }

  get end(): number {
    return this.#unit.read(this.#entry, endOf);
  }

  get presence(): Presence {
    return (this.#info & 0xff) === 0x40 && (this.#info & (describedFlag | elementFlag | gapFlag)) === 0 ? 'null' : 'present';
  }

  get value(): Scalar | undefined {
    if (this.gap) return this.#unit.bytes.subarray(this.start, this.end);
    return scalarAt(this.#unit.bytes, this.#info & 0xff, this.body, this.end);
  }

  get descriptor(): Descriptor | undefined {
    if (this.#shared !== undefined) return this.#shared;
    if ((this.#info & (describedFlag | elementFlag)) !== describedFlag) return undefined;
    return descriptorAt(this.#unit, this.#entry + entrySize);
  }

  get issues(): readonly Issue[] | undefined {
    return this.#unit.issuesOf(this.#entry);
  }

  get children(): readonly ValueNode[] {
    this.#children ??= this.#makeChildren();
    return this.#children;
  }

  /** The described value under a second descriptor. */
  get #inner(): ValueNode | undefined {
    return (this.#info & (describedFlag | 0xff)) === describedFlag ? this.children[0] : undefined;
  }

  #makeChildren(): readonly ValueNode[] {
    const unit = this.#unit;
    const code = this.#info & 0xff;
    const layout = byteAt(layoutOf, code);
    if (this.gap) return none;
    const described = this.described;
    const fields = described?.fields ?? null;
    let entry = this.#entry + entrySize;
    const stop = unit.read(this.#entry, nextOf);
    if ((this.#info & (describedFlag | elementFlag)) === describedFlag) entry = unit.read(entry, nextOf);
    if (code === 0) return entry < stop ? [new AmqpNode(unit, entry, '', null, null)] : none;
    if (fields !== null && (code === 0x45 || code === 0xc0 || code === 0xd0)) return this.#fields(entry, stop, fields);
    if (layout < layouts.compound8) return none;
    if (layout >= layouts.array8) return this.#elements(entry, stop);
    return code === 0xc1 || code === 0xd1 ? this.#pairs(entry, stop) : this.#parts(entry, stop);
  }

  #parts(first: number, stop: number): ValueNode[] {
    const nodes: ValueNode[] = [];
    for (let entry = first; entry < stop; entry = this.#unit.read(entry, nextOf)) nodes.push(new AmqpNode(this.#unit, entry, indexName(nodes.length), null, null));
    return nodes;
  }

  #fields(first: number, stop: number, fields: readonly FieldUse[]): ValueNode[] {
    const nodes: ValueNode[] = [];
    const rest: ValueNode[] = [];
    for (let entry = first; entry < stop; entry = this.#unit.read(entry, nextOf)) {
      const field = fields[nodes.length];
      const isGap = (this.#unit.read(entry, infoOf) & gapFlag) !== 0 && this.#unit.read(entry, nextOf) >= stop;
      if (field === undefined || isGap) rest.push(new AmqpNode(this.#unit, entry, isGap ? '' : indexName(nodes.length + rest.length), null, null));
      else nodes.push(new AmqpNode(this.#unit, entry, field.name, field, field.use));
    }
    for (const field of fields.slice(nodes.length)) nodes.push(absentNode(field));
    return rest.length === 0 ? nodes : [...nodes, ...rest];
  }

  #pairs(first: number, stop: number): ValueNode[] {
    const nodes: ValueNode[] = [];
    let key = '';
    for (let entry = first; entry < stop; entry = this.#unit.read(entry, nextOf)) {
      const isKey = (nodes.length & 1) === 0;
      const node = new AmqpNode(this.#unit, entry, isKey ? '' : key, null, null);
      if (isKey) key = keyName(node);
      nodes.push(node);
    }
    return nodes;
  }

  #elements(first: number, stop: number): ValueNode[] {
    const unit = this.#unit;
    const nodes: ValueNode[] = [];
    let shared: Descriptor | undefined;
    for (let entry = first; entry < stop; entry = unit.read(entry, nextOf)) {
      if ((unit.read(entry, infoOf) & (elementFlag | gapFlag)) === 0) shared ??= descriptorAt(unit, entry);
      else nodes.push(new AmqpNode(unit, entry, indexName(nodes.length), null, this.use, shared));
    }
    return nodes;
  }

  /** An array's element constructor: its first byte, the byte after it, and its descriptors. Undefined where it cannot be read. */
  get elementConstructor(): { readonly start: number; readonly end: number; readonly format: number; readonly descriptors: readonly ValueNode[] } | undefined {
    if (byteAt(layoutOf, this.#info & 0xff) < layouts.array8 || this.gap) return undefined;
    const unit = this.#unit;
    const descriptors: ValueNode[] = [];
    let entry = this.#entry + entrySize;
    if ((this.#info & (describedFlag | elementFlag)) === describedFlag) entry = unit.read(entry, nextOf);
    const stop = unit.read(this.#entry, nextOf);
    let at = this.body;
    while (entry < stop && (unit.read(entry, infoOf) & (elementFlag | gapFlag)) === 0) {
      const node = new AmqpNode(unit, entry, '', null, null);
      descriptors.push(node);
      at = node.end;
      entry = unit.read(entry, nextOf);
    }
    return at < this.end ? { start: this.body, end: at + 1, format: byteAt(unit.bytes, at), descriptors } : undefined;
  }
}

const none: readonly ValueNode[] = [];
const indexNames: readonly string[] = Array.from({ length: 256 }, (_, index) => String(index));

function indexName(index: number): string {
  return indexNames[index] ?? String(index);
}

/** A map's key as the name of its value. */
function keyName(key: ValueNode): string {
  const { value } = key;
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? hexText(value) : value === undefined ? key.type : String(value);
}

function descriptorAt(unit: ScannedUnit, entry: number): Descriptor {
  const node = new AmqpNode(unit, entry, '', null, null);
  const { value } = node;
  const plain = typeof value === 'bigint' || typeof value === 'string' ? value : typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : keyName(node);
  return { node, value: plain };
}

const absentNodes = new WeakMap<FieldUse, ValueNode>();

/** The node of a field that is not on the wire: one for each field, whatever the unit. */
function absentNode(field: FieldUse): ValueNode {
  let node = absentNodes.get(field);
  if (node === undefined) {
    const shown = field.use.name === '*' ? '*' : field.use.name;
    const base = { name: field.name, field, use: field.use, primitive: field.primitive, type: shown, code: -1, format: -1, start: -1, body: -1, end: -1, children: none };
    node = field.defaultValue === undefined ? { ...base, presence: 'absent' } : { ...base, presence: 'default', value: field.defaultValue };
    absentNodes.set(field, node);
  }
  return node;
}
