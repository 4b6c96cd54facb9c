import type { Followed, FollowerOptions, Issue, ProtocolName, Severity, Side, Unit } from './core/index.ts';
import { Headers } from './headers.ts';
import { protocolOf, type ConnectionState, type ProtocolFollower } from './index.ts';

/** The mildest finding that tells a part of a unit from a unit. */
const doubtful: Severity = 'warning';

/** Follows a connection, whatever protocols its units turn out to be of. They must have been loaded. */
export class ConnectionFollower {
  readonly #options: FollowerOptions;
  readonly #followers = new Map<ProtocolName, ProtocolFollower>();
  #latest: { readonly protocol: ProtocolName; readonly follower: ProtocolFollower } | undefined;
  readonly #headers = new Headers();
  /** What a protocol whose units come later must know: that bytes were late, or of which side they were lost. */
  readonly #gaps = new Set<Side | undefined>();
  /** The sides of whose bytes some are missing, until one of their units is whole again. */
  readonly #torn = new Set<Side>();

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** @throws Error where the unit's protocol was not loaded */
  feed(unit: Unit): Followed {
    const followed = this.#explained(unit, this.#of(unit.protocol).feed(unit));
    if (this.#torn.size === 0 || unit.kind === 'foreign' || !this.#torn.has(unit.side)) return followed;
    return this.#nextToGap(unit, followed);
  }

  /** Units are late, or missing: then `lost` is the side that sent them. What follows may answer what was not seen. */
  gap(lost: Side | undefined): void {
    this.#gaps.add(lost);
    this.#headers.gap();
    for (const follower of this.#followers.values()) follower.gap(lost);
    if (lost !== undefined) this.#torn.add(lost);
  }

  /** Grows whenever `state` may have changed. */
  get version(): number {
    let version = 0;
    for (const follower of this.#followers.values()) version += follower.version;
    return version;
  }

  /** What the connection has come to in a protocol, at most so many of each thing; undefined where a protocol has no state. */
  state(protocol: ProtocolName, most: number): ConnectionState | undefined {
    return this.#of(protocol).state(most);
  }

  #explained(unit: Unit, followed: Followed): Followed {
    if (unit.kind !== 'header') return followed;
    const notes = this.#headers.take(unit, followed.opened);
    return notes.length === 0 ? followed : { ...followed, notes: [...notes, ...followed.notes] };
  }

  /** A unit next to missing bytes is one that lacks a part, or begins where no unit does, unless nothing is wrong with it. */
  #nextToGap(unit: Unit, followed: Followed): Followed {
    if (this.#isWhole(unit, followed)) {
      this.#torn.delete(unit.side);
      return followed;
    }
    const context = { ...followed.context, torn: true } as const;
    const { codec } = protocolOf(unit.protocol);
    return { ...followed, context, opened: codec.open(unit, context, followed.opened.project), issues: [] };
  }

  #isWhole({ kind, protocol }: Unit, { opened, issues }: Followed): boolean {
    if (kind === 'garbage' || kind === 'keepalive') return false;
    const { judge } = protocolOf(protocol);
    const found = [...judge.issues(opened, doubtful), ...judge.rate(issues, opened.project)];
    return !found.some(({ severity }: Issue) => severity === 'error' || severity === 'warning');
  }

  #of(protocol: ProtocolName): ProtocolFollower {
    if (this.#latest?.protocol === protocol) return this.#latest.follower;
    let follower = this.#followers.get(protocol);
    if (follower === undefined) {
      follower = protocolOf(protocol).follower(this.#options);
      for (const lost of this.#gaps) follower.gap(lost);
      this.#followers.set(protocol, follower);
    }
    this.#latest = { protocol, follower };
    return follower;
  }
}
