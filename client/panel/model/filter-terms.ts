import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { pathOf, pathText } from '../../../protocols/core/inspect/index.ts';
import { pathNames, toHex, type FieldValue, type OpenUnit, type UnitSearch } from '../../../protocols/core/index.ts';
import { parseFilter, printFilter, type FilterNode, type KeyName } from '../../../protocols/filter/index.ts';
import type { ColumnId } from './columns.ts';

/** UTF-16 units of a value that are put into a filter. */
const longestValue = 500;
/** Bytes that are put into a filter. */
export const mostFiltered = 64;

/** The term that selects rows that have the same as this one in a column; undefined where there is none. */
export function cellTerm(column: ColumnId, row: TrafficRow, connectionName: string): string | undefined {
  const { side, channel, link, from, to, failure, state } = row;
  switch (column) {
    case 'direction':
      return `dir:${side === 'client' ? 'out' : 'in'}`;
    case 'connection':
      return keyTerm('conn', connectionName);
    case 'name':
      return keyTerm('name', row.name);
    case 'place': {
      if (link !== undefined) return keyTerm('link', link);
      if (channel !== undefined) return `channel:${channel}`;
      // The user's own address is on everything: the address of the other side tells more.
      const [near, far] = side === 'client' ? [from, to] : [to, from];
      if (far !== undefined) return keyTerm(side === 'client' ? 'to' : 'from', far);
      return near === undefined ? undefined : keyTerm(side === 'client' ? 'from' : 'to', near);
    }
    case 'state':
    case 'summary':
      if (failure !== undefined) return 'failed';
      return state === undefined || column === 'summary' ? undefined : `state:${state}`;
    default:
      return undefined;
  }
}

/** The term that selects units with the same value in a field; undefined where a filter cannot find it, as with secrets. */
export function nodeTerm(root: InspectNode, id: string, opened: OpenUnit, search: UnitSearch): string | undefined {
  const path = pathOf(root, id);
  const node = path.at(-1);
  if (node?.value === undefined || path.length < 2) return undefined;
  const { value } = node;
  if (node.type === 'namespace') return keyTerm('ns', unquoted(value));
  // The text of an element is the element's value.
  const field = node.type === 'text' ? path.at(-2) : node;
  const name = field === undefined ? '' : pathText(root, field.id);
  const found = name === '' ? [] : search.fields(opened, pathNames(name));
  const text = textOf(found, value);
  if (text === undefined || text.length > longestValue) return undefined;
  const term: FilterNode = {
    ...place,
    kind: 'key',
    key: 'field',
    operator: '=',
    path: { ...place, type: 'text', text: name },
    value: { ...place, type: 'text', text },
  };
  return printFilter(term);
}

/** The term that selects units with these bytes in them. */
export function bytesTerm(bytes: Uint8Array): string | undefined {
  return bytes.length === 0 || bytes.length > mostFiltered ? undefined : `bytes:0x${toHex(bytes)}`;
}

/** A filter, and what must hold besides. */
export function withTerm(filter: string, term: string): string {
  const text = filter.trim();
  const parsed = parseFilter(text);
  if (text === '' || parsed.errors.length > 0) return term;
  if (` ${text} `.includes(` ${term} `)) return text;
  return parsed.root.kind === 'any' ? `(${text}) ${term}` : `${text} ${term}`;
}

const place = { start: 0, end: 0 };

function keyTerm(key: KeyName, value: string): string | undefined {
  if (value === '' || value.length > longestValue) return undefined;
  return printFilter({ ...place, kind: 'key', key, operator: '=', value: { ...place, type: 'text', text: value } });
}

/** Which of the texts of a field is the one that is shown. */
function textOf(found: readonly FieldValue[], shown: string): string | undefined {
  const plain = unquoted(shown);
  for (const { texts } of found)
    for (const text of texts) if (text === shown || text === plain || shown.startsWith(`${text} `)) return text;
  return found.length === 1 ? found[0]?.texts[0] : undefined;
}

function unquoted(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
