import type { AttributeDefinition, NamespaceDefinition } from '../model/definition.ts';

/** What the Neuro-Foundation's specifications for the Internet of Things share. They go on where XEP-0323 to XEP-0326 and XEP-0347 ended. */

export type Attributes = Readonly<Record<string, AttributeDefinition>>;

/** A time as XML Schema has it: the zone may be left out, other than XEP-0082 demands. */
export const moment =
  '/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?/' as const;
export const color = '/[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?/' as const;

/** The three identifiers of a node behind a concentrator. */
export const node: Attributes = {
  id: ['string', 'The node.'],
  src: ['string?', 'The data source that the node is in.'],
  pt: ['string?', 'The part of the source that the node is in.'],
};

/** The same where a device may be meant that has no nodes. */
export const optionalNode: Attributes = {
  ...node,
  id: ['string?', 'The node; the device itself where there is none.'],
};

/** Kinds of fields: those that a value is of, or that are asked for. */
export const categories: Attributes = {
  m: ['boolean?', 'Momentary values.'],
  p: ['boolean?', 'Peak values.'],
  s: ['boolean?', 'Status values.'],
  c: ['boolean?', 'Computed values.'],
  i: ['boolean?', 'Values that identify.'],
  h: ['boolean?', 'Historical values.'],
};

export const tokens: Attributes = {
  st: ['string?', 'Shows which service asks.'],
  dt: ['string?', 'Shows which device asks.'],
  ut: ['string?', 'Shows which user asks.'],
};

/** The namespaces of one interface: the Neuro-Foundation's first name for it, and the one that its schemas have today. */
export function interfaceOf(
  name: string,
  define: () => NamespaceDefinition,
): Readonly<Record<string, () => NamespaceDefinition>> {
  return { [`urn:nf:iot:${name}`]: define, [`urn:nfi:iot:${name}`]: define };
}
