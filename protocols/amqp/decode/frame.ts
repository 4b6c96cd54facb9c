import { byteAt } from '../types/bytes.ts';
import { capital, type ProtocolName, type UnitKind } from '../../core/index.ts';
import type { ValueNode } from '../node.ts';
import { byteRules } from '../rules/bytes.ts';
import { hexCode } from '../types/formats.ts';
import { uint32At } from '../types/scalar.ts';
import type { DescribedUse } from '../types/uses.ts';
import type { Scalar } from '../value.ts';
import { isHeaderAt, readHeader, type ProtocolHeader } from './header.ts';
import { defaultMaxFrameSize } from './limits.ts';
import { unreadable } from './scan-state.ts';
import type { Scanner } from './scanner.ts';
import { scanSections } from './sections.ts';
import {
  bodyOf,
  brokenFlag,
  describedFlag,
  endOf,
  entrySize,
  gapFlag,
  infoOf,
  nextOf,
  startOf,
  typeShift,
} from './tape.ts';
import { AmqpNode, fieldEntry, fieldNode } from './tree.ts';
import { transferFacts } from './transfer.ts';
import { ScannedUnit } from './unit.ts';
import { beginScan, type DecodeOptions } from './values.ts';
import { withArticle } from './wording.ts';

export type FrameType = 'amqp' | 'sasl' | 'unknown';

export interface FrameOptions extends DecodeOptions {
  /**
   * What a transfer's payload is: a message, its beginning, bytes that are not looked into (`opaque`: a continuation, or
   * another message-format), or what the transfer itself tells (`auto`, the default). `skip` does not even look.
   */
  readonly payload?: 'auto' | 'message' | 'beginning' | 'opaque' | 'skip';
}

/** One unit of a stream, decoded. Nodes are made on demand; all checks are done. */
export class DecodedFrame extends ScannedUnit {
  readonly kind: UnitKind;
  readonly protocol: ProtocolName;
  /** The performative's type, where the frame has one that is known. */
  readonly type: DescribedUse | undefined;
  private readonly payloadStart: number;
  private performativeNode: AmqpNode | null = null;
  private sectionNodes: readonly AmqpNode[] | null = null;

  /** `payloadStart` is −1 for units that are no transfer. */
  constructor(scanner: Scanner, kind: UnitKind, protocol: ProtocolName, payloadStart: number) {
    super(scanner);
    this.kind = kind;
    this.protocol = protocol;
    this.type = this.hasPerformative ? this.describedAt(0) : undefined;
    this.payloadStart = payloadStart;
  }

  /** Whether the first value is what the unit is about; a value without a frame is that, too. */
  private get hasPerformative(): boolean {
    return (this.kind === 'frame' || this.kind === 'value') && this.length > 0;
  }

  private get isFrame(): boolean {
    return this.kind === 'frame' || this.kind === 'heartbeat';
  }

  /** The protocol header that the unit is, if it is one. */
  get header(): ProtocolHeader | undefined {
    return this.kind === 'header' ? readHeader(this.bytes) : undefined;
  }

  /** The size that the frame states, in bytes; the bytes' own number for other units. */
  get size(): number {
    return this.isFrame ? uint32At(this.bytes, 0) : this.bytes.length;
  }

  /** Words of four bytes before the body; 0 for other units than frames. */
  get doff(): number {
    return this.isFrame ? (this.bytes[4] ?? 0) : 0;
  }

  /** Where the frame's body begins. */
  get bodyStart(): number {
    return this.doff * 4;
  }

  /** The byte that tells the frame's type; −1 for other units. */
  get typeCode(): number {
    return this.isFrame ? (this.bytes[5] ?? 0) : -1;
  }

  get frameType(): FrameType | undefined {
    const code = this.typeCode;
    return code < 0 ? undefined : code === 0 ? 'amqp' : code === 1 ? 'sasl' : 'unknown';
  }

  get channel(): number | undefined {
    return this.isFrame ? ((this.bytes[6] ?? 0) << 8) | (this.bytes[7] ?? 0) : undefined;
  }

  /** The performative's name: `open` … `close`, `sasl-mechanisms` … `sasl-outcome`; that of the type of a value without a frame. */
  get performativeName(): string | undefined {
    return this.type?.name;
  }

  /** The performative's numeric descriptor. */
  get code(): bigint | undefined {
    return this.type?.definition.descriptor.code;
  }

  /** The performative; undefined where the frame has none, or none that can be read. */
  get performative(): AmqpNode | undefined {
    if (!this.hasPerformative || (this.read(0, infoOf) & gapFlag) !== 0) return undefined;
    this.performativeNode ??= new AmqpNode(this, 0, this.performativeName ?? '', null, null);
    return this.performativeNode;
  }

  /** One of the performative's fields. */
  field(name: string): ValueNode | undefined {
    const { type } = this;
    const index = type?.fieldPlaces.get(name);
    return type === undefined || index === undefined ? undefined : fieldNode(this, 0, type, index);
  }

