import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { pathText } from '../../../protocols/core/inspect/index.ts';
import { completeFilter, type SeenValues } from '../../../protocols/filter/index.ts';
import type { LoadedUnit } from './unit.ts';

/** One line of the list below the filter. */
export interface Suggestion {
  readonly label: string;
  readonly description: string;
  /** The whole filter once it is chosen, and where the caret stands then. */
  readonly text: string;
  readonly caret: number;
  /** There is more to choose behind it. */
  readonly goesOn: boolean;
}

/** Fields of the selected unit that are offered. */
const mostFields = 300;

/**
 * What may be written at the caret. Where nothing is written yet, filters that are saved come first, then those that were used.
 * @param seen the values that occur in the traffic
 */
export function suggest(
  text: string,
  caret: number,
  seen: SeenValues,
  { saved, used }: { readonly saved: readonly string[]; readonly used: readonly string[] },
): readonly Suggestion[] {
  const items = completeFilter(text, caret, seen).map(
    ({ insert, label, description, goesOn, start, end }): Suggestion => {
      const before = `${text.slice(0, start)}${insert}`;
      return { label, description, goesOn, text: `${before}${text.slice(end)}`, caret: before.length };
    },
  );
  if (text.trim() !== '') return items;
  const whole = (filter: string, description: string): Suggestion => ({
    label: filter,
    description,
    goesOn: false,
    text: filter,
    caret: filter.length,
  });
  return [
    ...saved.map((filter) => whole(filter, 'saved')),
    ...used.filter((filter) => !saved.includes(filter)).map((filter) => whole(filter, 'used before')),
    ...items,
  ];
}

/** Values that occur in what the page has: the rows that it shows, the connections, the selected unit. */
export function seenValues(
  rows: readonly TrafficRow[],
  connections: readonly string[],
  unit: Pick<LoadedUnit, 'root' | 'issues' | 'opened' | 'search'> | null,
): SeenValues {
  const sorted = (values: Iterable<string>): readonly string[] =>
    [...new Set(values)].filter((each) => each !== '').sort();
  const channels = new Set(rows.flatMap(({ channel }) => (channel === undefined ? [] : [channel])));
  return {
    name: sorted(rows.map(({ name }) => name)),
    conn: connections,
    channel: [...channels].sort((a, b) => a - b).map(String),
    link: sorted(rows.flatMap(({ link }) => link ?? [])),
    from: sorted(rows.flatMap(({ from }) => from ?? [])),
    to: sorted(rows.flatMap(({ to }) => to ?? [])),
    ...(unit === null
      ? {}
      : {
          id: sorted(unit.search.named(unit.opened, 'id')),
          ns: sorted(unit.search.named(unit.opened, 'ns')),
          field: fieldPaths(unit.root),
          rule: sorted(unit.issues.map(({ code }) => code)),
        }),
  };
}

/** The paths of the fields of a unit, as `field:` takes them, without the name of the unit itself. */
function fieldPaths(root: InspectNode): readonly string[] {
  const found: string[] = [];
  const open: InspectNode[] = [...root.children];
  for (const node of open) {
    if (found.length >= mostFields) break;
    if (node.quiet === true) continue;
    for (const child of node.children) open.push(child);
    const isValue =
      node.value !== undefined && node.type !== 'text' && node.type !== 'namespace' && node.label !== 'descriptor';
    if (isValue && (node.presence ?? 'present') === 'present') found.push(pathText(root, node.id));
  }
  return [...new Set(found)];
}
