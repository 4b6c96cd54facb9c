import type { Issue } from '../../text/index.ts';
import { Conversation, nextUnits } from '../conversation/index.ts';
import type { Side } from '../conversation/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import { encodeHeader } from '../encode/index.ts';
import type { ValueNode } from '../node.ts';
import { encodeFramePlan } from '../notation/encode-step.ts';
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
 * show. It ends at the first step whose bytes are not known, since nothing after it could be judged.
 */
export function issuesOverTime({ steps, registry }: AmqpDocument): SentIssue[] {
  const side = sideOf(steps);
  const conversation = beginning(steps, side, registry);
  const found: SentIssue[] = [];
  for (const each of steps) {
    const { plan, step, uncertain } = each;
    if (plan?.kind === 'send' || plan?.kind === 'receive') continue;
    if (plan === undefined || plan.kind === 'raw') break;
    const heard = conversation.feed(side, plan.kind === 'frame' ? encodeFramePlan(plan) : plan.bytes);
    if (uncertain) break;
    // What follows from a mistake that is told already would only hide it.
    if (each.findings.some(({ rule, severity }) => (severity ?? notationRules[rule].severity) === 'error')) continue;
    const told = new Set<string>(each.findings.map(({ rule }) => notationRules[rule].id));
    for (const issue of heard.issues) {
      if (told.has(issue.code)) continue;
      const { start, end } = placeOf(issue, heard.frame, step.node);
      found.push({ issue, start: start + step.base, end: end + step.base });
    }
  }
  return found;
}

/** The names of steps that may come next where a new one is written at an offset, the usual ones first. */
export function nextSteps({ steps, registry }: AmqpDocument, offset: number): readonly string[] {
  const before = steps.filter(({ step }) => step.end < offset);
  const side = sideOf(steps);
  const conversation = before.length === 0 ? new Conversation({ sides: side }) : beginning(before, side, registry);
  for (const { plan } of before) {
    if (plan?.kind === 'frame') conversation.feed(side, encodeFramePlan(plan));
    else if (plan?.kind === 'header') conversation.feed(side, plan.bytes);
  }
  return [...new Set(nextUnits(conversation, side).map(({ name }) => name))];
}

function sideOf(steps: readonly AnalysedStep[]): Side {
  return steps.some(({ plan }) => plan?.kind === 'frame' && serverFrames.has(plan.performative ?? '')) ? 'server' : 'client';
}

/** A script that begins with open means the header as well; one that begins later goes on with a connection. */
function beginning(steps: readonly AnalysedStep[], side: Side, registry: AmqpDocument['registry']): Conversation {
  const first = steps.find(({ plan }) => plan !== undefined && plan.kind !== 'send' && plan.kind !== 'receive')?.plan;
  const isSasl = first?.kind === 'frame' && first.frameType === 1;
  const isOpen = first?.kind === 'frame' && first.performative === 'open';
  const partial = first?.kind === 'frame' && !isSasl && !isOpen;
  const conversation = new Conversation({ sides: side, partial, decode: { registry } });
  if (isSasl || isOpen) conversation.feed(side, encodeHeader(isSasl ? 'sasl' : 'amqp'));
  return conversation;
}

/** The entry that wrote the bytes of an issue: a field, a section, or the step's performative. */
function placeOf(issue: Issue, frame: DecodedFrame, node: SourceNode): Span {
  const entries = node.kind === 'map' ? node.entries : [];
  const whole = entries.find((entry) => keyText(entry) === frame.performativeName) ?? entries[0];
  if (whole === undefined) return { start: node.start, end: node.end };
  const { performative } = frame;
  if (performative !== undefined && within(issue, performative) && issue.offset > performative.start) return descend(issue, performative, whole);
  const message = entries.find((entry) => keyText(entry) === 'message');
  const section = frame.sections.find((each) => within(issue, each));
  if (message === undefined || section === undefined) return whole.key;
  const entry = message.value.kind === 'map' ? message.value.entries.find((each) => keyText(each) === section.name) : undefined;
  return entry === undefined ? message.key : descend(issue, section, entry);
}

function within(issue: Issue, { start, end }: ValueNode): boolean {
  return issue.offset >= start && issue.offset < end;
}

/** The innermost field whose bytes hold the issue, by the keys of the text. */
function descend(issue: Issue, node: ValueNode, entry: Entry): Span {
  const child = node.children.find((each) => each.start >= 0 && within(issue, each));
  const next = child === undefined || entry.value.kind !== 'map' ? undefined : entry.value.entries.find((each) => keyText(each) === child.name);
  if (child === undefined || next === undefined) return entry.key;
  return descend(issue, child, next);
}
