import type { Side } from '../../protocols/core/index.ts';
import type { FramedUnit, Issue } from '../../protocols/core/index.ts';
import { createTrafficCheck, issuesXmpp, type TrafficCheck, type UnitContext } from '../../protocols/xmpp/index.ts';

/** What is known of a unit of XMPP. */
export interface JudgedUnit {
  readonly issues: readonly Issue[];
  /** What its decoding must know of its stream. */
  readonly context: UnitContext;
}

const nothing: readonly Issue[] = [];

/** Judges the XMPP of a capture: each connection is one conversation, seen from the client. */
export class XmppUnits {
  readonly #schemas: readonly string[];
  readonly #connections = new Map<number, TrafficCheck>();

  /** `schemas`: the texts of the project's own XML Schemas. */
  constructor(schemas: readonly string[]) {
    this.#schemas = schemas;
  }

  judge(connection: number, side: Side, { kind, bytes, encrypted }: FramedUnit): JudgedUnit {
    let check = this.#connections.get(connection);
    if (check === undefined)
      this.#connections.set(connection, (check = createTrafficCheck({ schemas: this.#schemas, encrypted })));
    const direction = side === 'client' ? 'sent' : 'received';
    const context = check.context(direction);
    if (kind === 'keepalive') return { issues: nothing, context };
    if (kind === 'garbage') return { issues: issuesXmpp(bytes, context), context };
    const issues = check.check(direction, bytes);
    return { issues, context: check.context(direction) };
  }

  /** Bytes of a connection are late or lost: what comes next may answer them. */
  late(connection: number): void {
    this.#connections.get(connection)?.gap();
  }
}
