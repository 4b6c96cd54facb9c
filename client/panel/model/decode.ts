import { formatCount } from '../../../protocols/core/index.ts';
import { inspectAmqp, trafficSettings, type Registry, type Secrecy } from '../../../protocols/amqp/index.ts';
import { inspect091 } from '../../../protocols/amqp091/index.ts';
import { formatUnit } from '../../../protocols/amqp/notation/index.ts';
import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { inspectXmpp, type UnitContext } from '../../../protocols/xmpp/index.ts';
import { asciiByte } from './bytes.ts';

/** As what a unit can be shown: XML has its bytes at hand, the notation of a frame is written anew. */
export type UnitLanguage = 'xml' | 'notation';

/** The language of a unit's text; undefined when there is none. */
export function unitLanguage(row: TrafficRow): UnitLanguage | undefined {
  if (row.protocol === 'xmpp') return 'xml';
  return row.protocol === 'amqp' ? 'notation' : undefined;
}

/** A unit of AMQP 1.0 as it would stand in a `.amqp.yaml` file of the project whose types the registry has. */
export function unitNotation(bytes: Uint8Array, registry: Registry): string {
  return formatUnit(bytes, registry);
}

export interface DecodeOptions {
  /** Shows passwords and tokens. */
  readonly secrets: boolean;
  /** The AMQP types that are known. */
  readonly registry: Registry;
  /** What of a unit of AMQP is secret by its place in the conversation. */
  readonly secrecy?: Secrecy | undefined;
  /** What is known of a unit of XMPP besides. */
  readonly context?: UnitContext;
}

/** Decodes a unit, see `decodeUnit`. */
export type Decode = (row: TrafficRow, bytes: Uint8Array, options: DecodeOptions) => InspectNode;

/** The decoded tree of a unit; for protocols that nobody decodes here, its size and how it begins. */
export function decodeUnit(
  row: TrafficRow,
  bytes: Uint8Array,
  { secrets, registry, secrecy, context }: DecodeOptions,
): InspectNode {
  if (row.protocol === 'amqp') return inspectAmqp(bytes, { secrets, registry, secrecy, rules: trafficSettings() });
  if (row.protocol === 'xmpp') return inspectXmpp(bytes, context);
  if (row.protocol === 'amqp-0-9-1') return inspect091(bytes, { secrets });
  return opaque(row, bytes, 'Wireloupe does not decode this protocol. Its bytes are complete.');
}

/** What stands for the tree when decoding has failed: a fault of ours must not keep the bytes from the user. */
export function undecoded(row: TrafficRow, bytes: Uint8Array, error: unknown): InspectNode {
  const reason = error instanceof Error ? error.message : String(error);
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
