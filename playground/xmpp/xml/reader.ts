import { SaxesParser, type SaxesTagNS, type XMLDecl } from 'saxes';
import { XmlElement } from './element.ts';

/** The stream error conditions that reading alone can lead to (RFC 6120, 4.9.3). */
export type ReadFault = 'not-well-formed' | 'restricted-xml' | 'unsupported-encoding' | 'policy-violation';

export interface ReaderEvents {
  /** The root's start tag, without children, and the default namespace that it declares. */
  open(root: XmlElement, defaultNs: string): void;
  /** One whole child of the root. */
  element(element: XmlElement): void;
  /** The root's end tag. In a document, the root then has all its content. */
  close(root: XmlElement): void;
  /** Reading ended for good; nothing more will be reported. */
  fault(condition: ReadFault, text: string): void;
}

/** Largest top-level element, in UTF-16 units (XEP-0478 tells clients; RFC 6120, 13.12 wants 10,000 bytes at least). */
export const maxStanza = 262_144;
/** Elements and attributes of one top-level element: each takes more memory than its characters do. */
export const maxParts = 5_000;

/** How large a top-level element may be. */
export interface ReadLimits {
  readonly characters: number;
  readonly parts: number;
}
/** Before a resource is bound; RFC 6120, 13.12 wants 10,000 bytes at least. */
export const beforeLogin: ReadLimits = { characters: 16_384, parts: 200 };

/** Deepest nesting inside a stanza. */
export const maxDepth = 64;
// Text goes to the parser in slices, so that one large write cannot pass the limit by much.
const sliceSize = 8_192;

/** Carries a fault out of the parser's callbacks. */
class Fault extends Error {
  readonly condition: ReadFault;
  constructor(condition: ReadFault, text: string) {
    super(text);
    this.condition = condition;
  }
}

/**
 * Reads one XML stream strictly: UTF-8 across chunk borders, namespaces resolved, and none of what RFC 6120, 11.1
 * forbids (comments, processing instructions, DTDs, entities beyond the five).
 */
