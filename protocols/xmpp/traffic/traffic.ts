import type { Direction } from '../../core/inspect/index.ts';
import { formatSection, type Issue } from '../../core/index.ts';
import { issuesOf, toIssue } from '../inspect/issues.ts';
import { parseUnit, type ParsedUnit, type UnitContext } from '../inspect/unit.ts';
import { isStanza, isStanzaName } from '../model/stanza.ts';
import { declaredBy, isHeader, type Declarations } from '../parser/header.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { ruleById } from '../rules/index.ts';
import { Account } from './account.ts';
import { Capabilities } from './capabilities.ts';
import { Encryption } from './encryption.ts';
import { HandledCounts } from './handled.ts';
import { Identities } from './identities.ts';
import { Negotiation } from './negotiation.ts';
import { Requests } from './requests.ts';
import { child, type View, viewOf } from './stanza-view.ts';
import { WebSocketMessages } from './websocket.ts';

/** Where a check of traffic reports: at an element's name, or at an attribute of it. */
export type ReportStanza = (code: string, element: XmlElement, message: string, attribute?: XmlAttribute) => void;

export interface TrafficOptions {
  /** The account's JID, bare or full, where it is known before the connection tells it. */
  readonly jid?: string;
  /** The texts of the project's own XML Schemas (`xmpp.schemas`). */
  readonly schemas?: readonly string[];
  /** Whether the connection is inside TLS from its first byte on; left out where that is not known. */
  readonly encrypted?: boolean | undefined;
}

/**
 * Checks the units of one connection in the order in which they cross, both directions, from the client's end. What a unit
 * breaks against others is judged on clients' streams only, and where a unit may have been missed in the stream's favour.
 * Keeps a bounded memory of what it has seen; never throws. Directions are seen from the client; places are bytes within the unit.
 */
export interface TrafficCheck {
  /** Everything wrong with one unit: by itself, and against what came before. */
  check(direction: Direction, bytes: Uint8Array): readonly Issue[];
  /**
   * Only what is wrong against what came before; by itself, `issuesXmpp` tells at any later time with this unit's `context`.
   * `unit` is the number by which `answers` names it; left out where it is not recorded.
   */
  follow(direction: Direction, bytes: Uint8Array, unit?: number): readonly Issue[];
  /** The numbers of the units that the unit that was followed last answers: none or one, from the same pairing as the findings. */
  readonly answers: readonly number[];
  /** What whoever looks at the unit that crossed last in a direction must know of its stream. */
  context(direction: Direction): UnitContext;
  /** Units may be missing here: what follows may answer what was not seen. */
  gap(): void;
}

/** Begins to check a connection's traffic. */
export function createTrafficCheck(options: TrafficOptions = {}): TrafficCheck {
  return new ConnectionCheck(options);
}

const management = 'urn:xmpp:sm:3';

/** More findings than this against other units are not listed for one. */
const limit = 20;

const none: readonly number[] = [];

class ConnectionCheck implements TrafficCheck {
  readonly #account: Account;
  readonly #requests = new Requests();
  readonly #negotiation = new Negotiation();
  readonly #identities = new Identities();
  readonly #counts = new HandledCounts();
  readonly #capabilities = new Capabilities();
  readonly #messages = new WebSocketMessages();
  readonly #encryption: Encryption;
  readonly #schemas: Pick<UnitContext, 'schemas'>;
  readonly #contexts: Record<Direction, UnitContext>;
  /** Whether a direction has been seen from its header on. */
  readonly #whole: Record<Direction, boolean> = { sent: false, received: false };
  /** The client has asked to go on with an earlier stream. */
  #resuming = false;
  answers: readonly number[] = none;

  constructor({ jid, schemas, encrypted }: TrafficOptions) {
    this.#account = new Account(jid);
    this.#encryption = new Encryption(encrypted);
    this.#schemas = schemas === undefined ? {} : { schemas };
    this.#contexts = { sent: this.#schemas, received: this.#schemas };
  }

