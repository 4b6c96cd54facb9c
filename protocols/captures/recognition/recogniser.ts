import type { ProtocolName, Side } from '../../core/index.ts';
import { SideSigns } from './side-signs.ts';
import { isProtocolSign, type ProtocolSign, type Sign } from './sign.ts';

/** What both directions of a connection carry. */
export interface Verdict {
  readonly kind: 'protocol' | 'tls' | 'http' | 'foreign';
  /** What is spoken, where it is read. */
  readonly protocol?: ProtocolName;
  /** What each direction begins with; undefined where nothing came of it. */
  readonly first: Readonly<Record<Side, Sign | undefined>>;
}

/** Decides what a connection carries, by the first bytes of both directions. */
export class Recogniser {
  readonly #sides: Readonly<Record<Side, SideSigns>>;
  readonly #expected: readonly ProtocolName[];

  /** @param expected protocols that are expected, by the port: less is enough to recognise them */
  constructor(expected: readonly ProtocolName[]) {
    this.#expected = expected;
    this.#sides = { client: new SideSigns(expected), server: new SideSigns(expected) };
  }

  take(side: Side, bytes: Uint8Array): void {
    this.#sides[side].take(bytes);
  }

  gap(side: Side): void {
    this.#sides[side].gap();
  }

  missed(side: Side): void {
    this.#sides[side].missed = true;
  }

  end(side: Side): void {
    this.#sides[side].end();
  }

  /** What is known to be carried; undefined while more must come. `final`: no more is waited for. */
  verdict(final = false): Verdict | undefined {
    const { client, server } = this.#sides;
    const first = { client: client.first, server: server.first };
    const protocol = this.#protocol();
    if (protocol !== undefined) return { kind: 'protocol', protocol, first };
    // The answer may come on another connection of the session, and before one here.
    if (client.isBosh && first.server === undefined) return { kind: 'http', first };
    const isOver = final || (client.ended && server.ended);
    if (!isOver && !(client.isKnown && server.isKnown)) return undefined;
    if (this.#isOf('tls') && !this.#isUnanswered()) return { kind: 'tls', first };
    if (this.#isOf('http')) return { kind: 'http', first };
    // Where a beginning was missed, what comes later may tell.
    return isOver || !(client.missed || server.missed) ? { kind: 'foreign', first } : undefined;
  }

  /** The verdict by what there is. */
  settle(): Verdict {
    const { client, server } = this.#sides;
    client.settle();
    server.settle();
    return this.verdict(true) ?? { kind: 'foreign', first: { client: client.first, server: server.first } };
  }

  /** Whether one direction begins with TLS or HTTP, and nothing says otherwise of the other one. */
  #isOf(kind: 'tls' | 'http'): boolean {
    const { client, server } = this.#sides;
    const fits = ({ first, missed }: SideSigns): boolean => first === kind || first === undefined || missed;
    return (client.first === kind || server.first === kind) && fits(client) && fits(server);
  }

  /** Whether one direction has ended without a byte. */
  #isUnanswered(): boolean {
    const { client, server } = this.#sides;
    return [client, server].some(({ first, ended }) => first === undefined && ended);
  }

  #protocol(): ProtocolName | undefined {
    const { client, server } = this.#sides;
    for (const sign of [client.protocol, server.protocol]) {
      if (sign === undefined) continue;
      const { protocol } = sign;
      const weight = (client.weights.get(protocol) ?? 0) + (server.weights.get(protocol) ?? 0);
      if (weight >= 1 || this.#expected.includes(protocol)) return protocol;
    }
    return undefined;
  }
}

/** Whether a direction begins with another protocol than the one that is spoken, of those that are known. */
export function isOther(sign: Sign | undefined): sign is 'tls' | 'http' | 'text' {
  return sign === 'tls' || sign === 'http' || sign === 'text';
}

/** Whether a direction begins with the beginning of a protocol that is read. */
export function isBeginning(sign: Sign | undefined): sign is ProtocolSign {
  return isProtocolSign(sign) && sign.beginning;
}
