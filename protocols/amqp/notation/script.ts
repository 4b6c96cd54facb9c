import { remembered } from '../../core/index.ts';
import type { Diagnostic, PlacedSet, Problem, VariableLookup } from '../../core/index.ts';
import { standardRegistry } from '../definitions/registry.ts';
import type { Registry } from '../definitions/registry.ts';
import { encodeAll } from '../encode/index.ts';
import { notationRules } from '../rules/notation.ts';
import type { NotationRule } from '../rules/notation.ts';
import { analyseStep } from './analyse.ts';
import { encodeFramePlan } from './encode-step.ts';
import { fileVariables, sendingEnvironment } from './environment.ts';
import type { ReceivePlan, StepPlan } from './read/plan.ts';
import type { SourceDocument } from './source/document.ts';
import { Secrets } from './secrets.ts';
import { environmentAt, setsOf } from './sets.ts';
import { Coverages } from './suppressions.ts';

/** What a file asks to be sent, in its order, and what stands in the way. */
export interface Script {
  readonly steps: readonly ScriptStep[];
  /** What is wrong, in the order of the text. */
  readonly problems: readonly ScriptProblem[];
  /** Steps that are left out, by their places, since they have a variable that was not set yet: its name. */
  readonly unset: ReadonlyMap<number, string>;
  /** The values of variables that the steps were read with, the file's own among them. */
  readonly lookup: VariableLookup;
}

/** Where a step stands in the file: its place among the steps from 0, and UTF-16 offsets. */
export interface StepPlace {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** `open`, `header`, `send`; undefined for frames of other values. */
  readonly name: string | undefined;
}

export type ScriptStep =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly step: StepPlace }
  /** `message`: the encoded sections (AMQP 1.0, 3.2). */
  | {
      readonly kind: 'send';
      readonly to: string;
      readonly message: Uint8Array;
      readonly settled?: boolean;
      readonly step: StepPlace;
    }
  | {
      readonly kind: 'receive';
      readonly from: string;
      readonly count: number;
      readonly settle: ReceivePlan['settle'];
      readonly step: StepPlace;
    }
  | { readonly kind: 'set'; readonly sets: readonly PlacedSet[]; readonly step: StepPlace };

export interface ScriptProblem extends Diagnostic, Problem {
  /** The step that it is in; undefined for problems of the file. */
  readonly step: number | undefined;
}

/** Rules whose breach leaves something of the text unsent. */
const blocking: ReadonlySet<NotationRule> = new Set<NotationRule>([
  'yamlSyntax',
  'fileStructure',
  'unknownStep',
  'oneStep',
  'stepOption',
  'managedStep',
  'setStep',
  'unknownField',
  'duplicateField',
  'unknownTag',
  'tagContent',
  'arrayElements',
  'unknownSection',
  'unknownVariable',
]);

/** The file's own values are made once for the same lookup, however many parts of the file are sent with what answers have set. */
const runOf = remembered((resolve: VariableLookup) => {
  const secrets = new Secrets();
  const lookup = secrets.noting(resolve);
  return { secrets, lookup, own: remembered((source: SourceDocument) => fileVariables(source, lookup)) };
});

/**
 * What a file says, as bytes and managed steps; `resolve` gives the values of variables, before the file's own `vars:`.
 * Never throws: what cannot be encoded is a problem, and its step is left out.
 */
export function encodeScript(
  document: { readonly source: SourceDocument; readonly registry?: Registry },
  resolve: VariableLookup,
): Script {
  const { source, registry = standardRegistry } = document;
  const { secrets, lookup, own } = runOf(resolve.base ?? resolve);
  const environment = sendingEnvironment(source, lookup, own(source));
  const sets = setsOf(source);
  const unset = new Map<number, string>();
  const steps: ScriptStep[] = [];
  const problems: ScriptProblem[] = source.problems.map(({ kind, start, end, message }) => {
    const rule = kind === 'syntax' ? 'yamlSyntax' : kind === 'variable' ? 'unknownVariable' : 'fileStructure';
    return { ...diagnostic(rule, start, end, message), blocking: true, step: undefined };
  });
  for (const [index, { node, base, start, end }] of source.steps.entries()) {
    const missing = (name: string): void => void unset.set(index, name);
    const value = (name: string): string | undefined => resolve.taken?.(name);
    const at = environmentAt(environment, sets, index, { value, missing });
    const { plan, findings } = analyseStep(node, registry, at);
    for (const { rule, start: from, end: to, message, severity, unsent, variable } of findings) {
      problems.push({
        ...diagnostic(rule, from + base, to + base, secrets.masked(message), severity),
        blocking: unsent === true || blocking.has(rule),
        step: index,
        ...(variable === undefined ? {} : { variable }),
      });
    }
    const misplaced = sets.misplaced(index);
    if (misplaced !== undefined)
      problems.push({ ...diagnostic('setStep', start, end, misplaced), blocking: true, step: index });
    // What a value is missing in would be sent as something else.
    if (plan !== undefined && !unset.has(index))
      steps.push(encodePlan(plan, { index, start, end, name: nameOf(plan) }, base));
  }
  const disabled = new Coverages(source);
  const told = problems
    .filter(({ blocking: stops, code, start }) => stops || !disabled.covers(code, start))
    .sort((a, b) => a.start - b.start);
  return { steps, problems: told, unset, lookup: environment.lookup };
}

function diagnostic(
  name: NotationRule,
  start: number,
  end: number,
  message: string,
  severity?: Diagnostic['severity'] | 'off',
): Diagnostic {
  const rule = notationRules[name];
  const { href } = rule.section;
  const found = {
    code: rule.id,
    severity: severity === undefined || severity === 'off' ? rule.severity : severity,
    start,
    end,
    message,
  };
  return href.startsWith('https:') ? { ...found, href } : found;
}

function nameOf(plan: StepPlan): string | undefined {
  return plan.kind === 'frame' ? plan.performative : plan.kind;
}

function encodePlan(plan: StepPlan, step: StepPlace, base: number): ScriptStep {
  switch (plan.kind) {
    case 'frame':
      return { kind: 'bytes', bytes: encodeFramePlan(plan), step };
    case 'header':
    case 'raw':
      return { kind: 'bytes', bytes: plan.bytes, step };
    case 'send': {
      const settled = plan.settled === undefined ? {} : { settled: plan.settled };
      return { kind: 'send', to: plan.to, message: encodeAll(plan.message), ...settled, step };
    }
    case 'receive':
      return { kind: 'receive', from: plan.from, count: plan.count, settle: plan.settle, step };
    case 'set':
      return {
        kind: 'set',
        sets: plan.variables.map((each) => ({ ...each, start: each.start + base, end: each.end + base })),
        step,
      };
  }
}