  check(direction: Direction, bytes: Uint8Array): readonly Issue[] {
    const unit = parseUnit(bytes, true, this.#contexts[direction]);
    const found = this.#follow(direction, unit, undefined);
    const own = issuesOf(unit);
    return found.length === 0 ? own : [...own, ...found];
  }

  follow(direction: Direction, bytes: Uint8Array, unit?: number): readonly Issue[] {
    return this.#follow(direction, parseUnit(bytes, false, this.#contexts[direction]), unit);
  }

  context(direction: Direction): UnitContext {
    return this.#contexts[direction];
  }

  gap(): void {
    this.#encryption.gap();
    this.#forget();
  }

  #forget(): void {
    this.#whole.sent = false;
    this.#whole.received = false;
    this.#requests.clear();
    this.#counts.forget();
  }

  #follow(direction: Direction, unit: ParsedUnit, number: number | undefined): readonly Issue[] {
    const { root } = unit;
    this.answers = none;
    const found: Issue[] = this.#messages
      .check(unit)
      .slice(0, limit)
      .map((finding) => toIssue(finding, unit.byteAt(finding.start), unit.byteAt(finding.end)));
    if (root === undefined) return found;
    const view = viewOf(unit, root);
    if (!isStanzaName(root.local)) this.answers = this.#negotiation.take(direction, root.local, number);
    const report = reporter(unit, found);
    if (isHeader(root)) this.#begin(direction, root);
    this.#encryption.check(direction, view, report);
    if (!isHeader(root)) this.#check(direction, view, report, number);
    this.#account.learn(direction, view);
    return found;
  }

  #check(direction: Direction, view: View, report: ReportStanza, unit: number | undefined): void {
    const { root } = view;
    const { own, isClient } = this.#account;
    this.#counts.check(direction, view, report);
    if (!isStanza(root)) this.#resumption(direction, root);
    if (isClient) this.#capabilities.check(direction, view, own, report);
    const judged = isClient && isStanza(root);
    // Paired on every stream and in any namespace: a stanza that is wrong may be answered all the same.
    if (isStanzaName(root.local))
      this.answers = this.#requests.take(
        direction,
        view,
        { unit, own, whole: this.#whole[direction === 'sent' ? 'received' : 'sent'] },
        judged ? report : ignore,
      );
    if (judged) this.#identities.check(direction, view, own, this.#whole.sent, report);
  }

  /** A header begins the direction anew (RFC 6120, 4.3.3). A server that sends another one in the middle forgets nothing for its client. */
  #begin(direction: Direction, root: XmlElement): void {
    if (direction === 'sent') {
      this.#forget();
      this.#encryption.restart();
      this.#resuming = false;
    }
    this.#whole[direction] = true;
    const namespaces: Declarations = declaredBy(root);
    this.#contexts[direction] = namespaces.length === 0 ? this.#schemas : { ...this.#schemas, namespaces };
  }

  /** A resumed stream goes on with what was asked on another connection (XEP-0198, 5), by itself or within a log-in (XEP-0388). */
  #resumption(direction: Direction, root: XmlElement): void {
    const says = (name: string): boolean =>
      root.namespace === management ? root.local === name : child(root, management, name) !== undefined;
    if (direction === 'sent') this.#resuming ||= says('resume');
    else if (this.#resuming && says('resumed')) this.#forget();
  }
}

const ignore: ReportStanza = () => undefined;

function reporter(unit: ParsedUnit, found: Issue[]): ReportStanza {
  return (code, element, message, attribute) => {
    if (found.length >= limit) return;
    const [from, to] =
      attribute === undefined ? [element.nameStart, element.nameEnd] : [attribute.valueStart, attribute.valueEnd];
    const offset = unit.byteAt(from + unit.start);
    const rule = ruleById(code);
    const section = rule === undefined ? {} : { section: formatSection(rule.section), href: rule.section.href };
    found.push({
      code,
      severity: rule?.severity ?? 'error',
      message,
      offset,
      length: unit.byteAt(to + unit.start) - offset,
      ...section,
    });
  };
}
