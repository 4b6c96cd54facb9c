import { clip } from '../../protocols/core/index.ts';

/** UTF-16 units of a server's explanation that are shown. */
const mostText = 1000;

/** A parsed element: what negotiation and replies need, no more. Documents and panels have the parser of protocols/. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** By name as written; prefixed ones with their prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The character data directly inside. */
  readonly text: string;
}

export function child(element: XmlElement, name: string, namespace: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name && one.namespace === namespace);
}

export function is(element: XmlElement, name: string, namespace: string): boolean {
  return element.name === name && element.namespace === namespace;
}

/** Text for an attribute or an element's content. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}

/** The defined condition and the text in an error element of any of the three kinds (RFC 6120, 4.9, 6.5, 8.3). */
export function readCondition(
  error: XmlElement,
  namespace: string,
): { readonly condition: string; readonly text?: string } {
  const text = child(error, 'text', namespace)?.text.trim() ?? '';
  const condition =
    error.children.find((one) => one.namespace === namespace && one.name !== 'text')?.name ?? 'undefined-condition';
  return text === '' ? { condition: clip(condition) } : { condition: clip(condition), text: clip(text, mostText) };
}
