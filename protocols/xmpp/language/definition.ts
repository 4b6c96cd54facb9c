import { findVariables, type TextRange } from '../../core/index.ts';
import type { XmppDocument } from './document.ts';
import { nodeAt } from './place.ts';
import { setsOf } from './sets.ts';

/** The directive that gives or sets the variable at an offset; undefined where it has its value from elsewhere. */
export function definition(document: XmppDocument, offset: number): TextRange | undefined {
  const place = nodeAt(document, offset);
  if (place === undefined) return undefined;
  const from = Math.max(place.source.lastIndexOf('{{', place.offset), 0);
  const variable = findVariables(place.source.slice(from, from + 300)).find(
    (each) => from + each.start <= place.offset && place.offset <= from + each.end,
  );
  if (variable === undefined || variable.dynamic) return undefined;
  const { name } = variable;
  const set = setsOf(document).above(name, place.start);
  if (set !== undefined) return set.place;
  const { nodes, starts } = document;
  const given = document.notable.find((i) => {
    const directive = nodes[i]?.directive;
    return directive?.kind === 'var' && directive.name === name;
  });
  const directive = given === undefined ? undefined : nodes[given]?.directive;
  if (directive === undefined || given === undefined) return setsOf(document).below(name, place.start)?.place;
  const start = starts[given] ?? 0;
  return { start: start + directive.start, end: start + directive.end };
}
