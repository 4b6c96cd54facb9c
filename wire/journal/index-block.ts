import {
  protocolNames,
  unitKinds,
  type Issue,
  type Note,
  type Side,
  type UnitContext,
} from '../../protocols/core/index.ts';
import { flagsOf, readFlags, type UnitRecord } from '../store/columns.ts';

/** First bytes of a block, which tell it from what a file that was cut has in its place. */
const magic = 0x57_4c_49_58;
const headSize = 20;
const recordSize = 48;
const noChannel = 0x1_0000;

/** The first line of an index: one of a version that has other lists is of no use. */
export const indexHead = `${JSON.stringify({ wireloupe: 'index', version: 1, protocols: protocolNames, kinds: unitKinds })}\n`;

/** What the index has of a unit. Name and context are numbers in the lists of its block. */
export type IndexedUnit = Omit<UnitRecord, 'seq' | 'slab' | 'offset' | 'peer'> & {
  /** Where its line begins in its file. */
  readonly position: number;
};

/** A note whose units are named by their distance from its own; null for one that was not recorded. */
export type IndexedNote = Omit<Note, 'units'> & { readonly units: readonly (number | null)[] };

/** What a block has besides its units. Units are named by their distance from its first one. */
export interface BlockTexts {
  readonly names: readonly string[];
  readonly contexts: readonly UnitContext[];
  /** Connections that begin: number in the file, name, address, and whether the beginning is in an earlier file. */
  readonly connections: readonly (readonly [
    number: number,
    name: string | null,
    address: string | null,
    isPartial: boolean,
  ])[];
  /** Bytes that are missing before a unit: its distance, the number of the connection in the file, the side, how many. */
  readonly gaps: readonly (readonly [unit: number, connection: number, side: Side, bytes: number | null])[];
  /** Two numbers a pair: the answer, and how far before it the request is. */
  readonly pairs: readonly number[];
  readonly remarks: readonly (readonly [unit: number, issues: readonly Issue[], notes: readonly IndexedNote[]])[];
}

/** A part of an index that was written at once. */
export interface Block extends BlockTexts {
  /** Bytes of the capture file that are in the index with this block. */
  readonly covered: number;
  readonly units: number;
  unit(index: number): IndexedUnit;
}

/** The bytes of a block. */
export function encodeBlock(covered: number, units: readonly IndexedUnit[], texts: BlockTexts): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(texts));
  const bytes = new Uint8Array(headSize + json.length + units.length * recordSize);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, json.length);
  view.setUint32(8, units.length);
  view.setFloat64(12, covered);
  bytes.set(json, headSize);
  units.forEach((unit, index) => writeUnit(view, headSize + json.length + index * recordSize, unit));
  return bytes;
}

function writeUnit(view: DataView, at: number, unit: IndexedUnit): void {
  view.setFloat64(at, unit.time);
  view.setFloat64(at + 8, unit.position);
  view.setUint32(at + 16, unit.size);
  view.setUint32(at + 20, unit.connection);
  view.setUint32(at + 24, unit.name);
  view.setUint32(at + 28, unit.channel ?? noChannel);
  view.setUint32(at + 32, unit.context);
  view.setUint32(at + 36, unit.delivery === undefined ? 0 : unit.delivery + 1);
  view.setUint8(at + 40, unit.side === 'client' ? 0 : 1);
  view.setUint8(at + 41, protocolNames.indexOf(unit.protocol));
  view.setUint8(at + 42, unitKinds.indexOf(unit.kind));
  view.setUint8(at + 43, flagsOf(unit));
}

function readUnit(view: DataView, at: number): IndexedUnit {
  const channel = view.getUint32(at + 28);
  const delivery = view.getUint32(at + 36);
  return {
    time: view.getFloat64(at),
    position: view.getFloat64(at + 8),
    size: view.getUint32(at + 16),
    connection: view.getUint32(at + 20),
    name: view.getUint32(at + 24),
    channel: channel === noChannel ? undefined : channel,
    context: view.getUint32(at + 32),
    delivery: delivery === 0 ? undefined : delivery - 1,
    side: view.getUint8(at + 40) === 0 ? 'client' : 'server',
    protocol: protocolNames[view.getUint8(at + 41)] ?? 'unknown',
    kind: unitKinds[view.getUint8(at + 42)] ?? 'garbage',
    ...readFlags(view.getUint8(at + 43)),
  };
}

/** How much of its capture file an index has, in bytes; undefined where it is not whole, or of another version. */
export function coveredBy(index: Uint8Array): number | undefined {
  const head = Buffer.from(indexHead);
  if (!head.equals(index.subarray(0, head.length))) return undefined;
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  let covered = 0;
  let at = head.length;
  while (at < index.length) {
    const size = sizeAt(view, at);
    if (size === undefined) return undefined;
    covered = view.getFloat64(at + 12);
    at += size;
  }
  return covered;
}

/** The blocks of an index that is whole. @throws Error where one is not as it was written */
export function* blocksOf(index: Uint8Array): Generator<Block> {
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  for (let at = Buffer.byteLength(indexHead); at < index.length;) {
    const size = sizeAt(view, at);
    if (size === undefined) throw new Error('The index is cut short.');
    const json = index.subarray(at + headSize, at + headSize + view.getUint32(at + 4));
    const records = at + headSize + json.length;
    const texts = JSON.parse(new TextDecoder().decode(json)) as BlockTexts;
    const covered = view.getFloat64(at + 12);
    yield {
      ...texts,
      covered,
      units: view.getUint32(at + 8),
      unit: (unit) => readUnit(view, records + unit * recordSize),
    };
    at += size;
  }
}

/** Bytes of the block at a place; undefined where there is no whole one. */
function sizeAt(view: DataView, at: number): number | undefined {
  if (at + headSize > view.byteLength || view.getUint32(at) !== magic) return undefined;
  const size = headSize + view.getUint32(at + 4) + view.getUint32(at + 8) * recordSize;
  return at + size > view.byteLength ? undefined : size;
}
