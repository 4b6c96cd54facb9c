import type { Issue } from '../../core/index.ts';
import { standardRegistry, type Registry } from '../definitions/index.ts';
import type { ValueNode } from '../node.ts';
import { catalogueOf, standardCatalogue } from '../types/catalogue.ts';
import { defaultLimits, type DecodeLimits } from './limits.ts';
import { unreadable } from './scan-state.ts';
import { Scanner } from './scanner.ts';
import { nextOf } from './tape.ts';
import { AmqpNode } from './tree.ts';
import { ScannedUnit } from './unit.ts';

export interface DecodeOptions {
  /** The types that are known; the standard ones without it. */
  readonly registry?: Registry;
  readonly limits?: Partial<DecodeLimits>;
}

/** Values in a row, as they were read. */
export interface DecodedValues {
  /** The values, and as the last one a gap where the rest cannot be read. */
  readonly values: readonly ValueNode[];
  readonly issues: readonly Issue[];
}

/**
 * The one scanner of this module: decoding is synchronous and never calls back, so that it is free whenever it is asked for.
 * What it reads lies in slabs that the results keep.
 */
const scanner = new Scanner(standardCatalogue);

/** A scanner at the beginning of a unit. */
export function beginScan(bytes: Uint8Array, options: DecodeOptions = {}): Scanner {
  const { registry = standardRegistry, limits } = options;
  const catalogue = registry === standardRegistry ? standardCatalogue : catalogueOf(registry);
  scanner.begin(bytes, catalogue, limits === undefined ? defaultLimits : { ...defaultLimits, ...limits });
  return scanner;
}

/** Lets go of a unit that is not looked at again, nor are its nodes: what is decoded next takes its place. */
export function releaseUnit({ tape, base, length }: ScannedUnit): void {
  scanner.release(tape, base, length);
}

/** Decodes AMQP values that follow one another, such as one encoded value (AMQP 1.0, part 1). Never throws. */
export function decodeValues(bytes: Uint8Array, options?: DecodeOptions): DecodedValues {
  const scan = beginScan(bytes, options);
  let at = 0;
  while (at < bytes.length) {
    scan.field = null;
    const next = scan.value(at, bytes.length, null);
    if (next === unreadable) {
      scan.gap(at, bytes.length);
      break;
    }
    at = next;
  }
  const unit = new ScannedUnit(scan);
  return { values: nodesFrom(unit, 0, unit.length), issues: unit.issues };
}

/** The nodes of the entries from `first` to before `stop` that are not parts of one another. */
export function nodesFrom(unit: ScannedUnit, first: number, stop: number): AmqpNode[] {
  const nodes: AmqpNode[] = [];
  for (let entry = first; entry < stop; entry = unit.read(entry, nextOf)) {
    const node = new AmqpNode(unit, entry, '', null, null);
    nodes.push(node);
  }
  return nodes;
}
