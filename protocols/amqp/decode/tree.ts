import type { Presence } from '../../core/inspect/index.ts';
import { toHex, type Issue } from '../../core/index.ts';
import type { ValueNode } from '../node.ts';
import { layoutOf, layouts, primitiveOf } from '../types/formats.ts';
import { scalarAt } from '../types/scalar.ts';
import type { DescribedUse, FieldUse, TypeUse } from '../types/uses.ts';
import type { PrimitiveName, Scalar } from '../value.ts';
import {
  absentFlag,
  bodyOf,
  brokenFlag,
  describedFlag,
  elementFlag,
  endOf,
  entrySize,
  gapFlag,
  infoOf,
  nextOf,
  startOf,
  typeShift,
} from './tape.ts';
import type { ScannedUnit } from './unit.ts';

type Descriptor = NonNullable<ValueNode['descriptor']>;

/** What an array's elements have in common. */
interface Shared {
  readonly descriptor: Descriptor | undefined;
  readonly use: TypeUse | null;
}

/** A node over an entry of the tape. Value, descriptor and children are made when they are asked for. */
export class AmqpNode implements ValueNode {
  /** The composite's field that this node is, if it is one. */
  readonly field: FieldUse | null;
  readonly start: number;
  readonly body: number;
  readonly end: number;
  private readonly unit: ScannedUnit | null;
  private readonly entry: number;
  private readonly info: number;
  private readonly shared: Shared | null;
  /** The name, or the key of a map whose value this is: its text is made when it is asked for. */
  private readonly label: string | ValueNode;
  private made: readonly ValueNode[] | null = null;

  /** `unit` is null for a field that is not on the wire. */
  constructor(
    unit: ScannedUnit | null,
    entry: number,
    label: string | ValueNode,
    field: FieldUse | null,
    shared: Shared | null,
  ) {
    this.label = label;
    this.field = field;
    this.unit = unit;
    this.entry = entry;
    this.shared = shared;
    if (unit === null) {
      this.start = -1;
      this.body = -1;
      this.end = -1;
      this.info = absentFlag;
    } else {
      const { tape } = unit;
      const at = unit.base + entry;
      this.start = tape[at + startOf] ?? 0;
      this.body = tape[at + bodyOf] ?? 0;
      this.end = tape[at + endOf] ?? 0;
      this.info = tape[at + infoOf] ?? 0;
    }
  }

  get name(): string {
    return typeof this.label === 'string' ? this.label : keyName(this.label);
  }

  /** What may stand here, where the specification says. */
  get use(): TypeUse | null {
    return this.field?.use ?? this.shared?.use ?? null;
  }

  get gap(): boolean {
    return (this.info & gapFlag) !== 0;
  }

  get broken(): boolean {
    return (this.info & brokenFlag) !== 0;
  }

  get format(): number {
    return (this.info & (gapFlag | absentFlag)) !== 0 ? -1 : this.info & 0xff;
  }

  get code(): number {
    return (this.info & (elementFlag | gapFlag | absentFlag)) !== 0 ? -1 : this.info & 0xff;
  }

  get primitive(): PrimitiveName {
    if (this.gap) return 'binary';
    if ((this.info & absentFlag) !== 0) return this.field?.primitive ?? 'null';
    const inner = this.inner;
    return inner === undefined ? primitiveOf(this.info & 0xff) : inner.primitive;
  }

  /** The described type that the descriptor names, where it is known. */
  get described(): DescribedUse | undefined {
    return this.unit?.catalogue.described[this.info >>> typeShift];
  }

  get type(): string {
    if (this.gap) return 'gap';
    const described = this.described;
    if (described !== undefined) return described.name;
    const { use, info } = this;
    if ((info & absentFlag) !== 0) return use?.name ?? '*';
    const code = info & 0xff;
    const fits =
      use !== null && use.name !== '*' && code !== 0x40 && (info & describedFlag) === 0 && use.codes?.[code] === 1;
    return fits ? use.name : this.primitive;
  }

