import { ConnectionFollower } from '../connection-follower.ts';
import type { ConnectionStart } from '../captures/input/model.ts';
import { BoundedMap, type FramedUnit, type ProjectContext, type ProtocolName, type Side } from '../core/index.ts';
import { isLoaded, loadProtocol, type ConnectionState } from '../index.ts';
import { DecodedUnit } from './decoded-unit.ts';

/** How many connections are followed at a time: beyond that, the one of which nothing came for longest is let go. */
const mostFollowed = 4096;

interface Conversation {
  readonly connection: number;
  readonly follower: ConnectionFollower;
  units: number;
}

/** Decodes and judges the units of all connections of an input; each connection is one conversation. */
export class UnitDecoder {
  readonly #connections = new BoundedMap<number, Conversation>(mostFollowed);
  /** How many units those had that are let go: a number each. */
  readonly #units = new Map<number, number>();
  readonly #forgot: ((text: string) => void) | undefined;
  #isTold = false;
  #latest: Conversation | undefined;
  readonly #project: () => ProjectContext;
  readonly #numbering: (() => number) | undefined;

  /**
   * @param forgot told once, a sentence, where there are more connections at a time than are followed
   * @param numbering gives the number of the next unit, where units are not numbered for each connection from 1
   */
  constructor(
    project: ProjectContext | (() => ProjectContext),
    forgot?: (text: string) => void,
    numbering?: () => number,
  ) {
    this.#project = typeof project === 'function' ? project : () => project;
    this.#forgot = forgot;
    this.#numbering = numbering;
  }

  /** Whether a protocol is loaded. XMPP's specifications are many, and most captures have none of it. */
  knows(protocol: ProtocolName): boolean {
    return isLoaded(protocol);
  }

  /** Loads a protocol; before, `decode` must not be called with a unit of it. */
  async learn(protocol: ProtocolName): Promise<void> {
    await loadProtocol(protocol);
  }

  /** A connection begins, before its first unit. One that is not begun has both sides, from the beginning on. */
  begin(connection: number, start: ConnectionStart): void {
    this.#latest = this.#begun(connection, start);
  }

  /** Bytes of a connection are late, or lost: then `lost` is the side that sent them. What comes next may answer them. */
  late(connection: number, lost?: Side): void {
    this.#of(connection).follower.gap(lost);
  }

  decode(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): DecodedUnit {
    const conversation = this.#of(connection);
    conversation.units++;
    const number = this.#numbering?.() ?? conversation.units;
    const at = time === 0 ? undefined : time;
    return new DecodedUnit(unit, connection, side, at, number, encrypted, conversation.follower);
  }

  /** What a connection has come to, with a number that grows as it changes; undefined where it is not followed, or its protocol has no state. */
  state(
    connection: number,
    protocol: ProtocolName,
    most: number,
  ): { readonly state: ConnectionState; readonly version: number } | undefined {
    const follower = this.#connections.get(connection)?.follower;
    const state = isLoaded(protocol) ? follower?.state(protocol, most) : undefined;
    return follower === undefined || state === undefined ? undefined : { state, version: follower.version };
  }

  #of(connection: number): Conversation {
    if (this.#latest?.connection === connection) return this.#latest;
    const known = this.#connections.get(connection);
    // Set again, it is the last one to be let go.
    if (known !== undefined) this.#connections.set(connection, known);
    return (this.#latest = known ?? this.#again(connection));
  }

  /** A connection that was not begun, or that was let go, of which something is missed then. */
  #again(connection: number): Conversation {
    const units = this.#units.get(connection);
    if (units === undefined) return this.#begun(connection, { sides: 'both' });
    if (!this.#isTold) {
      this.#isTold = true;
      this.#forgot?.(
        `More than ${mostFollowed} connections are open at a time. Those of which nothing came for longest are followed from where they go on, without what came before.`,
      );
    }
    const conversation = this.#begun(connection, { sides: 'both', partial: true });
    conversation.units = units;
    conversation.follower.gap(undefined);
    return conversation;
  }

  #begun(connection: number, { sides, partial = false, printed = false }: ConnectionStart): Conversation {
    const project = this.#project;
    const follower = new ConnectionFollower({ sides, partial, printed, messages: true, project });
    const conversation = { connection, follower, units: 0 };
    if (this.#connections.size === mostFollowed) this.#remember();
    this.#connections.set(connection, conversation);
    return conversation;
  }

  /** The oldest one is about to be let go. */
  #remember(): void {
    const [oldest] = this.#connections.values();
    if (oldest !== undefined) this.#units.set(oldest.connection, oldest.units);
  }
}
