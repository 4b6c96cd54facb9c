import { ConnectionFollower } from '../../protocols/connection-follower.ts';
import type { FramedUnit, ProjectContext, ProtocolName, Side } from '../../protocols/core/index.ts';
import { isLoaded, loadProtocol, protocolOf } from '../../protocols/index.ts';
import { DecodedUnit } from './decoded-unit.ts';

/** Decodes and judges the units of all connections of an input; each connection is one conversation. */
export class UnitDecoder {
  readonly #connections = new Map<number, { readonly follower: ConnectionFollower; units: number }>();
  readonly #sides: 'both' | Side;
  readonly #partial: boolean;
  readonly #project: () => ProjectContext;

  /** `sides`: which directions the input has at all; `partial` where it misses their beginning. */
  constructor(project: ProjectContext, sides: 'both' | Side, partial = false) {
    this.#project = () => project;
    this.#sides = sides;
    this.#partial = partial;
  }

  /** Whether a protocol is loaded. XMPP's specifications are many, and most captures have none of it. */
  knows(protocol: ProtocolName): boolean {
    return isLoaded(protocol);
  }

  /** Loads a protocol; before, `decode` must not be called with a unit of it. */
  async learn(protocol: ProtocolName): Promise<void> {
    await loadProtocol(protocol);
  }

  /** Bytes of a connection are late, or lost: then `lost` is the side that sent them. What comes next may answer them. */
  late(connection: number, lost?: Side): void {
    this.#of(connection).follower.gap(lost);
  }

  decode(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): DecodedUnit {
    const { protocol, kind, offset, size, bytes } = unit;
    const at = time === 0 ? undefined : time;
    const conversation = this.#of(connection);
    const number = ++conversation.units;
    const followed = conversation.follower.feed({
      protocol,
      kind,
      offset,
      size,
      bytes,
      side,
      number,
      time: at,
      encrypted,
    });
    return new DecodedUnit(connection, side, time, unit, number, followed, protocolOf(unit.protocol).judge);
  }

  #of(connection: number): { readonly follower: ConnectionFollower; units: number } {
    let known = this.#connections.get(connection);
    if (known === undefined) {
      const [sides, partial, project] = [this.#sides, this.#partial, this.#project];
      known = { follower: new ConnectionFollower({ sides, partial, messages: true, project }), units: 0 };
      this.#connections.set(connection, known);
    }
    return known;
  }
}