  get presence(): Presence {
    if ((this.info & absentFlag) !== 0) return this.field?.defaultValue === undefined ? 'absent' : 'default';
    return (this.info & (0xff | describedFlag | elementFlag | gapFlag)) === 0x40 ? 'null' : 'present';
  }

  get value(): Scalar | undefined {
    const { unit, info } = this;
    if (unit === null) return this.field?.defaultValue;
    if ((info & gapFlag) !== 0) return unit.bytes.subarray(this.start, this.end);
    return scalarAt(unit.bytes, info & 0xff, this.body, this.end);
  }

  get descriptor(): Descriptor | undefined {
    if (this.shared !== null) return this.shared.descriptor;
    if (this.unit === null || (this.info & (describedFlag | elementFlag)) !== describedFlag) return undefined;
    return descriptorAt(this.unit, this.entry + entrySize);
  }

  get issues(): readonly Issue[] | undefined {
    return this.unit?.issuesOf(this.entry);
  }

  get children(): readonly ValueNode[] {
    const { unit, info } = this;
    if (unit === null || (info & gapFlag) !== 0 || ((info & describedFlag) === 0 && (info & 0xff) < 0xc0)) return none;
    this.made ??= this.makeChildren(unit);
    return this.made;
  }

  /** The described value under a second descriptor. */
  private get inner(): ValueNode | undefined {
    return (this.info & (describedFlag | 0xff)) === describedFlag ? this.children[0] : undefined;
  }

  private makeChildren(unit: ScannedUnit): readonly ValueNode[] {
    const { info } = this;
    const code = info & 0xff;
    const stop = unit.read(this.entry, nextOf);
    const first = this.firstPart(unit);
    if (code === 0) return first < stop ? [new AmqpNode(unit, first, '', null, null)] : none;
    if (code !== 0x45 && code < 0xc0) return none;
    if ((layoutOf[code] ?? 0) >= layouts.array8) return elementNodes(unit, first, stop, this.use);
    if (code === 0xc1 || code === 0xd1) return pairNodes(unit, first, stop);
    const type = this.described;
    return type?.fields == null ? partNodes(unit, first, stop) : fieldNodes(unit, first, stop, type, type.fields);
  }

  /** The entry of the first part after the descriptor, if there is one. */
  private firstPart(unit: ScannedUnit): number {
    const entry = this.entry + entrySize;
    return (this.info & (describedFlag | elementFlag)) === describedFlag ? unit.read(entry, nextOf) : entry;
  }

  /** An array's element constructor: its first byte, the byte after it, and its descriptors. Undefined where it cannot be read. */
  get elementConstructor(): ElementConstructor | undefined {
    const { unit } = this;
    if (unit === null || (layoutOf[this.info & 0xff] ?? 0) < layouts.array8 || this.gap) return undefined;
    const descriptors: ValueNode[] = [];
    const stop = unit.read(this.entry, nextOf);
    let at = this.body;
    for (
      let entry = this.firstPart(unit);
      entry < stop && (unit.read(entry, infoOf) & (elementFlag | gapFlag)) === 0;
      entry = unit.read(entry, nextOf)
    ) {
      const node = new AmqpNode(unit, entry, '', null, null);
      descriptors.push(node);
      at = node.end;
    }
    return at < this.end ? { start: this.body, end: at + 1, format: unit.bytes[at] ?? 0, descriptors } : undefined;
  }
}

/** What stands before an array's elements. */
export interface ElementConstructor {
  readonly start: number;
  readonly end: number;
  /** The format code of all elements. */
  readonly format: number;
  /** The descriptors that they share, the outermost first. */
  readonly descriptors: readonly ValueNode[];
}

function partNodes(unit: ScannedUnit, first: number, stop: number): readonly ValueNode[] {
  const nodes: ValueNode[] = [];
  for (let entry = first; entry < stop; entry = unit.read(entry, nextOf))
    nodes.push(new AmqpNode(unit, entry, indexName(nodes.length), null, null));
  return nodes;
}

