import { byteAt } from '../types/bytes.ts';
import type { Issue, ProtocolName, UnitKind } from '../../text/index.ts';
import type { ValueNode } from '../node.ts';
import { byteRules } from '../rules/bytes.ts';
import { hexCode } from '../types/formats.ts';
import { uint32At } from '../types/scalar.ts';
import type { DescribedUse } from '../types/uses.ts';
import { isHeaderAt, readHeader, type ProtocolHeader } from './header.ts';
import { unreadable, type Scanner } from './scanner.ts';
import { scanSections } from './sections.ts';
import { bodyOf, brokenFlag, describedFlag, endOf, entrySize, gapFlag, infoOf, nextOf, startOf, typeShift } from './tape.ts';
import { AmqpNode } from './tree.ts';
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
export class DecodedFrame {
  readonly bytes: Uint8Array;
  readonly kind: UnitKind;
  readonly protocol: ProtocolName;
  readonly header: ProtocolHeader | undefined;
  /** The size that the frame states, in bytes; the bytes' own number for other units. */
  readonly size: number;
  /** Words of four bytes before the body; 0 for other units than frames. */
  readonly doff: number;
  readonly frameType: FrameType | undefined;
  /** The byte that tells the type. */
  readonly typeCode: number;
  readonly channel: number | undefined;
  /** Where the frame's body begins. */
  readonly bodyStart: number;
  readonly unit: ScannedUnit;
  readonly #payloadStart: number;
  #performative: AmqpNode | null = null;
  #rest: readonly AmqpNode[] | null = null;

  constructor(scanner: Scanner, kind: UnitKind, protocol: ProtocolName, header: ProtocolHeader | undefined, frame: FrameHead | null, payloadStart: number) {
    this.unit = new ScannedUnit(scanner);
    this.bytes = scanner.bytes;
    this.kind = kind;
    this.protocol = protocol;
    this.header = header;
    this.size = frame?.size ?? scanner.bytes.length;
    this.doff = frame?.doff ?? 0;
    this.typeCode = frame?.type ?? -1;
    this.frameType = frame === null ? undefined : frame.type === 0 ? 'amqp' : frame.type === 1 ? 'sasl' : 'unknown';
    this.channel = frame === null ? undefined : frame.channel;
    this.bodyStart = frame === null ? 0 : frame.doff * 4;
    this.#payloadStart = payloadStart;
  }

  get issues(): readonly Issue[] {
    return this.unit.issues;
  }

  /** The performative's type, where the frame has one that is known. */
  get type(): DescribedUse | undefined {
    if (this.unit.length === 0 || this.kind !== 'frame') return undefined;
    const info = this.unit.read(0, infoOf);
    return (info & describedFlag) === 0 ? undefined : this.unit.catalogue.described[info >>> typeShift];
  }

  /** The performative's name: `open` … `close`, `sasl-mechanisms` … `sasl-outcome`. */
  get performativeName(): string | undefined {
    return this.type?.name;
  }

  /** The performative's numeric descriptor. */
  get code(): bigint | undefined {
    return this.type?.definition.descriptor.code;
  }

  /** The performative; undefined where the frame has none, or none that can be read. */
  get performative(): AmqpNode | undefined {
    if (this.unit.length === 0 || this.kind !== 'frame' || (this.unit.read(0, infoOf) & gapFlag) !== 0) return undefined;
    this.#performative ??= new AmqpNode(this.unit, 0, this.performativeName ?? '', null, null);
    return this.#performative;
  }

  /** One of the performative's fields. */
  field(name: string): ValueNode | undefined {
    const type = this.type;
    const index = type?.fields?.findIndex((field) => field.name === name) ?? -1;
    return index < 0 ? undefined : this.performative?.children[index];
  }

  /** What follows the performative of a transfer, if only zero bytes: a range within the unit. Undefined for other frames. */
  get payload(): { readonly offset: number; readonly size: number } | undefined {
    return this.#payloadStart < 0 ? undefined : { offset: this.#payloadStart, size: this.bytes.length - this.#payloadStart };
  }

