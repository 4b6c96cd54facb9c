import type { XmlElement } from '../parser/node.ts';
import { hasSecretText, isSecretAttribute } from './secrets.ts';
import { parseUnit, type UnitContext } from './unit.ts';

/** The bytes of a unit that must not be shown until a person asks: log-in exchanges, passwords, tokens. In order. */
export function secretRangesXmpp(bytes: Uint8Array, context?: UnitContext): readonly (readonly [start: number, end: number])[] {
  const unit = parseUnit(bytes, false, context);
  const ranges: [number, number][] = [];
  unit.document.nodes.forEach((node, i) => {
    const base = unit.document.starts[i] ?? 0;
    const source = unit.text.slice(base, base + node.length);
    const hide = (start: number, end: number): void => {
      if (end > start) ranges.push([unit.byteAt(start + base), unit.byteAt(end + base)]);
    };
    const visit = (element: XmlElement): void => {
      for (const attribute of element.attributes) if (isSecretAttribute(element, attribute)) hide(attribute.valueStart, attribute.valueEnd);
      if (hasSecretText(source, element)) {
        // Everything up to the end tag, so that a broken element hides no less than a whole one.
        hide(element.openEnd, element.closeStart < 0 ? element.end : element.closeStart);
        return;
      }
      for (const child of element.elements()) visit(child);
    };
    if (node.root !== undefined) visit(node.root);
  });
  // What was not read may hold anything.
  if (unit.parsed < unit.text.length) ranges.push([unit.byteAt(unit.parsed), bytes.length]);
  return ranges;
}
