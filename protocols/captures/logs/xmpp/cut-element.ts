const tagStart = /^\s*<[A-Za-z_/?]/;
/** What is at the top level of a stream, and in few elements. */
const topLevel = /^\s*<(?:(?:iq|message|presence)[\s/>]|\?xml\s|\/?stream:[a-z])/;
/** What is at the top level of a stream, and, in the features of a stream and elsewhere, behind another tag. */
const nonza = /^\s*<[A-Za-z_][^<>]{0,300}?\sxmlns=["'](?:urn:xmpp:sm:\d|urn:ietf:params:xml:ns:xmpp-(?:sasl|tls))["']/;

/** How much of the end of an element decides: UTF-16 units. */
export const deciding = 1024;

/**
 * Whether an element that did not end was cut where the log has it, since what comes next cannot be its content: a tag within a tag
 * (XML 1.0, 2.4), a stanza within text or right in another stanza.
 *
 * @param open the end of what was read of the element, {@link deciding} characters of it or all
 * @param next the text that comes next
 */
export function isCutBefore(open: string, next: string): boolean {
  if (!tagStart.test(next)) return false;
  const begin = open.lastIndexOf('<');
  // A comment or CDATA section may have tags.
  const section = open.lastIndexOf('<!');
  if (section >= 0 && !/(?:--|\]\])>/.test(open.slice(section))) return false;
  if (begin > open.lastIndexOf('>')) return true;
  if (!topLevel.test(next)) return nonza.test(next) && !open.trimEnd().endsWith('>');
  return !open.trimEnd().endsWith('>') || (open.length < deciding && depthOf(open) === 1);
}

/** How many elements are open at the end of XML that is here from its beginning. */
function depthOf(open: string): number {
  let depth = 0;
  for (const [, end, empty] of open.matchAll(/<(\/?)[A-Za-z_][^<>]*?(\/?)>/g))
    depth += end === '/' ? -1 : empty === '/' ? 0 : 1;
  return depth;
}
