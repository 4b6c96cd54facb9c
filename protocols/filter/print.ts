import { flags, isKeyName } from './keys.ts';
import type { FilterNode, FilterValue, KeyTerm } from './model.ts';

/** Writes a filter as text, which reads as the same filter. */
export function printFilter(node: FilterNode): string {
  return node.kind === 'all' || node.kind === 'any' ? list(node.kind, node.parts) : print(node);
}

function list(kind: 'all' | 'any', parts: readonly FilterNode[]): string {
  return parts
    .map((part) => (kind === 'any' && part.kind === 'all' ? list('all', part.parts) : print(part)))
    .join(kind === 'any' ? ' OR ' : ' ');
}

function print(node: FilterNode): string {
  switch (node.kind) {
    case 'all':
    case 'any':
      return `(${list(node.kind, node.parts)})`;
    case 'not':
      return `-${print(node.part)}`;
    case 'flag':
      return node.name;
    case 'word':
      return node.value.type === 'regex' ? regexText(node.value) : printWord(node.value.text);
    case 'key':
      return printKey(node);
  }
}

function printKey({ key, operator, path, value }: KeyTerm): string {
  if (path === undefined) return `${key}${operator}${value === undefined ? '' : valueText(value)}`;
  const name = isPlain(path.text) && !/[=<>]/u.test(path.text) ? path.text : quote(path.text);
  return `${key}:${name}${value === undefined ? '' : `${operator}${valueText(value)}`}`;
}

function valueText(value: FilterValue): string {
  switch (value.type) {
    case 'regex':
      return regexText(value);
    case 'list':
      return value.values.join(',');
    case 'number':
    case 'time':
      return isPlain(value.text) ? value.text : quote(value.text);
    case 'text':
      // A number in quotes is compared as text.
      return isPlain(value.text) && !/^[/<>=\d+-]/u.test(value.text) ? value.text : quote(value.text);
  }
}

function regexText({ source, flags: given }: { readonly source: string; readonly flags: string }): string {
  return `/${source}/${given}`;
}

/** A word as it must be written to be read as a word: in quotes where it would mean something else. */
export function printWord(text: string): string {
  const key = /^([a-z]{1,40})(?:[:<>=])/iu.exec(text)?.[1]?.toLowerCase() ?? '';
  const isTerm = isKeyName(key) || Object.hasOwn(flags, text.toLowerCase()) || text === 'OR' || /^[-/(]/u.test(text);
  return isTerm || !isPlain(text) ? quote(text) : text;
}

/** Nothing in it ends a word. */
function isPlain(text: string): boolean {
  return text !== '' && !/[\s"()]/u.test(text);
}

/** A text in quotes. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/gu, '\\$&')}"`;
}
