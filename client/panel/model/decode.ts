import { inspectAmqp } from '../../../protocols/amqp/index.ts';
import type { InspectNode, TrafficRow } from '../../../protocols/inspect/index.ts';
import { formatCount } from './format.ts';
import { asciiByte } from './bytes.ts';

/** How a unit is written as text. */
export interface UnitText {
  readonly language: 'xml';
  /** Title of the view. */
  readonly title: string;
}

/** Whether a unit can be shown as text, and as which; undefined when its bytes are none. */
export function unitText(row: TrafficRow): UnitText | undefined {
  return row.protocol === 'xmpp' ? { language: 'xml', title: 'XML' } : undefined;
}

/** The decoded tree of a unit; for protocols that nobody decodes here, its size and how it begins. */
export function decodeUnit(row: TrafficRow, bytes: Uint8Array, secrets: boolean): InspectNode {
  if (row.protocol === 'amqp') return inspectAmqp(bytes, { secrets });
  return opaque(row, bytes);
}

function opaque(row: TrafficRow, bytes: Uint8Array): InspectNode {
  const size = bytes.length;
  const beginning = Array.from(bytes.subarray(0, 64), asciiByte).join('');
  const more = size > 64 ? ` … (${formatCount(size)} bytes in all; the bytes view shows them)` : '';
  return {
    id: '0',
    label: row.name,
    type: row.kind,
    value: `${beginning}${more}`,
    range: [0, size],
    description: 'Wireloupe does not decode this protocol. Its bytes are complete.',
    children: [],
  };
}