  /** The value of one of the performative's fields, as its node has it; no node is made. */
  fieldValue(name: string): Scalar | undefined {
    const { type } = this;
    const index = type?.fieldPlaces.get(name);
    if (index === undefined) return undefined;
    const entry = fieldEntry(this, 0, index);
    return entry < 0 ? type?.fields?.[index]?.defaultValue : this.scalarAt(entry);
  }

  /** The described type of the value of one of the performative's fields, where it has one that is known; no node is made. */
  fieldType(name: string): DescribedUse | undefined {
    const index = this.type?.fieldPlaces.get(name);
    const entry = index === undefined ? -1 : fieldEntry(this, 0, index);
    return entry < 0 ? undefined : this.describedAt(entry);
  }

  /** What follows the performative of a transfer, if only zero bytes: a range within the unit. Undefined for other frames. */
  get payload(): { readonly offset: number; readonly size: number } | undefined {
    return this.payloadStart < 0
      ? undefined
      : { offset: this.payloadStart, size: this.bytes.length - this.payloadStart };
  }

  /** The bytes of `payload`; 0 for other frames. */
  get payloadSize(): number {
    return this.payloadStart < 0 ? 0 : this.bytes.length - this.payloadStart;
  }

  /** The sections of a transfer, or of a message without one, and gaps for what is no section; without sections where the payload is not looked into. */
  get sections(): readonly AmqpNode[] {
    if (this.sectionNodes === null) {
      const nodes: AmqpNode[] = [];
      let entry = this.kind === 'section' || this.kind === 'message' ? 0 : this.length;
      if (this.hasPerformative) entry = this.read(0, nextOf);
      for (; entry < this.length; entry = this.read(entry, nextOf)) {
        nodes.push(new AmqpNode(this, entry, this.describedAt(entry)?.name ?? '', null, null));
      }
      this.sectionNodes = nodes;
    }
    return this.sectionNodes;
  }

  /** Bytes of the unit's top that belong to no value, such as all of a garbage unit. */
  get gaps(): readonly AmqpNode[] {
    if (this.length === 0) return [];
    const first = (this.read(0, infoOf) & gapFlag) === 0 ? [] : [new AmqpNode(this, 0, '', null, null)];
    return [...first, ...this.sections.filter((node) => node.gap)];
  }
}

/**
 * Decodes one unit that a framer cut out: a protocol header, a frame, or garbage (AMQP 1.0, 2.2, 2.3, 5.3.1). All of it is
 * read and checked, the message of a transfer included. Never throws on any bytes.
 */
export function decodeFrame(bytes: Uint8Array, options: FrameOptions = {}): DecodedFrame {
  return decode(beginScan(bytes, options), options.payload ?? 'auto');
}

function decode(scanner: Scanner, payload: NonNullable<FrameOptions['payload']>): DecodedFrame {
  const { bytes } = scanner;
  const { length } = bytes;
  if (isHeaderAt(bytes)) return decodeHeader(scanner);
  if (length < 8 || !checkHead(scanner, length)) {
    if (length < 8)
      scanner.report(byteRules.garbage, `A frame has at least 8 bytes, but only ${length} are here.`, 0, length);
    if (length > 0) scanner.gap(0, length);
    return new DecodedFrame(scanner, 'garbage', 'unknown', -1);
  }
  const start = byteAt(bytes, 4) * 4;
  if (start === length) {
    if (bytes[5] === 1)
      scanner.report(
        byteRules.emptySaslFrame,
        'This SASL frame is empty. Only AMQP frames may be, as heartbeats.',
        0,
        length,
      );
    return new DecodedFrame(scanner, bytes[5] === 0 ? 'heartbeat' : 'frame', 'amqp', -1);
  }
  return new DecodedFrame(scanner, 'frame', 'amqp', scanBody(scanner, byteAt(bytes, 5), start, payload));
}

/**
 * What a list shows of a unit: the frame's header and performative only. A transfer's payload is not looked at, so that
 * `sections` is empty and its findings are missing.
 */
export function peekFrame(bytes: Uint8Array, options: DecodeOptions = {}): DecodedFrame {
  return decode(beginScan(bytes, options), 'skip');
}

function decodeHeader(scanner: Scanner): DecodedFrame {
  const { bytes } = scanner;
  const header = readHeader(bytes);
  if (header === undefined) {
    scanner.report(
      byteRules.protocolHeader,
      `A protocol header has eight bytes, but only ${bytes.length} are here.`,
      0,
      bytes.length,
    );
    scanner.gap(0, bytes.length);
    return new DecodedFrame(scanner, 'garbage', 'unknown', -1);
  }
  if (bytes.length > 8) {
    scanner.report(
      byteRules.garbage,
      `A protocol header has eight bytes, but ${bytes.length} are here.`,
      8,
      bytes.length - 8,
    );
    scanner.gap(8, bytes.length);
  }
  if (header.name === 'amqp-0-9-1') return new DecodedFrame(scanner, 'header', 'amqp-0-9-1', -1);
  if (header.name === 'unknown')
    scanner.report(
      byteRules.protocolHeader,
      `${header.protocolId} is not a protocol id. Known are 0 (AMQP), 2 (TLS) and 3 (SASL).`,
      4,
      1,
    );
  else if (!header.supported)
    scanner.report(
      byteRules.protocolHeader,
      `This header asks for version ${header.version}; AMQP 1.0 is 1.0.0.`,
      5,
      3,
    );
  return new DecodedFrame(scanner, 'header', 'amqp', -1);
}