export class StreamReader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #events: ReaderEvents;
  readonly #open: XmlElement[] = [];
  readonly #keepRoot: boolean;
  /** Where the current top-level unit begins, and the last character that is no white space ends; in UTF-16 units. */
  #unitStart = 0;
  #lastInk = 0;
  #written = 0;
  /** Elements and attributes of the current top-level unit. */
  #parts = 0;
  /** Lower limits than those of a stanza of a client that has logged in. */
  limits: ReadLimits | undefined;
  /** All characters that were handed in, in UTF-16 units. */
  #given = 0;
  /** What to tell next. saxes closes elements before it finds that the end tag is not theirs, so a turn is waited for. */
  #pending: (() => void) | undefined;
  /** Where the end tag of what is told next ends. */
  #pendingEnd = 0;
  #stopped = false;

  /** A `stream` hands out the root's children one by one and keeps none of them; a `document` is kept whole. */
  constructor(events: ReaderEvents, kind: 'stream' | 'document' = 'stream') {
    this.#events = events;
    this.#keepRoot = kind === 'document';
    const parser = this.#parser;
    parser.ENTITIES = new Proxy(parser.ENTITIES, {
      get: (known, name) => known[String(name)] ?? unknown(String(name)),
    });
    parser.on('opentag', (tag) => this.#openTag(tag));
    parser.on('closetag', () => this.#closeTag());
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('xmldecl', (declaration) => this.#xmlDeclaration(declaration));
    parser.on('comment', () => restricted('a comment'));
    parser.on('processinginstruction', () => restricted('a processing instruction'));
    parser.on('doctype', () => restricted('a document type declaration'));
    parser.on('error', (error) => {
      // What was complete before the mistake is handled first: a client that does not wait for the answer begins a new stream here.
      if (parser.position > this.#pendingEnd) this.#tell();
      if (!this.#stopped) throw new Fault('not-well-formed', error.message);
    });
  }

  /** Whether a header or stanza has begun and is not complete. White space between stanzas does not count. */
  get incomplete(): boolean {
    return this.#lastInk > this.#unitStart;
  }

  /** Grows with every stanza that is complete. */
  get progress(): number {
    return this.#unitStart;
  }

  /** What follows the last complete unit: nothing, white space, or data. Bytes of half a character are data. */
  get surplus(): 'none' | 'space' | 'data' {
    if (this.#lastInk > this.#unitStart || this.#halfCharacter()) return 'data';
    return this.#given > this.#unitStart ? 'space' : 'none';
  }

  /** Nothing that was written so far or is written later will be reported (after STARTTLS or SASL a new stream begins). */
  stop(): void {
    this.#stopped = true;
  }

  /** Takes the next bytes of the stream. */
  write(bytes: Uint8Array): void {
    if (this.#stopped) return;
    let text: string;
    try {
      text = this.#decoder.decode(bytes, { stream: true });
    } catch {
      this.#fail('unsupported-encoding', 'The stream is not valid UTF-8.');
      return;
    }
    this.writeText(text);
  }

  /** Takes the next characters of the stream. */
  writeText(text: string): void {
    const ink = text.trimEnd().length;
    if (ink > 0) this.#lastInk = this.#given + ink;
    this.#given += text.length;
    this.#guarded(() => {
      for (let from = 0; from < text.length && !this.#stopped; from += sliceSize) {
        const slice = text.slice(from, from + sliceSize);
        this.#parser.write(slice);
        this.#written += slice.length;
        this.#tell();
        // The parser's own position is right inside its callbacks only.
        this.#checkSize(this.#written);
        this.#checkEntity();
      }
    });
  }

  /** Says that no more text will come, so that what is missing or too much is found. */
  end(): void {
    this.#guarded(() => {
      if (!this.#stopped) this.#parser.close();
      this.#tell();
    });
  }

  #halfCharacter(): boolean {
    try {
      return this.#decoder.decode() !== '';
    } catch {
      return true;
    }
  }

  #guarded(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.#fail(error.condition, error.message);
    }
  }

  #tell(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (!this.#stopped) pending?.();
  }

  #fail(condition: ReadFault, text: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#events.fault(condition, text);
  }

  #checkSize(position: number): void {
    const { characters, parts } = this.limits ?? { characters: maxStanza, parts: maxParts };
    const where = this.limits === undefined ? '' : ' before a resource is bound';
    if (position - this.#unitStart > characters)
      throw new Fault('policy-violation', `A stanza may have at most ${characters} characters${where}.`);
    if (this.#parts > parts)
      throw new Fault('policy-violation', `A stanza may have at most ${parts} elements and attributes${where}.`);
  }

  #xmlDeclaration(declaration: XMLDecl): void {
    if (this.#keepRoot) restricted('an XML declaration in a frame of its own');
    if (declaration.encoding !== undefined && declaration.encoding.toLowerCase() !== 'utf-8') {
      throw new Fault('unsupported-encoding', 'XMPP streams are UTF-8 (RFC 6120, 11.6).');
    }
  }

  /** saxes waits for the semicolon of an entity as long as it takes; a lone ampersand is found here. */
  #checkEntity(): void {
    const { entity } = this.#parser as unknown as { readonly entity: string };
    if (entity !== '' && !/^#?[\w.-]{0,10}$/.test(entity))
      throw new Fault('not-well-formed', 'An ampersand in text is written &amp;.');
  }

  #openTag(tag: SaxesTagNS): void {
    this.#tell();
    if (this.#stopped) return;
    const attributes = resolvedAttributes(tag);
    this.#parts =
      this.#open.length < (this.#keepRoot ? 1 : 2) ? attributes.length : this.#parts + 1 + attributes.length;
    this.#checkSize(this.#parser.position);
    const element = new XmlElement(tag.local, tag.uri, attributes);
    const parent = this.#open.at(-1);
    this.#open.push(element);
    if (parent === undefined) {
      this.#unitStart = this.#parser.position;
      this.#events.open(element, tag.ns[''] ?? '');
      return;
    }
    if (this.#open.length > maxDepth)
      throw new Fault('policy-violation', `Elements may be nested at most ${maxDepth} deep.`);
    if (this.#open.length > 2 || this.#keepRoot) parent.children.push(element);
  }

  #closeTag(): void {
    this.#tell();
    if (this.#stopped) return;
    const element = this.#open.pop();
    if (element === undefined) return;
    this.#pendingEnd = this.#parser.position;
    if (this.#open.length === 1) {
      this.#checkSize(this.#parser.position);
      this.#unitStart = this.#parser.position;
      this.#pending = () => this.#events.element(element);
    } else if (this.#open.length === 0) {
      this.#pending = () => {
        this.#stopped = !this.#keepRoot;
        this.#events.close(element);
      };
    }
  }

  #text(text: string): void {
    this.#tell();
    if (this.#stopped) return;
    const parent = this.#open.at(-1);
    if (parent !== undefined && (this.#open.length > 1 || this.#keepRoot)) {
      parent.children.push(text);
    } else if (/[^ \t\r\n]/.test(text)) {
      throw new Fault('not-well-formed', 'Only white space is allowed between stanzas.');
    } else {
      // The text is told when the next "<" has been read.
      this.#unitStart = this.#parser.position - 1;
    }
  }
}

function restricted(what: string): never {
  throw new Fault('restricted-xml', `An XMPP stream must not contain ${what} (RFC 6120, 11.1).`);
}

/** saxes takes an unknown entity for a mistake in the XML; RFC 6120, 11.1 calls it restricted XML. Undefined for what is no name. */
function unknown(entity: string): undefined {
  if (/^[\p{L}_:][\p{L}\p{N}_:.-]*$/u.test(entity)) restricted(`the entity &${entity};`);
}

function resolvedAttributes(tag: SaxesTagNS): [string, string][] {
  const attributes: [string, string][] = [];
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
    if (attribute.prefix === '' || attribute.name === 'xml:lang') attributes.push([attribute.name, attribute.value]);
    else attributes.push([`{${attribute.uri}}${attribute.local}`, attribute.value]);
  }
  return attributes;
}

/** Reads one whole document, strictly (a WebSocket frame, RFC 7395, 3.3.3). */
export function readDocument(
  text: string,
  limits?: ReadLimits,
): { readonly element: XmlElement } | { readonly fault: ReadFault; readonly text: string } {
  let outcome: ReturnType<typeof readDocument> = {
    fault: 'not-well-formed',
    text: 'A frame must hold one whole XML element.',
  };
  const nothing = (): void => undefined;
  const reader = new StreamReader(
    {
      open: nothing,
      element: nothing,
      close: (root) => {
        outcome = { element: root };
      },
      fault: (fault, reason) => {
        outcome = { fault, text: reason };
      },
    },
    'document',
  );
  reader.limits = limits;
  reader.writeText(text);
  reader.end();
  return outcome;
}
