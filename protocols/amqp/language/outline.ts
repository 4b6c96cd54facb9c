import { plural, type OutlineSymbol, type Sendable, type TextRange, type VariableLookup } from '../../core/index.ts';
import type { StepPlan } from '../notation/read/plan.ts';
import { keyText } from '../notation/source/node.ts';
import type { Entry, SourceNode } from '../notation/source/node.ts';
import { otherSteps } from '../notation/read/step-keys.ts';
import { kindOfStep, setsOf } from '../notation/sets.ts';
import { resolveScalar } from '../notation/source/resolve.ts';
import type { AmqpDocument, AnalysedStep } from './document.ts';

/** The steps of a document, with the sections of messages and the fields that are written. */
export function symbolsOf(document: AmqpDocument): readonly OutlineSymbol[] {
  return document.steps.map((each) => stepSymbol(each, document));
}

function stepSymbol({ step, plan }: AnalysedStep, document: AmqpDocument): OutlineSymbol {
  const { base, node, start, end } = step;
  const head = node.kind === 'map' ? (headOf(node.entries, document) ?? node.entries[0]) : undefined;
  const name = head === undefined ? 'step' : (keyText(head) ?? 'step');
  const selection =
    head === undefined ? { start, end: start } : { start: base + head.key.start, end: base + head.key.end };
  const detail = detailOf(head, plan, document);
  const children =
    node.kind === 'map'
      ? node.entries.flatMap((entry) =>
          entry === head ? entrySymbols(entry.value, base) : [entrySymbol(entry, base, 1)],
        )
      : [];
  const kind = plan?.kind === 'send' || plan?.kind === 'receive' ? 'section' : 'frame';
  return { name, kind, start, end, selection, children, ...(detail === '' ? {} : { detail }) };
}

function headOf(entries: readonly Entry[], document: AmqpDocument): Entry | undefined {
  return entries.find((entry) => {
    const name = keyText(entry) ?? '';
    const type = document.registry.byName(name);
    const frame =
      type?.kind === 'composite' && (type.provides.includes('frame') || type.provides.includes('sasl-frame'));
    return frame || otherSteps.keys.some((each) => each.name === name);
  });
}

const telling = ['container-id', 'name', 'handle', 'to', 'from', 'mechanism', 'condition', 'code'];

/** The field that tells one step from its neighbours. */
function detailOf(head: Entry | undefined, plan: StepPlan | undefined, document: AmqpDocument): string {
  const parts: string[] = [];
  if (head?.value.kind === 'scalar') parts.push(head.value.text);
  if (head?.value.kind === 'map') {
    const { entries } = head.value;
    const entry = telling
      .map((name) => entries.find((each) => keyText(each) === name))
      .find((each) => each !== undefined);
    if (entry?.value.kind === 'scalar') parts.push(resolveScalar(entry.value, document.environment.lookup).text);
  }
  if (plan?.kind === 'frame' && plan.channel !== 0) parts.push(`channel ${plan.channel}`);
  return parts.filter((each) => each !== '').join(', ');
}

function entrySymbols(node: SourceNode, base: number): OutlineSymbol[] {
  return node.kind === 'map' ? node.entries.map((entry) => entrySymbol(entry, base, 1)) : [];
}

const deepestSymbol = 4;

function entrySymbol(entry: Entry, base: number, depth: number): OutlineSymbol {
  const { key, value } = entry;
  const start = base + entry.start;
  const end = base + Math.max(entry.end, value.end);
  const children =
    value.kind === 'map' && depth < deepestSymbol
      ? value.entries.map((each) => entrySymbol(each, base, depth + 1))
      : [];
  const detail = value.kind === 'scalar' ? value.text : '';
  const selection = { start, end: base + key.end };
  const name = key.kind === 'scalar' && key.text !== '' ? key.text : '?';
  return {
    name,
    kind: value.kind === 'map' ? 'section' : 'field',
    start,
    end,
    selection,
    children,
    ...(detail === '' ? {} : { detail: detail.slice(0, 80) }),
  };
}

/** What can be sent: the frames of the file as one script, and each managed step. Labels and the connection have the values of `lookup`. */
export function sendablesOf(
  document: AmqpDocument,
  lookup: VariableLookup = document.environment.lookup,
): readonly Sendable[] {
  const connection = document.source.connection?.node;
  const named = connection === undefined ? {} : { connection: resolveScalar(connection, lookup).text };
  const found: Omit<Sendable, 'index'>[] = [];
  const frames = document.steps.filter(
    ({ step, plan }) => kindOfStep(step) === 'frame' && (plan !== undefined || isFrame(step.node, document)),
  );
  const [first] = frames;
  const last = endOfScript(document, frames.at(-1));
  if (first !== undefined && last !== undefined) {
    found.push({
      kind: 'script',
      label: plural(frames.length, 'frame'),
      start: first.step.start,
      end: last.step.end,
      ...named,
    });
  }
  for (const { step } of document.steps) {
    const entry =
      step.node.kind === 'map'
        ? step.node.entries.find((each) => keyText(each) === 'send' || keyText(each) === 'receive')
        : undefined;
    if (entry === undefined) continue;
    const sends = keyText(entry) === 'send';
    const address = addressOf(entry, sends ? 'to' : 'from', lookup);
    const label = sends
      ? `message${address === '' ? '' : ` to ${address}`}`
      : `receive${address === '' ? '' : ` from ${address}`}`;
    found.push({ kind: sends ? 'message' : 'receive', label, start: step.start, end: step.end, ...named });
  }
  return found.sort((a, b) => a.start - b.start).map((each, index) => ({ ...each, index }));
}

/** The last step of a script: its last frame, or what is set from the answer to that. */
function endOfScript({ source, steps }: AmqpDocument, frame: AnalysedStep | undefined): AnalysedStep | undefined {
  if (frame === undefined) return undefined;
  const sets = setsOf(source);
  let at = steps.indexOf(frame);
  const owner = at;
  while (sets.ownerOf(at + 1) === owner) at++;
  return steps[at];
}

function isFrame(node: SourceNode, document: AmqpDocument): boolean {
  return node.kind === 'map' && headOf(node.entries, document) !== undefined;
}

function addressOf({ value }: Entry, key: string, lookup: VariableLookup): string {
  const entry = value.kind === 'map' ? value.entries.find((each) => keyText(each) === key) : undefined;
  return entry?.value.kind === 'scalar' ? resolveScalar(entry.value, lookup).text : '';
}

/** Steps and mappings over several lines. */
export function foldsOf(document: AmqpDocument): readonly TextRange[] {
  const folds: TextRange[] = [];
  const add = (start: number, end: number): void => {
    if (document.text.slice(start, end).includes('\n')) folds.push({ start, end });
  };
  const visit = (node: SourceNode, base: number): void => {
    if (node.kind === 'scalar') return;
    const inner =
      node.kind === 'map'
        ? node.entries.map((entry) => ({ start: entry.start, value: entry.value }))
        : node.items.map((value) => ({ start: value.start, value }));
    for (const { start, value } of inner) {
      if (value.kind !== 'scalar') add(base + start, base + value.end);
      visit(value, base);
    }
  };
  for (const { step } of document.steps) {
    add(step.start, step.end);
    visit(step.node, step.base);
  }
  return folds;
}