  /** A transfer's sections, and gaps for what is no section; without sections where the payload is not looked into. */
  get sections(): readonly AmqpNode[] {
    if (this.#rest === null) {
      const nodes: AmqpNode[] = [];
      const { unit } = this;
      let entry = this.kind === 'frame' && unit.length > 0 ? unit.read(0, nextOf) : unit.length;
      for (; entry < unit.length; entry = unit.read(entry, nextOf)) {
        const type = unit.catalogue.described[unit.read(entry, infoOf) >>> typeShift];
        nodes.push(new AmqpNode(unit, entry, type?.name ?? '', null, null));
      }
      this.#rest = nodes;
    }
    return this.#rest;
  }

  /** Bytes of the unit's top that belong to no value, such as all of a garbage unit. */
  get gaps(): readonly AmqpNode[] {
    if (this.unit.length === 0) return [];
    const first = (this.unit.read(0, infoOf) & gapFlag) === 0 ? [] : [new AmqpNode(this.unit, 0, '', null, null)];
    return [...first, ...this.sections.filter((node) => node.gap)];
  }
}

interface FrameHead {
  readonly size: number;
  readonly doff: number;
  readonly type: number;
  readonly channel: number;
}

/**
 * Decodes one unit that a framer cut out: a protocol header, a frame, or garbage (AMQP 1.0, 2.2, 2.3, 5.3.1). All of it is
 * read and checked, the message of a transfer included. Never throws on any bytes.
 */
export function decodeFrame(bytes: Uint8Array, options: FrameOptions = {}): DecodedFrame {
  const scanner = beginScan(bytes, options);
  if (isHeaderAt(bytes)) return decodeHeader(scanner);
  const { length } = bytes;
  const head = length < 8 ? null : { size: uint32At(bytes, 0), doff: byteAt(bytes, 4), type: byteAt(bytes, 5), channel: (byteAt(bytes, 6) << 8) | byteAt(bytes, 7) };
  const wrong = head === null || !checkHead(scanner, head, length);
  if (head === null || wrong) {
    if (head === null) scanner.report(byteRules.garbage, `A frame has at least 8 bytes, but only ${length} are here.`, 0, length);
    if (length > 0) scanner.gap(0, length);
    return new DecodedFrame(scanner, 'garbage', 'unknown', undefined, null, -1);
  }
  const start = head.doff * 4;
  if (start === length) {
    if (head.type === 1) scanner.report(byteRules.emptySaslFrame, 'This SASL frame is empty. Only AMQP frames may be, as heartbeats.', 0, length);
    return new DecodedFrame(scanner, head.type === 0 ? 'heartbeat' : 'frame', 'amqp', undefined, head, -1);
  }
  const payload = scanBody(scanner, head, start, options.payload ?? 'auto');
  return new DecodedFrame(scanner, 'frame', 'amqp', undefined, head, payload);
}

/**
 * What a list shows of a unit: the frame's header and performative only. A transfer's payload is not looked at, so that
 * `sections` is empty and its findings are missing.
 */
export function peekFrame(bytes: Uint8Array, options: DecodeOptions = {}): DecodedFrame {
  return decodeFrame(bytes, { ...options, payload: 'skip' });
}