/** A composite's fields, those that are left out included; then what is too much, and a gap if there is one. */
function fieldNodes(
  unit: ScannedUnit,
  first: number,
  stop: number,
  type: DescribedUse,
  fields: readonly FieldUse[],
): readonly ValueNode[] {
  const nodes = absentFields(type, fields).slice();
  let index = 0;
  for (let entry = first; entry < stop; entry = unit.read(entry, nextOf)) {
    const field = fields[index];
    const isLast = unit.read(entry, nextOf) >= stop;
    if (isLast && (unit.read(entry, infoOf) & gapFlag) !== 0) nodes.push(new AmqpNode(unit, entry, '', null, null));
    else if (field === undefined) nodes.push(new AmqpNode(unit, entry, indexName(index), null, null));
    else nodes[index] = new AmqpNode(unit, entry, field.name, field, null);
    index++;
  }
  return nodes;
}

/** One field of the composite whose entry is `composite`, without making the others. */
export function fieldNode(
  unit: ScannedUnit,
  composite: number,
  type: DescribedUse,
  index: number,
): ValueNode | undefined {
  const field = type.fields?.[index];
  if (type.fields === null || field === undefined) return undefined;
  const entry = fieldEntry(unit, composite, index);
  return entry < 0 ? absentFields(type, type.fields)[index] : new AmqpNode(unit, entry, field.name, field, null);
}

/** The entry of one field of the composite whose entry is `composite`; −1 where it is not on the wire. */
export function fieldEntry(unit: ScannedUnit, composite: number, index: number): number {
  const code = unit.read(composite, infoOf) & 0xff;
  const stop = code === 0x45 || code === 0xc0 || code === 0xd0 ? unit.read(composite, nextOf) : 0;
  let entry = unit.read(composite + entrySize, nextOf);
  for (let i = 0; i < index && entry < stop; i++) entry = unit.read(entry, nextOf);
  const isGap = entry < stop && unit.read(entry, nextOf) >= stop && (unit.read(entry, infoOf) & gapFlag) !== 0;
  return entry < stop && !isGap ? entry : -1;
}

function pairNodes(unit: ScannedUnit, first: number, stop: number): readonly ValueNode[] {
  const nodes: ValueNode[] = [];
  let key: ValueNode | null = null;
  for (let entry = first; entry < stop; entry = unit.read(entry, nextOf)) {
    const node: ValueNode = new AmqpNode(unit, entry, key ?? '', null, null);
    key = key === null ? node : null;
    nodes.push(node);
  }
  return nodes;
}

function elementNodes(unit: ScannedUnit, first: number, stop: number, use: TypeUse | null): readonly ValueNode[] {
  const nodes: ValueNode[] = [];
  let shared: Shared = { descriptor: undefined, use };
  for (let entry = first; entry < stop; entry = unit.read(entry, nextOf)) {
    const info = unit.read(entry, infoOf);
    if ((info & (elementFlag | gapFlag)) !== 0)
      nodes.push(
        new AmqpNode(
          unit,
          entry,
          (info & gapFlag) !== 0 ? '' : indexName(nodes.length),
          null,
          (info & gapFlag) !== 0 ? null : shared,
        ),
      );
    else if (shared.descriptor === undefined) shared = { descriptor: descriptorAt(unit, entry), use: null };
  }
  return nodes;
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
  return value instanceof Uint8Array ? toHex(value) : value === undefined ? key.type : String(value);
}

function descriptorAt(unit: ScannedUnit, entry: number): Descriptor {
  const node = new AmqpNode(unit, entry, '', null, null);
  const { value } = node;
  const plain =
    typeof value === 'bigint' || typeof value === 'string'
      ? value
      : typeof value === 'number' && Number.isInteger(value)
        ? BigInt(value)
        : keyName(node);
  return { node, value: plain };
}

/** The nodes of a composite none of whose fields is on the wire: one for each field, whatever the unit. */
function absentFields(type: DescribedUse, fields: readonly FieldUse[]): readonly ValueNode[] {
  type.absentFields ??= fields.map(absentNode);
  return type.absentFields;
}

function absentNode(field: FieldUse): ValueNode {
  return new AmqpNode(null, 0, field.name, field, null);
}
