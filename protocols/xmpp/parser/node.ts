import type { Scope } from './scope.ts';

/** What an attribute's value or a text run holds besides plain characters. */
export const HasReference = 1;
export const HasVariable = 2;
/** White space other than plain spaces stands in the value. */
export const HasLineBreak = 8;
/** It could not be read as it stands (a quote is missing, say): its value is not checked any further. */
export const Broken = 4;

/**
 * One attribute. Offsets are UTF-16 units from the start of the top-level node that it stands in, so that nodes can be kept while
 * the text before them changes; values are read from the text when they are asked for (value.ts).
 */
export class XmlAttribute {
  /** As written, with its prefix. */
  readonly name: string;
  /** Empty for a name without prefix; undefined where the prefix is not declared. */
  namespace: string | undefined = '';
  readonly start: number;
  /** The value, quotes left out; both equal the end of the name where there is none. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Behind the closing quote. */
  readonly end: number;
  readonly flags: number;

  constructor(name: string, start: number, valueStart: number, valueEnd: number, end: number, flags: number) {
    this.name = name;
    this.start = start;
    this.valueStart = valueStart;
    this.valueEnd = valueEnd;
    this.end = end;
    this.flags = flags;
  }

  get nameEnd(): number {
    return this.start + this.name.length;
  }

  get local(): string {
    return this.name.slice(this.name.indexOf(':') + 1);
  }
}

/** A run of character data that is not all white space, or the whole content of an element without children. */
export class XmlText {
  readonly kind = 'text';
  readonly start: number;
  readonly end: number;
  readonly flags: number;
  readonly cdata: boolean;

  constructor(start: number, end: number, flags: number, cdata: boolean) {
    this.start = start;
    this.end = end;
    this.flags = flags;
    this.cdata = cdata;
  }
}

/** One element; offsets as in XmlAttribute. */
export class XmlElement {
  readonly kind = 'element';
  /** As written, with its prefix. */
  readonly name: string;
  readonly parent: XmlElement | undefined;
  local: string;
  /** Undefined where the prefix is not declared. */
  namespace: string | undefined;
  attributes: readonly XmlAttribute[] = none;
  children: readonly XmlNode[] = none;
  /** The declarations in force inside it. */
  scope: Scope;
  /** At its `<`. */
  readonly start: number;
  /** Behind the `>` of the start tag. */
  openEnd = 0;
  /** At the `</` of the end tag; −1 where there is none: an empty-element tag, or a mistake. */
  closeStart = -1;
  /** Behind the whole element. */
  end = 0;
  selfClosed = false;

  constructor(name: string, parent: XmlElement | undefined, scope: Scope, start: number) {
    this.name = name;
    this.local = name;
    this.parent = parent;
    this.scope = scope;
    this.start = start;
    this.namespace = undefined;
  }

  get nameStart(): number {
    return this.start + 1;
  }

  get nameEnd(): number {
    return this.start + 1 + this.name.length;
  }

  /** The attribute without prefix of that name. */
  attribute(name: string): XmlAttribute | undefined {
    const { attributes } = this;
    for (const attribute of attributes) if (attribute.name === name) return attribute;
    return undefined;
  }

  /** The child elements, in order. */
  *elements(): Generator<XmlElement> {
    for (const child of this.children) if (child.kind === 'element') yield child;
  }
}

const none: readonly never[] = [];

export type XmlNode = XmlElement | XmlText;
