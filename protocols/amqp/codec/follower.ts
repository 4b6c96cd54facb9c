import {
  noContext,
  noIssues,
  noNotes,
  noNumbers,
  noteOf,
  plural,
  type Followed,
  type Follower,
  type FollowerOptions,
  type Issue,
  type Note,
  type ProjectContext,
  type Side,
  type Unit,
  type UnitContext,
  type UnitPlace,
} from '../../core/index.ts';
import {
  BoundedConversation,
  DeliveryAssembler,
  stateOf,
  type ConversationState,
  type FollowedFrame,
} from '../conversation/index.ts';
import { decodeMessage, isLoneKind, type DecodedFrame } from '../decode/index.ts';
import type { Registry } from '../definitions/index.ts';
import { registryOf } from '../owntypes/index.ts';
import { findingsOf } from '../rules/lossy.ts';
import { AmqpNotes } from './notes.ts';
import { AmqpUnit } from './open-unit.ts';

/** Every context that a unit of AMQP may have, made once. */
const contexts = {
  plain: noContext,
  opaque: { payload: 'opaque' },
  message: { secrecy: 'message' },
  all: { secrecy: 'all' },
  opaqueAll: { payload: 'opaque', secrecy: 'all' },
} as const satisfies Record<string, UnitContext>;

/** Follows one AMQP connection: its sessions, links and deliveries. */
export class AmqpFollower implements Follower {
  readonly #options: FollowerOptions;
  readonly #conversation: BoundedConversation;
  readonly #assemblers: Record<Side, DeliveryAssembler> | undefined;
  readonly #notes = new AmqpNotes();
  /** The contexts of units in a place, by what else is known of them. */
  readonly #placed = new WeakMap<UnitPlace, Map<UnitContext, UnitContext>>();
  #latest: { readonly place: UnitPlace; readonly plain: UnitContext; readonly context: UnitContext } | undefined;
  #project: ProjectContext;
  /** What the conversation decodes by: the types of `#project`. */
  readonly #decode: { registry: Registry };
  #version = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#project = options.project();
    this.#decode = { registry: registryOf(this.#project.amqpDefinitions) };
    this.#conversation = new BoundedConversation({
      sides: options.sides,
      partial: options.partial ?? false,
      decode: this.#decode,
    });
    if (options.messages === true)
      this.#assemblers = { client: new DeliveryAssembler(), server: new DeliveryAssembler() };
  }

  feed(unit: Unit): Followed {
    const project = this.#current();
    const { side, bytes, time, number, lossy } = unit;
    if (isLoneKind(unit.kind)) {
      // It has no place in the connection: only its own bytes are judged.
      const opened = new AmqpUnit(unit, noContext, project);
      return followedOf(opened, noContext, noIssues, noNumbers, noNotes);
    }
    const followed = this.#conversation.feed(side, bytes, time, number, lossy);
    if (unit.kind === 'frame') this.#version++;
    const context = this.#contextOf(followed);
    const opened = new AmqpUnit(unit, context, project, followed.frame);
    const message = followed.delivery === undefined ? undefined : this.#assembler(side)?.take(followed, lossy);
    const { answers } = followed;
    const found = findingsOf(followed.found, lossy);
    const notes = number === undefined ? noNotes : this.#notesOf(unit, followed.frame, number);
    const delivery = followed.delivery?.id;
    if (message === undefined) return followedOf(opened, context, found, answers, notes, delivery);
    const { issues, sections } = decodeMessage(message, this.#decode);
    const about = `${plural(message.length, 'byte')}, ${sections.map(({ type }) => type).join(', ')}`;
    const own = messageIssues(followed, issues, unit.size);
    return followedOf(opened, context, [...own, ...found], answers, notes, delivery, about);
  }

  #notesOf({ side, explanation }: Unit, frame: DecodedFrame, number: number): readonly Note[] {
    const notes = this.#notes.take(side, frame, number);
    return explanation === undefined ? notes : [noteOf('amqp/cut-frame', explanation, [number]), ...notes];
  }

  #assembler(side: Side): DeliveryAssembler | undefined {
    return side === 'client' ? this.#assemblers?.client : this.#assemblers?.server;
  }

  /** The project as it is now, which may have changed its types meanwhile. */
  #current(): ProjectContext {
    const project = this.#options.project();
    if (project !== this.#project) {
      this.#project = project;
      this.#decode.registry = registryOf(project.amqpDefinitions);
    }
    return project;
  }

  /** What is known of a unit by its place: the same object as long as it is the same. */
  #contextOf(followed: FollowedFrame): UnitContext {
    const { place } = followed;
    const plain = contextOf(followed);
    if (place === undefined) return plain;
    if (place === this.#latest?.place && plain === this.#latest.plain) return this.#latest.context;
    let known = this.#placed.get(place);
    if (known === undefined) this.#placed.set(place, (known = new Map<UnitContext, UnitContext>()));
    let context = known.get(plain);
    if (context === undefined) known.set(plain, (context = { ...plain, place }));
    this.#latest = { place, plain, context };
    return context;
  }

  gap(lost: Side | undefined): void {
    this.#conversation.gap(lost);
    this.#notes.gap();
    if (lost !== undefined && this.#assemblers !== undefined) this.#assemblers[lost] = new DeliveryAssembler();
  }

  get version(): number {
    return this.#version;
  }

  /** The sessions and links, of each at most so many. */
  state(most: number): { readonly protocol: 'amqp'; readonly state: ConversationState } {
    return { protocol: 'amqp', state: stateOf(this.#conversation.current, most) };
  }
}

/** Objects of one shape, which those who ask them read faster. */
function followedOf(
  opened: AmqpUnit,
  context: UnitContext,
  issues: readonly Issue[],
  answers: readonly number[],
  notes: readonly Note[],
  delivery?: number,
  message?: string,
): Followed {
  return { opened, context, issues, answers, notes, message, delivery };
}

function contextOf({ opaque, secrecy }: FollowedFrame): UnitContext {
  if (secrecy === 'message') return contexts.message;
  if (secrecy === 'all') return opaque ? contexts.opaqueAll : contexts.all;
  return opaque ? contexts.opaque : contexts.plain;
}

/** A message's own findings are reported where it ends: their bytes are in several frames. */
function messageIssues({ delivery }: FollowedFrame, found: readonly Issue[], length: number): readonly Issue[] {
  const frames = delivery?.frames ?? 0;
  return found.map((issue) => ({
    ...issue,
    message: `In the message of ${frames} frames, byte ${issue.offset}: ${issue.message}`,
    offset: 0,
    length,
  }));
}
