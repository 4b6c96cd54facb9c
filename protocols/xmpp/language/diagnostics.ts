import {
  readSuppression,
  Suppressions,
  type Diagnostic,
  type RuleSetting,
  type SuppressedName,
  closest,
  findVariables,
  variableProblem,
  type Variable,
} from '../../core/index.ts';
import { findingLimit, quote, type Finding } from '../parser/finding.ts';
import type { Directive, TopLevel } from '../parser/top-level.ts';
import { ruleById, rules } from '../rules/index.ts';
import { streamTagFindings } from '../rules/websocket.ts';
import type { XmppDocument } from './document.ts';
import { nothingAbove, setsOf, setTooLate } from './sets.ts';

/** Everything found in a document, in the order of its places, with the user's severities. */
export function diagnostics(document: XmppDocument): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  const settings = document.context.rules ?? {};
  const known = knownVariables(document);
  let streamTags: ReadonlyMap<number, Finding> | undefined;
  let pending = new Suppressions();
  /** Where in the list the findings of pending comments belong. */
  let pendingAt = 0;
  let before = -1;
  const report = (finding: Finding, offset: number): void => {
    const diagnostic = toDiagnostic(finding, offset, settings);
    if (diagnostic !== undefined) all.push(diagnostic);
  };
  /** The comments so far are for an element that is behind. */
  const settle = (): void => {
    if (pending.isEmpty) return;
    const behind = all.splice(pendingAt);
    for (const finding of unusedFindings(pending, document)) report(finding, 0);
    for (const finding of behind) all.push(finding);
    pending = new Suppressions();
  };
  for (const i of document.notable) {
    const node = document.nodes[i];
    const start = document.starts[i];
    if (node === undefined || start === undefined) continue;
    // What is disabled is so for the next element only.
    for (let between = before + 1; !pending.isEmpty && between < i; between++)
      if (document.nodes[between]?.root !== undefined) settle();
    before = i;
    if (node.kind === 'stream-open' || node.kind === 'stream-close') streamTags ??= streamTagFindings(document.nodes);
    const add = (finding: Finding): void => {
      if (!pending.covers(finding.code)) report(finding, start);
    };
    for (const finding of node.findings) add(finding);
    const streamTag = streamTags?.get(i);
    if (streamTag !== undefined) add(streamTag);
    if (node.kind === 'element' || node.kind === 'stream-open') {
      variableFindings(document, start, node, known, add);
      settle();
    } else if (node.disables !== undefined) {
      const names = readSuppression(document.text.slice(start, start + node.length)) ?? [];
      for (const name of names) if (ruleById(name.name) === undefined) report(unknownRule(name), start);
      if (pending.isEmpty) pendingAt = all.length;
      pending.add(start, node.length, names);
    } else if (node.directive?.kind === 'connection') connectionFinding(document, node, add);
    else if (node.directive?.kind === 'set') setFinding(document, start, node.directive, add);
  }
  settle();
  return all;
}

function unknownRule({ name, start, end }: SuppressedName): Finding {
  const near = closest(
    name.slice(0, 60),
    rules.map(({ id }) => id),
  );
  return {
    code: 'xmpp/suppression',
    message: `There is no rule ${quote(name)}${near === undefined ? ': name one of docs/xmpp-rules.md' : `; did you mean “${near}”?`}`,
    start,
    end,
  };
}

/** What turned nothing off. Nothing is said of rules that do not exist, nor of variables where none are known. */
function unusedFindings(pending: Suppressions, { context }: XmppDocument): Finding[] {
  return [...pending.unused()].flatMap(({ name, start, end }) => {
    if (
      name !== undefined &&
      (ruleById(name) === undefined || (name === 'xmpp/variable' && context.variables === undefined))
    )
      return [];
    const message =
      name === undefined
        ? 'The next element breaks no rule: remove this comment'
        : `The next element does not break ${name}: remove the name`;
    return [{ code: 'xmpp/suppression-unused', message, start, end }];
  });
}

