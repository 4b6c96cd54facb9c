import type { InspectNode } from '../../core/inspect/index.ts';
import { definitionIn, type Known } from '../model/lookup.ts';
import { isStanza, stanzaKey } from '../model/stanza.ts';
import type { StanzaPlace } from '../model/definition.ts';
import type { XmlAttribute, XmlElement, XmlText } from '../parser/node.ts';
import { attributeValue, elementText, textValue } from '../parser/value.ts';
import { sectionOf } from '../rules/sections.ts';
import { hasSecretText, isSecretAttribute } from './secrets.ts';
import type { ParsedUnit } from './unit.ts';

/**
 * A unit as a tree for people: elements, attributes and text with their bytes, what each is for and where that is specified.
 * Log-in exchanges and passwords are marked as secret; they are masked in the bytes, if at all.
 */
export function unitTree(unit: ParsedUnit, size: number): InspectNode {
  if (unit.root === undefined) return { id: '0', label: bare(unit), range: [0, size], children: [] };
  return new TreeBuilder(unit).element(unit.root, '0', undefined, '');
}

/** A unit without an element: the stream's end tag, white space, text that does not belong there. */
function bare(unit: ParsedUnit): string {
  const kind = unit.document.nodes[0]?.kind;
  if (kind === 'stream-close') return '</stream:stream>';
  return kind === undefined ? 'white space' : kind === 'declaration' ? 'XML declaration' : 'text';
}

class TreeBuilder {
  readonly #unit: ParsedUnit;

  constructor(unit: ParsedUnit) {
    this.#unit = unit;
  }

  #range(start: number, end: number): readonly [number, number] {
    const { byteAt, start: base } = this.#unit;
    return [byteAt(start + base), byteAt(end + base)];
  }

  element(element: XmlElement, id: string, parent: Known | undefined, outer: StanzaPlace | ''): InspectNode {
    const { source } = this.#unit;
    const stanza = isStanza(element) ? stanzaKey(source, element) : outer;
    const compiled = definitionIn(this.#unit.model, parent, element);
    const known = compiled === undefined ? undefined : { compiled, content: compiled.content(stanza), stanza };
    const children: InspectNode[] = [];
    for (const attribute of element.attributes)
      children.push(this.#attribute(element, attribute, `${id}.${children.length}`, known));
    const secret = hasSecretText(source, element);
    for (const child of element.children) {
      const childId = `${id}.${children.length}`;
      children.push(
        child.kind === 'element' ? this.element(child, childId, known, stanza) : this.#text(child, childId, secret),
      );
    }
    const only = element.children.every((child) => child.kind === 'text');
    return {
      id,
      label: element.name,
      type: 'element',
      ...(only && element.children.length > 0 ? { value: oneLine(elementText(source, element)) } : {}),
      range: this.#range(element.start, element.end),
      ...(compiled === undefined
        ? {}
        : {
            description: compiled.definition.about,
            section: sectionOf(compiled.specification.id, compiled.definition.section),
          }),
      ...(secret ? { secret } : {}),
      children,
    };
  }

  #attribute(element: XmlElement, attribute: XmlAttribute, id: string, parent: Known | undefined): InspectNode {
    const known = parent?.content.attributes.get(attribute.name);
    const declares = attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:');
    return {
      id,
      label: attribute.name,
      type: declares ? 'namespace' : 'attribute',
      value: oneLine(attributeValue(this.#unit.source, attribute)),
      range: this.#range(attribute.start, attribute.end),
      ...(known?.about === undefined ? {} : { description: known.about }),
      ...(isSecretAttribute(element, attribute) ? { secret: true } : {}),
      children: [],
    };
  }

  #text(text: XmlText, id: string, secret: boolean): InspectNode {
    return {
      id,
      label: text.cdata ? 'CDATA' : 'text',
      type: 'text',
      value: oneLine(textValue(this.#unit.source, text)),
      range: this.#range(text.start, text.end),
      ...(secret ? { secret } : {}),
      children: [],
    };
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]\s*/g, ' ').trim();
}
