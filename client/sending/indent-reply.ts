import { indentedLines } from '../../protocols/xmpp/text/index.ts';

/**
 * XML for reading, as the traffic panel indents it: elements that hold only elements have each a line of its own, all that holds
 * text stays in one piece, and attributes as they came. Broken XML keeps all of its characters but white space between tags.
 */
export function indentReply(xml: string): string {
  return indentedLines(xml)
    .map(
      ({ depth, tokens }) => `${'  '.repeat(depth)}${tokens.map(({ start, end }) => xml.slice(start, end)).join('')}`,
    )
    .join('\n');
}
