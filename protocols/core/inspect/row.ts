import type { FollowedKind, TemplateForm, TextLanguage } from '../forms.ts';
import type { Severity } from '../severity.ts';
import type { ProtocolName, Side, UnitKind } from '../unit.ts';

/** What rows can be sorted by: what is known of a unit without decoding it. */
export const sortKeys = ['number', 'time', 'direction', 'connection', 'name', 'size', 'latency'] as const;
export type SortKey = (typeof sortKeys)[number];

/** Units that belong together: a delivery with its dispositions, an iq with its answer. */
export interface RowGroup {
  readonly units: number;
  /** Their rows follow. */
  readonly open: boolean;
  /** How it ended: `accepted`, `result`, `error`. */
  readonly outcome?: string;
}

/** One row of the traffic list: what a list view needs, and no more. */
export interface TrafficRow {
  /** Number of the unit in the store, from 1, never used again. */
  readonly seq: number;
  /** Milliseconds since 1970, with a fraction. */
  readonly time: number;
  readonly side: Side;
  /** Number of the connection in the store. */
  readonly connection: number;
  /** Number of the socket among those of the same profile, from 1; left out where the profile has had no other. */
  readonly socket?: number;
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  /** Performative or element name (`transfer`, `message`, `AMQP header`, `stream`). */
  readonly name: string;
  /** What matters in it, one line: addresses, ids, the first words of a body. Secrets are masked. */
  readonly summary: string;
  /** Bytes. */
  readonly size: number;
  /** AMQP: the channel. */
  readonly channel?: number;
  /** The gravest finding, if there is one. */
  readonly state?: Severity;
  /** The condition of the failure that the unit reports, if it reports one. */
  readonly failure?: string;
  /** The unit that this one answers, or that answers it, and the milliseconds between them. */
  readonly peer?: number;
  readonly latency?: number;
  /** The addresses that it names. */
  readonly from?: string;
  readonly to?: string;
  /** AMQP: the name of the link. */
  readonly link?: string;
  /** What people write it in. */
  readonly language?: TextLanguage;
  /** What becomes of it in a file that can be sent. */
  readonly template?: TemplateForm;
  /** It stands for units that belong together, of which it is the first. */
  readonly group?: RowGroup;
  /** It is shown below the unit with this number, to which it belongs. */
  readonly head?: number;
  /** What it is a part of, and can be followed by. */
  readonly follows?: readonly FollowedKind[];
}
