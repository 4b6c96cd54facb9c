import type { Side } from '../../protocols/captures/connections.ts';
import type { FramedUnit, Issue } from '../../protocols/text/index.ts';
import { createTrafficCheck, issuesXmpp, type TrafficCheck, type UnitContext } from '../../protocols/xmpp/index.ts';

/** What is known of a unit of XMPP. */
export interface JudgedUnit {
  readonly issues: readonly Issue[];
  /** What its decoding must know of its stream. */
  readonly context: UnitContext;
}

interface Followed {
  readonly check: TrafficCheck;
  /** Where the next unit of each side begins if nothing is missing. */
  readonly next: Record<Side, number | undefined>;
}

const nothing: readonly Issue[] = [];

/** Judges the XMPP of a capture: each connection is one conversation, seen from the client. */
export class XmppUnits {
  readonly #schemas: readonly string[];
  readonly #connections = new Map<number, Followed>();

  /** `schemas`: the texts of the project's own XML Schemas. */
  constructor(schemas: readonly string[]) {
    this.#schemas = schemas;
  }

  judge(connection: number, side: Side, { kind, offset, size, bytes }: FramedUnit): JudgedUnit {
    let followed = this.#connections.get(connection);
    if (followed === undefined) {
      followed = { check: createTrafficCheck({ schemas: this.#schemas }), next: { client: undefined, server: undefined } };
      this.#connections.set(connection, followed);
    }
    const { check, next } = followed;
    if (next[side] !== undefined && next[side] !== offset) check.gap();
    next[side] = offset + size;
    const direction = side === 'client' ? 'sent' : 'received';
    const context = check.context(direction);
    if (kind === 'keepalive') return { issues: nothing, context };
    if (kind === 'garbage') return { issues: issuesXmpp(bytes, context), context };
    const issues = check.check(direction, bytes);
    return { issues, context: check.context(direction) };
  }
}
