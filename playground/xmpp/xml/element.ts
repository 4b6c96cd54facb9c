/** What may stand inside an element. */
export type XmlNode = XmlElement | string;

/** Attributes for a builder; a key that is undefined is left out. */
export type AttributeInput = Readonly<Record<string, string | undefined>>;

/**
 * One XML element with its namespace resolved. Attributes without a namespace are kept by their name, `xml:lang` by
 * that name, all others by `{namespace}local`, so that no prefix has to be remembered.
 */
export class XmlElement {
  readonly name: string;
  readonly ns: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlNode[];

  constructor(
    name: string,
    ns: string,
    attributes: Iterable<readonly [string, string]> = [],
    children: readonly XmlNode[] = [],
  ) {
    this.name = name;
    this.ns = ns;
    this.attributes = new Map(attributes);
    this.children = [...children];
  }

  is(name: string, ns: string): boolean {
    return this.name === name && this.ns === ns;
  }

  attr(name: string): string | undefined {
    return this.attributes.get(name);
  }

  /** Sets an attribute, or takes it away if the value is undefined. */
  set(name: string, value: string | undefined): this {
    if (value === undefined) this.attributes.delete(name);
    else this.attributes.set(name, value);
    return this;
  }

  /** The child elements, without the text between them. */
  get elements(): XmlElement[] {
    return this.children.filter((child) => child instanceof XmlElement);
  }

  /** The first child element of that name; without `ns`, in this element's own namespace. */
  child(name: string, ns: string = this.ns): XmlElement | undefined {
    return this.elements.find((child) => child.is(name, ns));
  }

  /** All child elements of that name; without `ns`, in this element's own namespace. */
  all(name: string, ns: string = this.ns): XmlElement[] {
    return this.elements.filter((child) => child.is(name, ns));
  }

  /** The text directly inside, concatenated. */
  get text(): string {
    return this.children.filter((child) => typeof child === 'string').join('');
  }

  /** A copy whose attributes and list of children may be changed; the children themselves are shared. */
  copy(): XmlElement {
    return new XmlElement(this.name, this.ns, this.attributes, this.children);
  }
}

/** Builds an element: `element('item', NS.roster, { jid }, 'text')`. */
export function element(
  name: string,
  ns: string,
  attributes: AttributeInput = {},
  ...children: readonly XmlNode[]
): XmlElement {
  const given: [string, string][] = [];
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) given.push([key, value]);
  return new XmlElement(name, ns, given, children);
}
