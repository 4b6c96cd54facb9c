import rhea from 'rhea';
import type { EventEmitter } from 'node:events';
import type { AmqpFailure } from './failure.ts';

/*
 * What the broker uses of rhea. rhea's own declarations leave most of this out or make it `any`; these say no more
 * than what rhea 3.0 has.
 */

/** A value with its AMQP type. Composite and map values are flat lists of such values. */
export interface Typed {
  readonly type: { readonly typecode: number };
  value: unknown;
  readonly descriptor?: { readonly value: unknown };
}

export interface RheaReader {
  position: number;
  remaining(): number;
  read(): Typed;
}

interface RheaWriter {
  write(value: Typed): void;
  toBuffer(): Buffer;
}

interface Composite {
  readonly value: readonly (Typed | null | undefined)[];
  described(): Typed;
}

/** A terminal outcome that the peer told (3.4); its composite type has the outcome's name. */
export interface Outcome extends Composite {
  readonly error?: { readonly condition?: unknown; readonly description?: unknown } | null;
  readonly delivery_failed?: boolean | null;
  readonly undeliverable_here?: boolean | null;
}

export interface RheaDelivery {
  readonly id: number;
  readonly format: number;
  readonly link: RheaLink;
  settled: boolean;
  readonly state?: Typed;
  remote_settled: boolean;
  readonly remote_state?: Outcome;
  /** Tells the peer the state, settled or not; settled as the link's mode wants if undefined. */
  update(settled: boolean | undefined, state?: Typed): void;
}

/** Source or target of an attach (3.5.3, 3.5.4). */
export interface Terminus {
  readonly address?: string | null;
  readonly durable?: number | null;
  readonly expiry_policy?: string | null;
  readonly dynamic?: boolean | null;
  readonly distribution_mode?: string | null;
  readonly default_outcome?: unknown;
  readonly outcomes?: string | readonly string[] | null;
  readonly capabilities?: string | readonly string[] | null;
}

export interface TerminusFields {
  readonly address?: string;
  readonly durable?: number;
  readonly expiry_policy?: string;
  readonly dynamic?: boolean;
  readonly distribution_mode?: string;
  readonly outcomes?: readonly string[];
  readonly default_outcome?: unknown;
  readonly capabilities?: readonly string[];
}

export interface RheaLink extends EventEmitter {
  readonly name: string;
  readonly session: RheaSession;
  readonly connection: RheaConnection;
  /** What the peer's attach said. Where it sent none, or one that rhea does not know, this is no composite. */
  readonly source: Terminus | null | undefined;
  readonly target: Terminus | null | undefined;
  readonly snd_settle_mode: number;
  readonly rcv_settle_mode: number;
  readonly local: { readonly attach: Record<string, unknown> };
  readonly remote: { readonly attach?: object; readonly detach?: { readonly closed?: boolean | null } };
  set_source(fields: TerminusFields): void;
  set_target(fields: TerminusFields): void;
  is_receiver(): boolean;
  is_remote_open(): boolean;
  detach(): void;
  close(error?: AmqpFailure): void;
}

export interface RheaSender extends RheaLink {
  credit: number;
  /** The client asked to use up the credit (2.6.7). */
  readonly _draining: boolean;
  readonly delivery_count: number;
  send(message: Buffer, tag: Buffer | undefined, format: number): RheaDelivery;
  set_drained(drained: boolean): void;
}

export interface RheaReceiver extends RheaLink {
  credit: number;
  add_credit(credit: number): void;
}

export interface AttachFrame {
  readonly performative: {
    readonly name: string;
    readonly handle: number;
    readonly role: boolean;
    source: Typed | null | undefined;
    target: Typed | null | undefined;
  };
}

export interface DispositionFrame {
  readonly performative: {
    readonly role: boolean;
    readonly first: number;
    last?: number | null;
    readonly settled?: boolean | null;
    state?: Typed | null | undefined;
  };
}

export interface FlowFrame {
  readonly performative: { readonly handle?: number | null; readonly properties?: Readonly<Record<string, unknown>> | null };
}

export interface RheaSession extends EventEmitter {
  readonly outgoing: {
    /** Deliveries whose states the client is told when the session is processed next. */
    pending_dispositions: RheaDelivery[];
    /** The first delivery that is not sent whole yet. */
    readonly next_pending_delivery: number;
    readonly deliveries: { by_id(id: number): RheaDelivery | undefined };
    available(): number;
    process(): void;
  };
  readonly incoming: {
    /** The same for deliveries that came in. */
    updated: RheaDelivery[];
    process(session: RheaSession): void;
  };
  readonly local: { readonly handles: Record<number, RheaLink> };
  readonly remote: { readonly handles: Record<number, RheaLink> };
  readonly links: Record<string, RheaLink>;
  on_attach(frame: AttachFrame): void;
  on_disposition(frame: DispositionFrame): void;
  on_flow(frame: FlowFrame): void;
  remove_link(link: RheaLink): void;
  end(error?: AmqpFailure): void;
}

export interface RheaConnection extends EventEmitter {
  readonly container_id?: string;
  accept(socket: EventEmitter): void;
  /** Has what is to be written written in the next turn. */
  _register(): void;
  open(): void;
  close(error?: AmqpFailure): void;
}

/** The context of rhea's events. */
export interface RheaContext {
  readonly connection: RheaConnection;
  readonly session?: RheaSession;
  readonly sender?: RheaSender;
  readonly receiver?: RheaReceiver;
  readonly delivery?: RheaDelivery;
  readonly message?: { readonly to?: unknown };
}

export interface RheaContainer extends EventEmitter {
  readonly sasl_server_mechanisms: {
    enable_anonymous(): void;
    enable_plain(check: (username: string | null, password: string | null) => boolean): void;
  };
  create_connection(options: Readonly<Record<string, unknown>>): RheaConnection;
}

interface RheaTypes {
  readonly Reader: new (bytes: Buffer) => RheaReader;
  readonly Writer: new () => RheaWriter;
  wrap_ulong(value: number): Typed;
  wrap_symbol(value: string): Typed;
  wrap_string(value: string): Typed;
  wrap_map(value: object): Typed;
  wrap_list(value: readonly unknown[]): Typed;
  wrap_array(value: readonly unknown[], typecode: number): Typed;
  wrap_binary(value: Buffer): Typed;
  described(descriptor: Typed, value: Typed): Typed;
}

interface RheaMessages {
  header(fields: Readonly<Record<string, unknown>>): Composite;
  accepted(): Composite;
  rejected(fields: { readonly error: AmqpFailure }): Composite;
  /** Of one of the outcomes of 3.4 only; rhea complains about others on the console. */
  unwrap_outcome(state: Typed): Outcome;
}

/** A container of its own, so that nothing is shared with other users of rhea in this process. */
export function createContainer(id: string): RheaContainer {
  return rhea.create_container({ id }) as unknown as RheaContainer;
}

export const types = rhea.types as unknown as RheaTypes;
export const messages = rhea.message as unknown as RheaMessages;
