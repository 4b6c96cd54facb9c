import type { Issue } from '../../core/index.ts';
import { scanSections, type Extent } from './sections.ts';
import { infoOf, typeShift, nextOf } from './tape.ts';
import { AmqpNode } from './tree.ts';
import { ScannedUnit } from './unit.ts';
import { beginScan, type DecodeOptions } from './values.ts';

/** A message, decoded: its sections in the order of the bytes, and gaps for what is none. */
export interface DecodedMessage {
  readonly bytes: Uint8Array;
  readonly sections: readonly AmqpNode[];
  readonly issues: readonly Issue[];
  /** The issues but for hints at shorter encodings, of which there may be one for each value. */
  readonly findings: readonly Issue[];
}

/**
 * Decodes an encoded message of message-format 0 (AMQP 1.0, 3.2), such as the payloads of one delivery put together.
 * `extent` tells whether more of it may follow. Never throws.
 */
export function decodeMessage(
  bytes: Uint8Array,
  options: DecodeOptions & { readonly extent?: Extent } = {},
): DecodedMessage {
  const scanner = beginScan(bytes, options);
  scanSections(scanner, 0, options.extent ?? 'whole');
  const unit = new ScannedUnit(scanner);
  const sections: AmqpNode[] = [];
  for (let entry = 0; entry < unit.length; entry = unit.read(entry, nextOf)) {
    const type = unit.catalogue.described[unit.read(entry, infoOf) >>> typeShift];
    sections.push(new AmqpNode(unit, entry, type?.name ?? '', null, null));
  }
  return {
    bytes,
    sections,
    findings: unit.findings,
    get issues() {
      return unit.issues;
    },
  };
}
