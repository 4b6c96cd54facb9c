import { type Diagnostic, type RuleSetting } from '../../text/index.ts';
import { closest } from '../../text/closest.ts';
import { findVariables, variableProblem } from '../../text/variables.ts';
import type { Finding } from '../parser/finding.ts';
import type { TopLevel } from '../parser/top-level.ts';
import { ruleById } from '../rules/index.ts';
import { streamTagFindings } from '../rules/websocket.ts';
import type { XmppDocument } from './document.ts';

/** Everything found in a document, in the order of its places, with the user's severities. */
export function diagnostics(document: XmppDocument): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  const settings = document.context.rules ?? {};
  const known = knownVariables(document);
  let streamTags: ReadonlyMap<number, Finding> | undefined;
  let disabled: readonly string[] | undefined;
  let before = -1;
  for (const i of document.notable) {
    const node = document.nodes[i];
    const start = document.starts[i];
    if (node === undefined || start === undefined) continue;
    // What is disabled is so for the next element only.
    for (let between = before + 1; disabled !== undefined && between < i; between++) if (document.nodes[between]?.root !== undefined) disabled = undefined;
    before = i;
    if (node.kind === 'stream-open' || node.kind === 'stream-close') streamTags ??= streamTagFindings(document.nodes);
    const add = (finding: Finding): void => {
      if (disabled !== undefined && (disabled.length === 0 || disabled.includes(finding.code))) return;
      const diagnostic = toDiagnostic(finding, start, settings);
      if (diagnostic !== undefined) all.push(diagnostic);
    };
    for (const finding of node.findings) add(finding);
    const streamTag = streamTags?.get(i);
    if (streamTag !== undefined) add(streamTag);
    if (node.kind === 'element' || node.kind === 'stream-open') {
      variableFindings(document.text, start, node, known, add);
      disabled = undefined;
    } else if (node.disables !== undefined) disabled = disabled === undefined ? node.disables : merge(disabled, node.disables);
    else if (node.directive?.kind === 'connection') connectionFinding(document, node, add);
  }
  return all;
}

function merge(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.length === 0 || b.length === 0 ? [] : [...a, ...b];
}

function toDiagnostic(finding: Finding, offset: number, settings: Readonly<Record<string, RuleSetting>>): Diagnostic | undefined {
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
    ...(finding.related === undefined ? {} : { related: finding.related.map((each) => ({ ...each, start: each.start + offset, end: each.end + offset })) }),
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

function variableFindings(text: string, start: number, node: TopLevel, known: ReadonlyMap<string, string> | undefined, add: (finding: Finding) => void): void {
  if (!node.variables) return;
  for (const variable of findVariables(text.slice(start, start + node.length))) {
    const problem = variableProblem(variable, known);
    if (problem !== undefined) add({ code: 'xmpp/variable', message: problem, start: variable.start, end: variable.end });
  }
}

function connectionFinding(document: XmppDocument, node: TopLevel, add: (finding: Finding) => void): void {
  const { connections } = document.context;
  const { directive } = node;
  if (connections === undefined || directive?.kind !== 'connection' || connections.includes(directive.name)) return;
  const near = closest(directive.name.slice(0, 60), connections);
  const hint = near === undefined ? ': add it there, or name another' : `; did you mean “${near}”?`;
  add({ code: 'xmpp/connection-unknown', message: `wireloupe.json has no connection “${directive.name}”${hint}`, start: directive.start, end: directive.end });
}
