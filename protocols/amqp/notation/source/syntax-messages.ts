import type { ErrorCode } from 'yaml';
import { deepestNesting } from './compose.ts';

/** A text whose nesting is more than is read. */
export const tooDeepMessage = `Nested deeper than ${deepestNesting} levels. Close the brackets, or nest less.`;

/** A text that is more than is read. */
export const tooLargeMessage = 'This file is too large: nothing is read from here on. Divide it into several files.';

/** What YAML's error means to the writer of a file, and what to do. `start` is where it was found in `text`. */
export function syntaxMessage(code: ErrorCode, message: string, text: string, start: number): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'YAML is indented with spaces, and here is a tab: replace it by spaces';
    case 'BAD_ALIAS':
      return `${message}: an alias *name needs an anchor &name before it; write a text that begins with * in quotes`;
    case 'MISSING_CHAR':
      if (message.startsWith('Missing closing'))
        return 'This quoted text is not closed: write the same quote at its end';
      if (message.includes('map keys need')) return 'A key needs a colon and a value: write it as “key: value”';
      if (message.includes('Block scalar') || message.includes('spaced')) return `${message}: put a space here`;
      return message;
    case 'BAD_INDENT':
      if (message.startsWith('Flow'))
        return `${message.includes('map') ? 'This “{” needs its “}”' : 'This “[” needs its “]”'}, or is not indented enough`;
      return `${message}: align it with the lines of the same mapping or list`;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'A second “key:” on the same line: put it on a line of its own, or the value in quotes if the colon is part of it';
    case 'BLOCK_IN_FLOW':
      return 'Between { } or [ ] everything is separated by commas: write this without dashes and line structure';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'A key stands on one line: is a colon missing, or a quote, on the line before?';
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START':
      return unexpected(message, text, start);
    case 'TAG_RESOLVE_FAILED':
      return `${message}: a tag is !name, or !<…> around a descriptor, then a space`;
    case 'MULTIPLE_DOCS':
      return 'A file holds one list of steps: remove the “---” or “...” here, or put what follows it in another file';
    case 'RESOURCE_EXHAUSTION':
      return tooDeepMessage;
    case 'MULTIPLE_TAGS':
      return 'A value has one tag: write !described [descriptor, value] where a descriptor and an encoding are both needed';
    case 'BAD_DQ_ESCAPE':
      return `${message}: within double quotes write \\\\ for a backslash, or use single quotes`;
    case 'BAD_COLLECTION_TYPE':
    case 'ALIAS_PROPS':
    case 'BAD_DIRECTIVE':
    case 'BAD_PROP_ORDER':
    case 'DUPLICATE_KEY':
    case 'IMPOSSIBLE':
    case 'KEY_OVER_1024_CHARS':
    case 'MULTIPLE_ANCHORS':
    case 'NON_STRING_KEY':
      return message;
  }
}

function unexpected(message: string, text: string, start: number): string {
  const before = text.slice(Math.max(0, start - 60), start);
  if (/\{\{[^{}\r\n]*\}\}$/.test(before)) return 'A text that begins with a variable needs quotes: "{{name}}…"';
  const character = text.charAt(start);
  if ('@`%'.includes(character) && character !== '')
    return `A plain text cannot begin with “${character}”: put it in quotes`;
  if (character === '}' || character === ']') return `This “${character}” closes nothing`;
  return `${message}: is the line indented like its neighbours, and the text in quotes if it holds “: ”, “#” or a quote?`;
}