/** Checks a frame's header, all of which is there; false where the frame cannot be read by it. */
function checkHead(scanner: Scanner, length: number): boolean {
  const size = uint32At(scanner.bytes, 0);
  const doff = byteAt(scanner.bytes, 4);
  const type = byteAt(scanner.bytes, 5);
  if (size < 8)
    scanner.report(byteRules.frameSize, `The size is ${size}, but a frame’s header alone has 8 bytes.`, 0, 4);
  else if (doff < 2) scanner.report(byteRules.dataOffset, `The data offset is ${doff}, but must be at least 2.`, 4, 1);
  else if (doff * 4 > size)
    scanner.report(
      byteRules.dataOffset,
      `The data offset is ${doff} (${doff * 4} bytes), but the frame has ${size} bytes only.`,
      4,
      1,
    );
  else if (size > length && size > defaultMaxFrameSize)
    scanner.report(
      byteRules.frameTooLarge,
      `The size is ${size} bytes, more than the ${defaultMaxFrameSize} that are waited for, so that these bytes are hardly a frame.`,
      0,
      4,
    );
  else if (size > length)
    scanner.report(byteRules.frameSize, `The size is ${size}, but only ${length} bytes are here.`, 0, 4);
  else {
    if (size < length) scanner.report(byteRules.frameSize, `The size is ${size}, but ${length} bytes are here.`, 0, 4);
    if (type > 1)
      scanner.report(
        byteRules.frameType,
        `${hexCode(type)} is not a frame type. Known are 0x00 (AMQP) and 0x01 (SASL).`,
        5,
        1,
      );
    return true;
  }
  return false;
}

/** Reads performative and payload; gives where the payload begins, or −1 where the frame has none. */
function scanBody(
  scanner: Scanner,
  frameType: number,
  start: number,
  mode: NonNullable<FrameOptions['payload']>,
): number {
  const { bytes } = scanner;
  const end = bytes.length;
  if (frameType > 1) {
    scanner.gap(start, end);
    return -1;
  }
  scanner.field = null;
  const after = bytes[start] === 0 ? scanner.value(start, end, null) : unreadable;
  if (after === unreadable) {
    if (bytes[start] !== 0)
      scanner.report(
        byteRules.performative,
        `A frame’s body begins with 0x00 and a performative’s descriptor, but here is ${hexCode(byteAt(bytes, start))}.`,
        start,
        1,
        0,
      );
    scanner.gap(start, end);
    return -1;
  }
  const name = checkPerformative(scanner, frameType);
  if (after >= end) return name === 'transfer' ? end : -1;
  if (name !== 'transfer' || frameType !== 0) {
    scanner.report(
      byteRules.payload,
      `${end - after} ${end - after === 1 ? 'byte follows' : 'bytes follow'} the performative, but only a transfer has a payload.`,
      after,
      end - after,
      scanner.nextEntry,
    );
    scanner.gap(after, end);
    return -1;
  }
  if (mode !== 'skip' && (scanner.read(0, infoOf) & brokenFlag) === 0) scanPayload(scanner, after, mode);
  else if (mode !== 'skip') scanner.gap(after, end);
  return after;
}

function scanPayload(scanner: Scanner, start: number, mode: 'auto' | 'message' | 'beginning' | 'opaque'): void {
  const extent = mode === 'auto' ? transferFacts(scanner, start) : mode === 'message' ? 'whole' : mode;
  if (extent === 'opaque') scanner.gap(start, scanner.bytes.length);
  else scanSections(scanner, start, extent);
}

function checkPerformative(scanner: Scanner, frameType: number): string | undefined {
  const info = scanner.read(0, infoOf);
  const type = (info & describedFlag) === 0 ? undefined : scanner.catalogue.described[info >>> typeShift];
  if (type?.frameType !== frameType) {
    const what = type === undefined ? 'A value with this descriptor' : withArticle(type.name);
    const start = scanner.read(0, startOf);
    const end = type === undefined ? scanner.read(0, bodyOf) : scanner.read(entrySize, endOf);
    scanner.report(
      byteRules.performative,
      `${capital(what)} is not a performative of ${frameType === 0 ? 'an AMQP' : 'a SASL'} frame.`,
      start,
      end - start,
      0,
    );
  }
  return type?.name;
}
