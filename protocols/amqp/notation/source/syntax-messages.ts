import { isMap, isNode, visit, type Document } from 'yaml';
import { deepestNesting, type YamlError } from './compose.ts';

/** A text whose nesting is more than is read. */
export const tooDeepMessage = `Nested deeper than ${deepestNesting} levels. Close the brackets, or nest less.`;

/** A text that is more than is read. */
export const tooLargeMessage = 'This file is too large: nothing is read from here on. Divide it into several files.';

/** What YAML's error means to the writer of a file, and what to do. `error` is one of those of `document`, read from `text`. */
export function syntaxMessage(error: YamlError, text: string, document: Document): string {
  const { code, message } = error;
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'YAML is indented with spaces, and here is a tab: replace it by spaces';
    case 'BAD_ALIAS':
      return `${message}: an alias *name needs an anchor &name before it; write a text that begins with * in quotes`;
    case 'MISSING_CHAR':
      return brokenAt(error, text, document) ?? message;
    case 'BAD_INDENT':
      return brokenAt(error, text, document) ?? `${message}: align it with the lines of the same mapping or list`;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'A second “key:” on the same line: put it on a line of its own, or the value in quotes if the colon is part of it';
    case 'BLOCK_IN_FLOW':
      return 'Between { } or [ ] everything is separated by commas: write this without dashes and line structure';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'A key stands on one line: is a colon missing, or a quote, on the line before?';
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START':
      return unexpected(message, text, Math.min(error.start, text.length));
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

const pairs: Readonly<Record<string, string>> = { '{': '{}', '[': '[]' };

/** What the nodes tell of the errors at one place where their code does not: the first of them is about the innermost node. */
function brokenAt({ code, start, end, nth }: YamlError, text: string, document: Document): string | undefined {
  const last = text.charAt(start - 1);
  const found: string[] = [];
  const brackets: string[] = [];
  visit(document, {
    Pair: (_, { key, value }, path) => {
      const parent = path.at(-1);
      if (!isNode(key) || value !== null || !isMap(parent) || parent.flow === true) return;
      if (key.range?.[0] === start && key.range[1] === end)
        found.unshift('A key needs a colon and a value: write it as “key: value”');
    },
    Scalar: (_, { type, range }) => {
      const quote = type === 'QUOTE_DOUBLE' ? '"' : type === 'QUOTE_SINGLE' ? "'" : undefined;
      if (quote !== undefined && range?.[1] === start && (last !== quote || start - range[0] === 1))
        found.unshift('This quoted text is not closed: write the same quote at its end');
    },
    Collection: (_, { range }) => {
      // Those of `[a: b]` have no brackets of their own.
      const pair = range?.[1] === start ? pairs[text.charAt(range[0])] : undefined;
      if (pair !== undefined) brackets.unshift(pair);
    },
  });
  if (code === 'MISSING_CHAR') return found[nth];
  // Only the innermost can end with its own bracket: those around it would end behind it.
  const open = brackets[brackets.length > 1 && brackets[0]?.charAt(1) === last ? nth + 1 : nth];
  return open && `This “${open.charAt(0)}” needs its “${open.charAt(1)}”, or is not indented enough`;
}
