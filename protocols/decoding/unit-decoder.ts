import { ConnectionFollower } from '../connection-follower.ts';
import type { ConnectionStart } from '../captures/input/model.ts';
import type { FramedUnit, ProjectContext, ProtocolName, Side } from '../core/index.ts';
import { isLoaded, loadProtocol, protocolOf } from '../index.ts';
import { DecodedUnit } from './decoded-unit.ts';

interface Conversation {
  readonly follower: ConnectionFollower;
  units: number;
}

/** Decodes and judges the units of all connections of an input; each connection is one conversation. */
export class UnitDecoder {
  readonly #connections = new Map<number, Conversation>();
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
  begin(connection: number, { sides, partial = false }: ConnectionStart): void {
    const project = this.#project;
    const follower = new ConnectionFollower({ sides, partial, messages: true, project });
    this.#connections.set(connection, { follower, units: 0 });
  }

  /** Bytes of a connection are late, or lost: then `lost` is the side that sent them. What comes next may answer them. */
  late(connection: number, lost?: Side): void {
    this.#of(connection).follower.gap(lost);
  }

  decode(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): DecodedUnit {
    const { protocol, kind, offset, size, bytes, lossy, explanation } = unit;
    const at = time === 0 ? undefined : time;
    const conversation = this.#of(connection);
    const number = ++conversation.units;
    const followed = conversation.follower.feed({
      protocol,
      kind,
      offset,
      size,
      bytes,
      lossy,
      explanation,
      side,
      number,
      time: at,
      encrypted,
    });
    return new DecodedUnit(connection, side, time, unit, number, followed, protocolOf(unit.protocol).judge);
  }

  #of(connection: number): Conversation {
    let known = this.#connections.get(connection);
    if (known === undefined) {
      this.begin(connection, { sides: 'both' });
      known = this.#connections.get(connection);
    }
    if (known === undefined) throw new Error('A connection that began is not known.');
    return known;
  }
}
