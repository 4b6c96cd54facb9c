import type { XmlView } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { attributeValue, textValue } from '../parser/value.ts';

/** An element as XPath sees it; its parts are made when they are asked for. */
export class ElementView implements XmlView {
  readonly #element: XmlElement;
  readonly #source: string;
  #attributes: XmlView['attributes'] | undefined;
  #children: XmlView['children'] | undefined;

  constructor(element: XmlElement, source: string) {
    this.#element = element;
    this.#source = source;
  }

  get name(): string {
    return this.#element.name;
  }

  get local(): string {
    return this.#element.local;
  }

  get namespace(): string | undefined {
    return this.#element.namespace;
  }

  /** Declarations of namespaces are no attributes (XML Namespaces, 3). */
  get attributes(): XmlView['attributes'] {
    return (this.#attributes ??= this.#element.attributes
      .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map((each) => ({
        name: each.name,
        local: each.local,
        namespace: each.namespace,
        value: attributeValue(this.#source, each),
      })));
  }

  get children(): XmlView['children'] {
    return (this.#children ??= this.#element.children.map((child) =>
      child.kind === 'element' ? new ElementView(child, this.#source) : textValue(this.#source, child),
    ));
  }
}
