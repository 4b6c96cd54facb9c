/** What every protocol provides to look into its units: for filters. */
import type { OpenUnit, ViewOptions } from './codec.ts';
import type { Side } from './unit.ts';

/** A value in a unit, in the forms in which people write it; several where it has names as well. */
export interface FieldValue {
  readonly texts: readonly string[];
  /** Where it is a number, or a time in milliseconds since 1970. */
  readonly number?: number | undefined;
  /** As it may be written in a file in the place of a value; the first text where it is left out. Undefined where it has no such form. */
  written?(): string | undefined;
  /** It is not on the wire: the specification's default stands for it. */
  readonly implied?: true;
}

/** An element of XML. Made when it is asked for. */
export interface XmlView {
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  readonly namespace: string | undefined;
  readonly attributes: readonly {
    readonly name: string;
    readonly local: string;
    readonly namespace: string | undefined;
    readonly value: string;
  }[];
  readonly children: readonly (XmlView | string)[];
}

/** What a unit names: addresses, ids, namespaces, a thread. */
export type NamedThing = 'from' | 'to' | 'id' | 'ns' | 'thread';

/** The deliveries that a unit is about, from the first to the last by their ids. */
export interface DeliveryIds {
  readonly first: number;
  readonly last: number;
  /** Who sends them. */
  readonly sender: Side;
}

/** The names of a path: `source.address`, `items[2].name`, `@type`. */
export function pathNames(path: string): readonly string[] {
  return path
    .replace(/\[(\d+)\]/gu, '.$1')
    .split('.')
    .map((name) => name.replace(/^@/u, ''))
    .filter((name) => name !== '');
}

/** Looks into units that were opened by the codec of the same protocol. No function throws, whatever the bytes; secrets are found only where the options say so. */
export interface UnitSearch {
  named(unit: OpenUnit, what: NamedThing): readonly string[];
  /** The values of a field, by the names on the way to it; the way may begin anywhere that the protocol's names do. */
  fields(unit: OpenUnit, path: readonly string[], options?: ViewOptions): readonly FieldValue[];
  /** The XML of a unit; undefined where it is none. */
  xml(unit: OpenUnit, options?: ViewOptions): XmlView | undefined;
  /** Whether the unit asks for an answer. */
  asks(unit: OpenUnit): boolean;
  /** Undefined where the unit is about none, or does not say about which. */
  deliveries(unit: OpenUnit, side: Side): DeliveryIds | undefined;
  /** How the unit says that an exchange has ended: the outcome of deliveries, or the type of an answer. */
  outcome(unit: OpenUnit): string | undefined;
}

/** Of a protocol in which nothing is looked for. */
export const noSearch: UnitSearch = {
  named: () => [],
  fields: () => [],
  xml: () => undefined,
  asks: () => false,
  deliveries: () => undefined,
  outcome: () => undefined,
};
