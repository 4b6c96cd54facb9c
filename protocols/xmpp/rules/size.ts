import type { XmlElement } from '../parser/node.ts';
import type { CheckContext } from './context.ts';

/** The size from which servers may refuse a stanza (RFC 6120, 13.12): 10,000 bytes, of which the server's additions take some. */
const sizeLimit = 9_500;

/** Warns of a stanza near the size that servers may refuse. */
export function checkSize(stanza: XmlElement, context: CheckContext): void {
  // No character takes more than three bytes for each UTF-16 unit.
  if ((stanza.end - stanza.start) * 3 <= sizeLimit) return;
  const size = new TextEncoder().encode(context.source.slice(stanza.start, stanza.end)).length;
  if (size <= sizeLimit) return;
  context.at(
    'xmpp/stanza-size',
    stanza,
    `This stanza has ${size} bytes: servers may refuse more than 10,000, and end the stream. Send less, or send it outside of the stream`,
  );
}
