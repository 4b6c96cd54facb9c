import type { Issue } from '../../core/index.ts';
import { Conversation, nextUnits } from '../conversation/index.ts';
import type { Side } from '../../core/index.ts';
import { createAmqpFramer } from '../decode/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import { encodeHeader } from '../encode/index.ts';
import type { ValueNode } from '../node.ts';
import { encodeFramePlan } from '../notation/encode-step.ts';
import type { BytesPlan, FramePlan, StepPlan } from '../notation/read/plan.ts';
import { keyText } from '../notation/source/node.ts';
import type { Entry, SourceNode, Span } from '../notation/source/node.ts';
import { notationRules } from '../rules/notation.ts';
import type { AmqpDocument, AnalysedStep } from './document.ts';

/** A finding about what a step would send; offsets are the document's. */
export interface SentIssue extends Span {
  readonly issue: Issue;
}

/** Frames that only a server sends (AMQP 1.0, 5.3.2). */
const serverFrames = new Set(['sasl-mechanisms', 'sasl-challenge', 'sasl-outcome']);

/**
 * What the frames of a script break when they are sent one after another: rules over time, and what only the bytes of a frame
 * show. Behind a step whose bytes are not known, what follows is judged like a connection whose beginning was missed: by what
 * is seen from there on.
 */
export function issuesOverTime({ steps, registry }: AmqpDocument): SentIssue[] {
  const side = sideOf(steps);
  let conversation: Conversation | undefined;
  let lost = false;
  const found: SentIssue[] = [];
  for (const each of steps) {
    const { plan, step, uncertain } = each;
    if (plan?.kind === 'send' || plan?.kind === 'receive' || plan?.kind === 'set') continue;
    const units = plan === undefined || uncertain ? undefined : unitsOf(plan);
    if (units === undefined) {
      conversation = undefined;
      lost = true;
      continue;
    }
    const [first] = units;
    // Which of the frames of SASL have come is no longer known.
    if (first === undefined || (conversation === undefined && lost && isSasl(first))) continue;
    conversation ??= beginning(first, plan, side, registry);
    // What follows from a mistake that is already reported would only hide it.
    const silent = each.findings.some(({ rule, severity }) => (severity ?? notationRules[rule].severity) === 'error');
    const reported = new Set<string>(each.findings.map(({ rule }) => notationRules[rule].id));
    for (const bytes of units) {
      const followed = conversation.feed(side, bytes);
      for (const issue of silent ? [] : followed.issues) {
        if (reported.has(issue.code)) continue;
        const { start, end } = placeOf(issue, followed.frame, step.node);
        found.push({ issue, start: start + step.base, end: end + step.base });
      }
    }
  }
  return found;
}

/** The units that a step sends; undefined where raw bytes are no whole ones. */
function unitsOf(plan: FramePlan | BytesPlan): readonly Uint8Array[] | undefined {
  if (plan.kind === 'frame') return [encodeFramePlan(plan)];
  if (plan.kind === 'header') return [plan.bytes];
  const framer = createAmqpFramer();
  const units = framer.push(plan.bytes);
  return framer.end().length > 0 || units.some(({ kind }) => kind === 'garbage')
    ? undefined
    : units.map(({ bytes }) => bytes);
}

/** The names of steps that may come next where a new one is written at an offset, the usual ones first. */
export function nextSteps({ steps, registry }: AmqpDocument, offset: number): readonly string[] {
  const side = sideOf(steps);
  let conversation: Conversation | undefined;
  for (const { step, plan } of steps) {
    if (step.end >= offset) break;
    if (plan?.kind !== 'frame' && plan?.kind !== 'header') continue;
    const [bytes = new Uint8Array(0)] = unitsOf(plan) ?? [];
    conversation ??= beginning(bytes, plan, side, registry);
    conversation.feed(side, bytes);
  }
  conversation ??= new Conversation({ sides: side });
  return [...new Set(nextUnits(conversation, side).map(({ name }) => name))];
}

function sideOf(steps: readonly AnalysedStep[]): Side {
  return steps.some(({ plan }) => plan?.kind === 'frame' && serverFrames.has(plan.performative ?? ''))
    ? 'server'
    : 'client';
}

/** A script that begins with open means the header as well; one that begins later goes on with a connection. */
function beginning(
  first: Uint8Array,
  plan: StepPlan | undefined,
  side: Side,
  registry: AmqpDocument['registry'],
): Conversation {
  const sasl = isSasl(first);
  const opens = sasl || (plan?.kind === 'frame' && plan.performative === 'open');
  const partial = !opens && !isHeader(first);
  const conversation = new Conversation({ sides: side, partial, decode: { registry } });
  if (opens) conversation.feed(side, encodeHeader(sasl ? 'sasl' : 'amqp'));
  return conversation;
}

const isHeader = (unit: Uint8Array): boolean => unit[0] === 0x41;

/** Frames of type 1 (AMQP 1.0, 5.3.1). */
const isSasl = (unit: Uint8Array): boolean => !isHeader(unit) && unit[5] === 1;

/** The entry that wrote the bytes of an issue: a field, a section, or the step's performative. */
function placeOf(issue: Issue, frame: DecodedFrame, node: SourceNode): Span {
  const entries = node.kind === 'map' ? node.entries : [];
  const whole = entries.find((entry) => keyText(entry) === frame.performativeName) ?? entries[0];
  if (whole === undefined) return { start: node.start, end: node.end };
  const { performative } = frame;
  if (performative !== undefined && within(issue, performative) && issue.offset > performative.start)
    return descend(issue, performative, whole);
  const message = entries.find((entry) => keyText(entry) === 'message');
  const section = frame.sections.find((each) => within(issue, each));
  if (message === undefined || section === undefined) return whole.key;
  const entry =
    message.value.kind === 'map' ? message.value.entries.find((each) => keyText(each) === section.name) : undefined;
  return entry === undefined ? message.key : descend(issue, section, entry);
}

function within(issue: Issue, { start, end }: ValueNode): boolean {
  return issue.offset >= start && issue.offset < end;
}

/** The innermost field whose bytes hold the issue, by the keys of the text. */
function descend(issue: Issue, node: ValueNode, entry: Entry): Span {
  const child = node.children.find((each) => each.start >= 0 && within(issue, each));
  const next =
    child === undefined || entry.value.kind !== 'map'
      ? undefined
      : entry.value.entries.find((each) => keyText(each) === child.name);
  if (child === undefined || next === undefined) return entry.key;
  return descend(issue, child, next);
}
