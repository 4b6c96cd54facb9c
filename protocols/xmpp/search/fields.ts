import type { FieldValue } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { attributeValue, elementText } from '../parser/value.ts';

/** Elements of a unit that are looked at. */
const mostElements = 20_000;

/** An element and all that are in it, in the order of the document, at most 20,000. */
export function elementsOf(root: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const open: XmlElement[] = [root];
  for (let next = open.pop(); next !== undefined && found.length < mostElements; next = open.pop()) {
    found.push(next);
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child?.kind === 'element') open.push(child);
    }
  }
  return found;
}

/** The values with a path of names, which begins at any element: names of elements, and at the end of an element or attribute. */
export function fieldsIn(root: XmlElement, source: string, path: readonly string[]): readonly FieldValue[] {
  const found: FieldValue[] = [];
  const budget = { left: mostElements };
  for (const element of elementsOf(root)) {
    if (budget.left-- <= 0) break;
    if (path.length > 0 && isNamed(element, path[0])) below(element, source, path, 1, found, budget);
    attribute(element, source, path, 0, found);
  }
  return found;
}

function below(
  element: XmlElement,
  source: string,
  path: readonly string[],
  index: number,
  found: FieldValue[],
  budget: { left: number },
): void {
  if (index === path.length) {
    found.push(fieldOf(elementText(source, element)));
    return;
  }
  attribute(element, source, path, index, found);
  for (const child of element.elements()) {
    if (budget.left-- <= 0) return;
    if (isNamed(child, path[index])) below(child, source, path, index + 1, found, budget);
  }
}

/** An attribute ends a path; its name may have dots in it. */
function attribute(
  element: XmlElement,
  source: string,
  path: readonly string[],
  index: number,
  found: FieldValue[],
): void {
  if (element.attributes.length === 0 || index >= path.length) return;
  const name = index === path.length - 1 ? path[index] : path.slice(index).join('.');
  for (const each of element.attributes)
    if (each.name === name || each.local === name) found.push(fieldOf(attributeValue(source, each)));
}

function isNamed({ name, local }: XmlElement, wanted: string | undefined): boolean {
  return local === wanted || name === wanted;
}

function fieldOf(text: string): FieldValue {
  const trimmed = text.trim();
  return /^[+-]?\d{1,40}(?:\.\d{1,40})?$/.test(trimmed)
    ? { texts: [trimmed], number: Number(trimmed) }
    : { texts: [text] };
}
