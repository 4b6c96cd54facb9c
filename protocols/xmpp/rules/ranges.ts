import { isContentNamespace, isStanza, plainValue } from '../model/stanza.ts';
import { HasVariable, XmlText, type XmlElement } from '../parser/node.ts';
import { elementText } from '../parser/value.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';

const fallback = 'urn:xmpp:fallback:0';

/** A stretch of the message's text lies within it. Positions count code points (XEP-0394, 4.1; XEP-0428, 2.2). */
const checkRange: Check = (element, context) => {
  const message = element.parent?.parent;
  if (message === undefined || !isStanza(message)) return;
  const start = position(element, 'start', context);
  const end = position(element, 'end', context);
  if (start !== undefined && end !== undefined && end <= start) {
    context.atAttribute(
      'xmpp/text-range',
      element,
      element.attribute('end'),
      `The stretch ends at ${end}, but begins at ${start}: the end must be greater`,
    );
    return;
  }
  const name = element.namespace === fallback ? element.local : 'body';
  const length = textLength(message, name, context);
  if (length === undefined) return;
  for (const [attribute, value] of [
    ['start', start],
    ['end', end],
  ] as const) {
    if (value === undefined || value <= length) continue;
    context.atAttribute(
      'xmpp/text-range',
      element,
      element.attribute(attribute),
      `${attribute} is ${value}, but the <${name}> has ${length} characters`,
    );
    return;
  }
};

function position(element: XmlElement, name: string, context: CheckContext): number | undefined {
  const value = plainValue(context.source, element, name);
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** The length of the longest text of that name, in code points; undefined where there is none, or it holds a variable. */
export function textLength(
  message: XmlElement,
  name: string,
  context: Pick<CheckContext, 'source'>,
): number | undefined {
  let longest: number | undefined;
  for (const child of message.elements()) {
    if (child.local !== name || !isContentNamespace(child.namespace)) continue;
    if (child.children.some((text) => text instanceof XmlText && (text.flags & HasVariable) !== 0)) return undefined;
    longest = Math.max(longest ?? 0, Array.from(elementText(context.source, child)).length);
  }
  return longest;
}

export const rangeChecks: CheckTable = {
  '{urn:xmpp:markup:0}span': checkRange,
  '{urn:xmpp:markup:0}bcode': checkRange,
  '{urn:xmpp:markup:0}list': checkRange,
  '{urn:xmpp:markup:0}bquote': checkRange,
  [`{${fallback}}body`]: checkRange,
  [`{${fallback}}subject`]: checkRange,
};
