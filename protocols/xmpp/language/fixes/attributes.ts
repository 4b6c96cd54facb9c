import type { Fix, TextEdit } from '../../../core/index.ts';
import { Broken, type XmlAttribute, type XmlElement } from '../../parser/node.ts';
import { fix, replace, shown, type Spot } from './spot.ts';

/** The quote that an element's attributes are written in, else the whole node's. */
export function quoteOf({ source }: Spot, element: XmlElement | undefined): string {
  const sound = element?.attributes.find((each) => (each.flags & Broken) === 0);
  if (sound !== undefined) return source.charAt(sound.end - 1) === "'" ? "'" : '"';
  return /=\s*'/.test(source) && !/=\s*"/.test(source) ? "'" : '"';
}

/** A value as it may stand between such quotes. What is in braces stays, being a variable. */
export function escapeValue(value: string, quote: string): string {
  return value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
}

/** The edit that gives an attribute a value, whether or not the element has it. */
export function attributeEdit(spot: Spot, element: XmlElement, name: string, value: string): TextEdit {
  const found = element.attribute(name);
  if (found === undefined) {
    const quote = quoteOf(spot, element);
    return {
      start: element.nameEnd,
      end: element.nameEnd,
      text: ` ${name}=${quote}${escapeValue(value, quote)}${quote}`,
    };
  }
  if ((found.flags & Broken) !== 0 || found.valueEnd === found.end) {
    const quote = quoteOf(spot, element);
    return { start: found.start, end: found.end, text: `${name}=${quote}${escapeValue(value, quote)}${quote}` };
  }
  return { start: found.valueStart, end: found.valueEnd, text: escapeValue(value, spot.source.charAt(found.end - 1)) };
}

/** Adds an attribute, or changes its value. */
export function setAttribute(spot: Spot, element: XmlElement | undefined, name: string, value: string): Fix[] {
  if (element === undefined) return [];
  const edit = attributeEdit(spot, element, name, value);
  return [fix(element.attribute(name) === undefined ? `Add ${name}="${value}"` : `Change to ${name}="${value}"`, edit)];
}

/** Several attributes at a time. */
export function setAttributes(
  spot: Spot,
  element: XmlElement | undefined,
  values: Readonly<Record<string, string>>,
): Fix[] {
  if (element === undefined) return [];
  const entries = Object.entries(values);
  if (entries.length === 0) return [];
  const added = entries
    .filter(([name]) => element.attribute(name) === undefined)
    .map(([name, value]) => attributeEdit(spot, element, name, value).text);
  const changed = entries
    .filter(([name]) => element.attribute(name) !== undefined)
    .map(([name, value]) => attributeEdit(spot, element, name, value));
  const edits =
    added.length === 0 ? changed : [{ start: element.nameEnd, end: element.nameEnd, text: added.join('') }, ...changed];
  return [fix(`Write ${entries.map(([name, value]) => `${name}="${value}"`).join(' ')}`, ...edits)];
}

/** The edit that takes an attribute out, with the white space before it. */
export function removalOf(
  { source }: Spot,
  { start, end }: { readonly start: number; readonly end: number },
): TextEdit {
  let from = start;
  while (from > 0 && /\s/.test(source.charAt(from - 1))) from--;
  return { start: from, end, text: '' };
}

export function removeAttribute(spot: Spot, attribute: XmlAttribute | undefined): Fix[] {
  return attribute === undefined
    ? []
    : [fix(`Remove ${shown(spot.source.slice(attribute.start, attribute.end))}`, removalOf(spot, attribute))];
}

export function renameAttribute(attribute: XmlAttribute | undefined, name: string | undefined): Fix[] {
  return attribute === undefined || name === undefined
    ? []
    : [replace(`Change to “${name}”`, attribute.start, attribute.nameEnd, name)];
}
