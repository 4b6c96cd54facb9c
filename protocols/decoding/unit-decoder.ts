import { ConnectionFollower } from '../connection-follower.ts';
import type { ConnectionStart } from '../captures/input/model.ts';
import type { FramedUnit, ProjectContext, ProtocolName, Side } from '../core/index.ts';
import { isLoaded, loadProtocol } from '../index.ts';
import { DecodedUnit } from './decoded-unit.ts';

interface Conversation {
  readonly connection: number;
  readonly follower: ConnectionFollower;
  units: number;
}

/** Decodes and judges the units of all connections of an input; each connection is one conversation. */
export class UnitDecoder {
  readonly #connections = new Map<number, Conversation>();
  #latest: Conversation | undefined;
  readonly #project: () => ProjectContext;

  constructor(project: ProjectContext) {
    this.#project = () => project;
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
    const number = ++conversation.units;
    const at = time === 0 ? undefined : time;
    return new DecodedUnit(unit, connection, side, at, number, encrypted, conversation.follower);
  }

  #of(connection: number): Conversation {
    if (this.#latest?.connection === connection) return this.#latest;
    return (this.#latest = this.#connections.get(connection) ?? this.#begun(connection, { sides: 'both' }));
  }

  #begun(connection: number, { sides, partial = false }: ConnectionStart): Conversation {
    const project = this.#project;
    const follower = new ConnectionFollower({ sides, partial, messages: true, project });
    const conversation = { connection, follower, units: 0 };
    this.#connections.set(connection, conversation);
    return conversation;
  }
}
