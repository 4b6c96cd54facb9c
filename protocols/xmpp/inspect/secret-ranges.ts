import { joinRanges, secretBytes, type SecretRange } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { syntaxRules } from '../rules/syntax-rules.ts';
import { hasSecretText, isSecretAttribute, tornSecrets } from './secrets.ts';
import type { ParsedUnit } from './unit.ts';

/**
 * The bytes of a unit that must not be shown until a person asks: log-in exchanges, passwords, tokens, also those in addresses and in
 * HTTP. In order. What is not well-formed is searched as text too, since a broken element hides no less than a whole one.
 */
export function unitSecrets(bytes: Uint8Array, unit: ParsedUnit): readonly SecretRange[] {
  const ranges: SecretRange[] = [...secretBytes(bytes)];
  unit.document.nodes.forEach((node, i) => {
    const base = unit.document.starts[i] ?? 0;
    const source = unit.text.slice(base, base + node.length);
    const hide = (start: number, end: number): void => {
      if (end > start) ranges.push([unit.byteAt(start + base), unit.byteAt(end + base)]);
    };
    const visit = (element: XmlElement): void => {
      for (const attribute of element.attributes)
        if (isSecretAttribute(element, attribute)) hide(attribute.valueStart, attribute.valueEnd);
      if (hasSecretText(source, element)) {
        hide(element.openEnd, element.closeStart < 0 ? element.end : element.closeStart);
        return;
      }
      for (const child of element.elements()) visit(child);
    };
    if (node.root !== undefined) visit(node.root);
  });
  if (isTorn(unit))
    for (const [start, end] of tornSecrets(unit.text)) ranges.push([unit.byteAt(start), unit.byteAt(end)]);
  // What was not read may hold anything.
  if (unit.parsed < unit.text.length) ranges.push([unit.byteAt(unit.parsed), bytes.length]);
  return joinRanges(ranges);
}

const syntaxCodes: ReadonlySet<string> = new Set(syntaxRules.map(({ id }) => id));

/** Whether a unit is no whole, well-formed element. */
export function isTorn({ document, root, invalid, parsed, text }: ParsedUnit): boolean {
  return (
    root === undefined ||
    invalid.length > 0 ||
    parsed < text.length ||
    document.nodes.some((node) => node.findings.some(({ code }) => syntaxCodes.has(code)))
  );
}
