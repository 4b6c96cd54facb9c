import {
  codePointName,
  faultOf,
  missingValue,
  nothingThere,
  remembered,
  substitute,
  type Problem,
  type SendPayload,
  type TextRange,
  type UnitBytes,
  type VariableLookup,
} from '../../core/index.ts';
import { isXmlCodePoint } from '../parser/characters.ts';
import type { XmppDocument } from './document.ts';
import { markupAt } from './place.ts';
import { sendables } from './sendables.ts';
import { setsFrom, nothingAbove, notSetYet, setsOf, setTooLate, type SetDirective } from './sets.ts';

/** What is wrong with the stanzas of a file when they are sent. */
export function problems(document: XmppDocument, values: VariableLookup): readonly Problem[] {
  const stanzas = sendables(document).flatMap((sendable) => resolveStanza(document, sendable, values, true).problems);
  const directives = setProblems(setsOf(document).all);
  return directives.length === 0 ? stanzas : [...stanzas, ...directives].sort((a, b) => a.start - b.start);
}

/** What keeps variables from being set. */
function setProblems(sets: readonly SetDirective[]): readonly Problem[] {
  return sets.flatMap(({ name, fault, from, place }): Problem[] => {
    const found = fault ?? (from === undefined ? { message: nothingAbove(name), ...place } : undefined);
    return found === undefined ? [] : [{ code: 'xmpp/directive', severity: 'error', ...found, blocking: true }];
  });
}

/** A stanza as it is sent. Mistakes against the protocol stay as they are; a variable without a value is a problem. */
export function prepare(
  document: XmppDocument,
  index: number,
  values: VariableLookup,
): SendPayload | readonly Problem[] {
  const sendable = sendables(document)[index];
  if (sendable === undefined) return nothingThere(index);
  const resolved = resolveStanza(document, sendable, values);
  // What the answer is for must be readable before it is asked for.
  const stopping = [...resolved.problems, ...setProblems(setsOf(document).from(index))];
  if (stopping.length > 0) return stopping;
  const sets = setsFrom(document, index);
  return { kind: 'xmpp', text: resolved.text, ...(sets.length > 0 && { sets }) };
}

/** The stanza at a UTF-16 offset; a variable without a value stands in it as it is written. */
export function unitAt(document: XmppDocument, offset: number, values: VariableLookup): UnitBytes | undefined {
  const sendable = sendables(document).find(({ start, end }) => start <= offset && offset <= end);
  if (sendable === undefined) return undefined;
  const { text } = resolveStanza(document, sendable, values);
  return { protocol: 'xmpp', kind: 'stanza', bytes: new TextEncoder().encode(text) };
}

/** The values that the file itself gives. */
const ownValues = remembered(({ nodes }: XmppDocument): ReadonlyMap<string, string> => {
  const own = new Map<string, string>();
  for (const { directive } of nodes)
    if (directive?.kind === 'var' && !own.has(directive.name)) own.set(directive.name, directive.value);
  return own;
});

/** A stanza with its variables filled in, and what stands in the way of sending it. */
export interface ResolvedStanza {
  /** Variables without a value stand in it as they are written. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * The stanza in a range of the document with variables replaced by their values, escaped so that they cannot become markup.
 * `lookup` gives the value of a variable, or undefined; those that the file itself gives come after it, and a `<?set?>` above goes
 * before it. `early`: what is set only when the file is sent is no problem.
 */
export function resolveStanza(
  document: XmppDocument,
  { start, end }: TextRange,
  lookup: VariableLookup,
  early = false,
): ResolvedStanza {
  const own = ownValues(document);
  const source = document.text.slice(start, end);
  const sections = cdataRanges(source);
  const problems: Problem[] = [];
  const report = (code: string, message: string, from: number, to: number, more?: Pick<Problem, 'variable'>): void =>
    void problems.push({
      code,
      severity: 'error',
      message,
      start: start + from,
      end: start + to,
      blocking: true,
      ...more,
    });
  const { text, unresolved } = substitute(
    source,
    (variable) =>
      !variable.dynamic && setsOf(document).above(variable.name, start) !== undefined
        ? lookup.taken?.(variable.name)
        : (lookup(variable) ?? own.get(variable.name)),
    (value, offset) => {
      const character = Array.from(value).find((each) => !isXmlCodePoint(each.codePointAt(0) ?? 0));
      if (character !== undefined)
        report(
          'xmpp/character-forbidden',
          `The value of a variable holds ${codePointName(character.codePointAt(0) ?? 0)}, which is not allowed in XML: change the value`,
          offset,
          source.indexOf('}}', offset) + 2,
        );
      // In a CDATA section nothing is escaped, but its end must not appear.
      if (sections.some(([from, to]) => offset >= from && offset < to))
        return value.replaceAll(']]>', ']]]]><![CDATA[>');
      // A line end would reach the other side as a space in an attribute, and a carriage return as a line feed anywhere.
      const kept = markupAt(source, offset).kind === 'value' ? /[&<>"'\r\n\t]/g : /[&<>"'\r]/g;
      return value.replace(kept, (each) => escapes[each] ?? `&#${each.charCodeAt(0)};`);
    },
  );
  for (const variable of unresolved) {
    const set =
      variable.problem === undefined && !variable.dynamic ? setsOf(document).above(variable.name, start) : undefined;
    if (set !== undefined) {
      if (!early) report('not-set-yet', notSetYet(document, set), variable.start, variable.end);
      continue;
    }
    const below = variable.problem === undefined ? setsOf(document).below(variable.name, start) : undefined;
    const message =
      variable.problem ??
      (below === undefined ? missingValue(variable) : setTooLate(document, variable.name, below.place.start));
    report('xmpp/variable', message, variable.start, variable.end, { variable: faultOf(variable) });
  }
  return { text, problems: problems.sort((a, b) => a.start - b.start) };
}

function cdataRanges(source: string): (readonly [start: number, end: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (let start = source.indexOf('<![CDATA['); start >= 0;) {
    const close = source.indexOf(']]>', start);
    const end = close < 0 ? source.length : close;
    ranges.push([start, end]);
    start = source.indexOf('<![CDATA[', end);
  }
  return ranges;
}
