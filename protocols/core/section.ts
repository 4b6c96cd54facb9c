/** A place in a published specification, as it is cited to people. */
export interface SectionRef {
  /** The document's short name: `RFC 6120`, `XEP-0045`, `AMQP 1.0`. */
  readonly document: string;
  /** The section's number as printed there (`8.2.3`, `2.7.1`); empty for the document as a whole. */
  readonly section: string;
  /** Where it can be read. */
  readonly href: string;
}

/** `RFC 6120, 8.2.3`. */
export function formatSection(ref: SectionRef): string {
  return ref.section === '' ? ref.document : `${ref.document}, ${ref.section}`;
}