function decodeHeader(scanner: Scanner): DecodedFrame {
  const { bytes } = scanner;
  const header = readHeader(bytes);
  if (header === undefined) {
    scanner.report(byteRules.protocolHeader, `A protocol header has eight bytes, but only ${bytes.length} are here.`, 0, bytes.length);
    scanner.gap(0, bytes.length);
    return new DecodedFrame(scanner, 'garbage', 'unknown', undefined, null, -1);
  }
  if (bytes.length > 8) {
    scanner.report(byteRules.garbage, `A protocol header has eight bytes, but ${bytes.length} are here.`, 8, bytes.length - 8);
    scanner.gap(8, bytes.length);
  }
  if (header.name === 'amqp-0-9-1') return new DecodedFrame(scanner, 'header', 'amqp-0-9-1', header, null, -1);
  if (header.name === 'unknown') scanner.report(byteRules.protocolHeader, `${header.protocolId} is no protocol id. Known are 0 (AMQP), 2 (TLS) and 3 (SASL).`, 4, 1);
  else if (!header.supported) scanner.report(byteRules.protocolHeader, `This header asks for version ${header.version}; AMQP 1.0 is 1.0.0.`, 5, 3);
  return new DecodedFrame(scanner, 'header', 'amqp', header, null, -1);
}

function checkHead(scanner: Scanner, head: FrameHead, length: number): boolean {
  const { size, doff, type } = head;
  if (size < 8) scanner.report(byteRules.frameSize, `The size is ${size}, but a frame’s header alone has 8 bytes.`, 0, 4);
  else if (doff < 2) scanner.report(byteRules.dataOffset, `The data offset is ${doff}, but must be at least 2.`, 4, 1);
  else if (doff * 4 > size) scanner.report(byteRules.dataOffset, `The data offset is ${doff} (${doff * 4} bytes), but the frame has ${size} bytes only.`, 4, 1);
  else if (size > length) scanner.report(byteRules.frameSize, `The size is ${size}, but only ${length} bytes are here.`, 0, 4);
  else {
    if (size < length) scanner.report(byteRules.frameSize, `The size is ${size}, but ${length} bytes are here.`, 0, 4);
    if (type > 1) scanner.report(byteRules.frameType, `${hexCode(type)} is no frame type. Known are 0x00 (AMQP) and 0x01 (SASL).`, 5, 1);
    return true;
  }
  return false;
}

/** Reads performative and payload; gives where the payload begins, or −1 where the frame has none. */
function scanBody(scanner: Scanner, head: FrameHead, start: number, mode: NonNullable<FrameOptions['payload']>): number {
  const { bytes } = scanner;
  const end = bytes.length;
  if (head.type > 1) {
    scanner.gap(start, end);
    return -1;
  }
  scanner.field = null;
  const after = bytes[start] === 0 ? scanner.value(start, end, null) : unreadable;
  if (after === unreadable) {
    if (bytes[start] !== 0) scanner.report(byteRules.performative, `A frame’s body begins with 0x00 and a performative’s descriptor, but here is ${hexCode(byteAt(bytes, start))}.`, start, 1, 0);
    scanner.gap(start, end);
    return -1;
  }
  const name = checkPerformative(scanner, head);
  if (after >= end) return name === 'transfer' ? end : -1;
  if (name !== 'transfer' || head.type !== 0) {
    scanner.report(byteRules.payload, `${end - after} ${end - after === 1 ? 'byte follows' : 'bytes follow'} the performative, but only a transfer has a payload.`, after, end - after, scanner.nextEntry);
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

function checkPerformative(scanner: Scanner, head: FrameHead): string | undefined {
  const info = scanner.read(0, infoOf);
  const type = (info & describedFlag) === 0 ? undefined : scanner.catalogue.described[info >>> typeShift];
  const archetype = head.type === 0 ? 'frame' : 'sasl-frame';
  const definition = type?.definition;
  if (!(definition?.provides.includes(archetype) ?? false)) {
    const what = definition === undefined ? 'A value with this descriptor' : withArticle(definition.name);
    const start = scanner.read(0, startOf);
    scanner.report(byteRules.performative, `${what.charAt(0).toUpperCase()}${what.slice(1)} is no performative of ${head.type === 0 ? 'an AMQP' : 'a SASL'} frame.`, start, (definition === undefined ? scanner.read(0, bodyOf) : scanner.read(entrySize, endOf)) - start, 0);
  }
  return definition?.name;
}