function toDiagnostic(
  finding: Finding,
  offset: number,
  settings: Readonly<Record<string, RuleSetting>>,
): Diagnostic | undefined {
  const rule = ruleById(finding.code);
  const severity = settings[finding.code] ?? rule?.severity ?? 'error';
  if (severity === 'off') return undefined;
  const { code, message } = finding;
  const href = finding.href ?? rule?.section.href;
  return {
    code,
    severity,
    message,
    start: finding.start + offset,
    end: finding.end + offset,
    ...(href === undefined ? {} : { href }),
    ...(finding.related === undefined
      ? {}
      : { related: finding.related.map((each) => ({ ...each, start: each.start + offset, end: each.end + offset })) }),
  };
}

/** Those of the environment and those that the file gives; undefined where unknown ones are not to be looked for. */
export function knownVariables(document: XmppDocument): ReadonlyMap<string, string> | undefined {
  const { variables } = document.context;
  let known: Map<string, string> | undefined;
  for (const place of document.notable) {
    const directive = document.nodes[place]?.directive;
    if (directive?.kind !== 'var' || variables === undefined) continue;
    known ??= new Map(variables);
    if (!known.has(directive.name)) known.set(directive.name, directive.value);
  }
  return known ?? variables;
}

function variableFindings(
  document: XmppDocument,
  start: number,
  node: TopLevel,
  known: ReadonlyMap<string, string> | undefined,
  add: (finding: Finding) => void,
): void {
  if (!node.variables) return;
  let count = 0;
  for (const variable of findVariables(document.text.slice(start, start + node.length))) {
    const problem = problemWith(document, variable, start, known);
    if (problem === undefined) continue;
    const { start: from, end } = variable;
    if (++count > findingLimit)
      return add({
        code: 'xmpp/too-many-findings',
        message: `Only the first ${findingLimit} mistakes in variables of this element are listed: correct these first`,
        start: from,
        end,
      });
    add({ code: 'xmpp/variable', message: problem, start: from, end });
  }
}

/** A variable that is set above has a value when it is sent; one that is set below only where it has another value till then. */
function problemWith(
  document: XmppDocument,
  variable: Variable,
  start: number,
  known: ReadonlyMap<string, string> | undefined,
): string | undefined {
  const { name, dynamic, problem } = variable;
  if (dynamic || problem !== undefined) return variableProblem(variable, known);
  if (setsOf(document).above(name, start) !== undefined) return undefined;
  const found = variableProblem(variable, known);
  if (found === undefined) return undefined;
  const below = setsOf(document).below(name, start);
  return below === undefined ? found : setTooLate(document, name, below.place.start);
}

function setFinding(
  document: XmppDocument,
  start: number,
  directive: Extract<Directive, { readonly kind: 'set' }>,
  add: (finding: Finding) => void,
): void {
  const set = setsOf(document).at(start + directive.start);
  const range = { start: directive.start, end: directive.end };
  if (set?.from === undefined) add({ code: 'xmpp/directive', message: nothingAbove(directive.name), ...range });
  else if (!set.used)
    add({
      code: 'xmpp/set-unused',
      message: `“${set.name}” is set, and no stanza below has it: write {{${set.name}}} where its value belongs`,
      ...range,
    });
}

function connectionFinding(document: XmppDocument, node: TopLevel, add: (finding: Finding) => void): void {
  const { connections } = document.context;
  const { directive } = node;
  if (connections === undefined || directive?.kind !== 'connection' || connections.includes(directive.name)) return;
  const near = closest(directive.name.slice(0, 60), connections);
  const hint = near === undefined ? ': add it there, or name another' : `; did you mean “${near}”?`;
  add({
    code: 'xmpp/connection-unknown',
    message: `wireloupe.json has no connection “${directive.name}”${hint}`,
    start: directive.start,
    end: directive.end,
  });
}
