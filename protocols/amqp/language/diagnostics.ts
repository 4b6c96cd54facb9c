import { closest, didYouMean, withSettings } from '../../core/index.ts';
import type { Diagnostic, Rule, RuleSetting, SectionRef } from '../../core/index.ts';
import type { SourceProblem } from '../notation/source/document.ts';
import { kindOfStep, setsOf } from '../notation/sets.ts';
import { Coverages, suppressibleRules } from '../notation/suppressions.ts';
import { notationRules } from '../rules/notation.ts';
import type { NotationRule } from '../rules/notation.ts';
import type { AmqpDocument } from './document.ts';
import { issuesOverTime } from './script-diagnostics.ts';

const sourceRules: Readonly<Record<SourceProblem['kind'], NotationRule>> = {
  syntax: 'yamlSyntax',
  structure: 'fileStructure',
  duplicate: 'duplicateKey',
  variable: 'unknownVariable',
};

/** All findings of a document in the order of the text, with the severities that the user set. */
export function diagnosticsOf(document: AmqpDocument): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const disabled = new Coverages(document.source);
  const add = (
    name: NotationRule,
    start: number,
    end: number,
    message: string,
    section?: SectionRef,
    severity?: RuleSetting,
  ): void => {
    const rule: Rule = notationRules[name];
    if (disabled.covers(rule.id, start)) return;
    const setting = document.context.rules?.[rule.id] ?? severity ?? rule.severity;
    if (setting === 'off') return;
    const { href } = section ?? rule.section;
    const limit = document.text.length;
    const diagnostic = {
      code: rule.id,
      severity: setting,
      message,
      start: Math.min(start, limit),
      end: Math.min(end, limit),
    };
    found.push(href.startsWith('https:') ? { ...diagnostic, href } : diagnostic);
  };
  for (const { kind, start, end, message } of document.source.problems) add(sourceRules[kind], start, end, message);
  checkConnection(document, add);
  checkFileVariables(document, add);
  checkHeader(document, add);
  checkSets(document, add);
  for (const { step, findings } of document.steps) {
    for (const { rule, start, end, message, section, severity } of findings) {
      add(rule, start + step.base, end + step.base, message, section, severity);
    }
  }
  const overTime = issuesOverTime(document).map(
    ({ issue: { code, severity, message, href }, start, end }): Diagnostic => ({
      code,
      severity,
      message,
      start,
      end,
      ...(href === undefined ? {} : { href }),
    }),
  );
  for (const each of withSettings(
    overTime.filter(({ code, start }) => !disabled.covers(code, start)),
    document.context.rules,
  ))
    found.push(each);
  checkSuppressions(document, disabled, add);
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

type Add = (name: NotationRule, start: number, end: number, message: string) => void;

function checkConnection({ source, context }: AmqpDocument, add: Add): void {
  if (source.connection === undefined || context.connections === undefined) return;
  const { node, base } = source.connection;
  if (node.variables.length > 0 || context.connections.includes(node.text)) return;
  const meant = didYouMean(node.text, context.connections);
  const message = `There is no connection “${node.text}” in wireloupe.json${meant === '' ? ': add it there, or choose another' : meant}`;
  add('unknownConnection', node.start + base, node.end + base, message);
}

/** Scripts are sent with their own bytes alone: no header comes of itself (AMQP 1.0, 2.2). */
function checkHeader({ steps }: AmqpDocument, add: Add): void {
  const first = steps.find(({ step }) => kindOfStep(step) === 'frame');
  if (first?.plan?.kind !== 'frame') return;
  const { frameType, performative } = first.plan;
  if (frameType !== 1 && performative !== 'open') return;
  const head = first.step.node.kind === 'map' ? first.step.node.entries[0]?.key : undefined;
  const { start, end } = head ?? first.step.node;
  const header = frameType === 1 ? 'sasl' : 'amqp';
  add(
    'scriptHeader',
    start + first.step.base,
    end + first.step.base,
    `A connection begins with a protocol header: add the step “- header: ${header}” before this one`,
  );
}

/** Variables that are set from answers: where their steps stand, and whether they are used. */
function checkSets({ source, steps }: AmqpDocument, add: Add): void {
  const sets = setsOf(source);
  for (const { name, step, start, end, used } of sets.all)
    if (!used && steps[step]?.plan !== undefined)
      add(
        'setUnused',
        start,
        end,
        `“${name}” is set, and no step below has it: write {{${name}}} where its value belongs`,
      );
  for (const [index, { start, end }] of source.steps.entries()) {
    const misplaced = sets.misplaced(index);
    if (misplaced !== undefined) add('setStep', start, end, misplaced);
  }
}

/** Comments that turn rules off: what they name exists and is broken. Nothing is said of variables where none are known. */
function checkSuppressions({ context }: AmqpDocument, disabled: Coverages, add: Add): void {
  const known = suppressibleRules();
  for (const { well, names, start, end } of disabled.comments) {
    if (!well)
      add(
        'suppression',
        start,
        end,
        'This comment turns no rule off: write “# wireloupe-disable-next-line RULE” on a line before a step, with the names of rules',
      );
    for (const each of names) {
      if (known.includes(each.name)) continue;
      const near = closest(each.name.slice(0, 60), known);
      add(
        'suppression',
        each.start,
        each.end,
        `There is no rule “${each.name}”${near === undefined ? ': name one of docs/amqp-rules.md' : `; did you mean “${near}”?`}`,
      );
    }
  }
  for (const { name, start, end } of disabled.unused()) {
    if (
      name !== undefined &&
      (!known.includes(name) || (name === notationRules.unknownVariable.id && context.variables === undefined))
    )
      continue;
    add(
      'suppressionUnused',
      start,
      end,
      name === undefined
        ? 'The next step breaks no rule: remove this comment'
        : `The next step does not break ${name}: remove the name`,
    );
  }
}

function checkFileVariables({ source, environment }: AmqpDocument, add: Add): void {
  for (const { value, base } of source.variables) {
    for (const variable of value?.variables ?? []) {
      const problem = environment.problem(variable);
      if (problem !== undefined) add('unknownVariable', variable.start + base, variable.end + base, problem);
    }
  }
}
