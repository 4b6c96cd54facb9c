import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { asciiByte, formatCount, messageOf } from '../../../protocols/core/index.ts';

/** Replaces the tree when decoding has failed: a fault of ours must not keep the bytes from the user. */
export function undecoded(row: TrafficRow, bytes: Uint8Array, error: unknown): InspectNode {
  const reason = messageOf(error);
  return opaque(row, bytes, `Decoding has failed, which is a fault of Wireloupe: ${reason}. The bytes are complete.`);
}

function opaque(row: TrafficRow, bytes: Uint8Array, description: string): InspectNode {
  const size = bytes.length;
  const beginning = Array.from(bytes.subarray(0, 64), asciiByte).join('');
  const more = size > 64 ? ` … (${formatCount(size)} bytes in all; the bytes view shows them)` : '';
  return {
    id: '0',
    label: row.name,
    type: row.kind,
    value: `${beginning}${more}`,
    range: [0, size],
    description,
    children: [],
  };
}
