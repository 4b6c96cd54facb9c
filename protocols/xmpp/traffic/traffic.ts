import {
  formatSection,
  noContext,
  noNotes,
  noNumbers,
  otherSide,
  type Declarations,
  type Issue,
  type Note,
  type Side,
  type UnitContext,
} from '../../core/index.ts';
import { toIssue } from '../issues.ts';
import type { ParsedUnit } from '../inspect/index.ts';
import { isStanza, isStanzaName } from '../model/stanza.ts';
import { declaredBy, isHeader } from '../parser/header.ts';
import type { XmlElement } from '../parser/node.ts';
import { isBody } from '../parser/payloads.ts';
import { ruleById } from '../rules/index.ts';
import { Account } from './account.ts';
import { BoshSession, opensStream } from './bosh.ts';
import { Capabilities } from './capabilities.ts';
import { Encryption } from './encryption.ts';
import { Explanations } from './explanations.ts';
import { HandledCounts } from './handled.ts';
import { Identities } from './identities.ts';
import type { ReportStanza } from './model.ts';
import { Negotiation } from './negotiation.ts';
import { needEveryUnit, PrintedStream } from './printed.ts';
import { Requests } from './requests.ts';
import { child, type View, viewOf } from './stanza-view.ts';
import { WebSocketMessages } from './websocket.ts';

export interface TrafficOptions {
  /** The account's JID, bare or full, where it is known before the connection tells it. */
  readonly jid?: string | undefined;
  /** Whether the connection is inside TLS from its first byte on; left out where that is not known. */
  readonly encrypted?: boolean | undefined;
  /** The units are those that a program prints: others may be missing anywhere, and TLS may begin without a sign. */
  readonly printed?: boolean;
}

/** What one unit means in its place. */
export interface TrafficFindings {
  /** What it breaks against others. */
  readonly issues: readonly Issue[];
  /** The numbers of the units that it answers, from the same pairing as the findings: more than one for a body of BOSH only. */
  readonly answers: readonly number[];
  readonly notes: readonly Note[];
}

const management = 'urn:xmpp:sm:3';

/** More findings than this against other units are not listed for one. */
const limit = 20;

/**
 * Checks the units of one connection in the order in which they cross, both directions, from the client's end. What a unit
 * breaks against others is judged on clients' streams only, and where a unit may have been missed in the stream's favour.
 * Keeps a bounded memory of what it has seen; never throws. Places are bytes within the unit.
 */
export class TrafficCheck {
  readonly #account: Account;
  readonly #requests = new Requests();
  readonly #negotiation = new Negotiation();
  readonly #identities = new Identities();
  readonly #counts = new HandledCounts();
  readonly #capabilities = new Capabilities();
  readonly #explanations = new Explanations();
  readonly #messages = new WebSocketMessages();
  readonly #sessions = new BoshSession();
  readonly #encryption: Encryption;
  /** Where the units are those that a program prints: whether none is missing. */
  readonly #printed: PrintedStream | undefined;
  readonly #contexts: Record<Side, UnitContext> = { client: noContext, server: noContext };
  /** Whether a direction has been seen from its header on. */
  readonly #whole: Record<Side, boolean> = { client: false, server: false };
  /** The client has asked to go on with an earlier stream. */
  #resuming = false;
  #answers: readonly number[] = noNumbers;
  #notes: readonly Note[] = noNotes;

  constructor({ jid, encrypted, printed = false }: TrafficOptions = {}) {
    this.#account = new Account(jid);
    this.#encryption = new Encryption(encrypted, printed);
    this.#printed = printed ? new PrintedStream() : undefined;
  }

  /** What a side's next unit must be opened with: what the header of its stream declared. */
  context(side: Side): UnitContext {
    return this.#contexts[side];
  }

  /**
   * Takes the next unit of a side, opened with its `context`.
   * @param number the number by which `answers` of later units name it; left out where it is not recorded
   */
  take(side: Side, unit: ParsedUnit, number?: number): TrafficFindings {
    this.#answers = noNumbers;
    this.#notes = noNotes;
    const issues = this.#take(side, unit, number);
    return { issues, answers: this.#answers, notes: this.#notes };
  }

  /** Units may be missing here: what follows may answer what was not seen. */
  gap(): void {
    this.#encryption.gap();
    this.#printed?.gap();
    this.#forget();
  }

  #forget(): void {
    this.#whole.client = false;
    this.#whole.server = false;
    this.#requests.clear();
    this.#counts.forget();
    this.#explanations.forget();
    this.#sessions.forget();
  }

  #take(side: Side, unit: ParsedUnit, number: number | undefined): readonly Issue[] {
    const { root } = unit;
    const found: Issue[] = this.#messages
      .check(unit)
      .slice(0, limit)
      .map((finding) => toIssue(finding, unit.byteAt(finding.start), unit.byteAt(finding.end)));
    if (root === undefined) {
      this.#printed?.end(); // the end tag of a stream
      return found;
    }
    if (isBody(root)) this.#takeBody(side, unit, root, found, number);
    else this.#takeElement(side, unit, root, found, number);
    return found;
  }

  /** A body of BOSH: it takes the place of a stream's header where it begins one (XEP-0124, 7; XEP-0206, 5), and holds elements. */
  #takeBody(side: Side, unit: ParsedUnit, root: XmlElement, found: Issue[], number: number | undefined): void {
    const view = viewOf(unit, root);
    this.#encryption.overHttp();
    if (side === 'client' && this.#sessions.isCopy(view)) {
      // Its response may come twice, too.
      this.#whole.client = false;
      return;
    }
    let answers = noNumbers;
    if (opensStream(side, view)) {
      this.#begin(side, root);
      this.#account.begin(side, view);
      answers = this.#negotiation.take(side, 'stream', number);
    }
    let notes = this.#sessions.take(side, view, number);
    for (const child of root.elements()) {
      this.#answers = noNumbers;
      this.#notes = noNotes;
      this.#takeElement(side, unit, child, found, number);
      if (this.#answers.length > 0) answers = [...new Set([...answers, ...this.#answers])];
      if (this.#notes.length > 0 && notes.length < limit) notes = [...notes, ...this.#notes];
    }
    this.#answers = answers;
    this.#notes = notes;
  }

  #takeElement(side: Side, unit: ParsedUnit, root: XmlElement, found: Issue[], number: number | undefined): void {
    const view = viewOf(unit, root);
    if (!isStanzaName(root.local)) {
      this.#printed?.element(root.local);
      this.#answers = this.#negotiation.take(side, root.local, number);
    }
    const report = this.#reporter(unit, found);
    if (this.#printed !== undefined) this.#printed.granted(this.#account.granted(side, view));
    if (isHeader(root)) this.#begin(side, root);
    if (this.#messages.isWebSocket) this.#encryption.overHttp();
    this.#encryption.check(side, view, report);
    if (!isHeader(root)) this.#check(side, view, report, number);
    this.#account.learn(side, view);
    if (number !== undefined) this.#notes = this.#explanations.take(side, view, number);
  }

  #check(side: Side, view: View, report: ReportStanza, unit: number | undefined): void {
    const { root } = view;
    const { own, isClient } = this.#account;
    this.#counts.check(side, view, report);
    if (!isStanza(root)) this.#resumption(side, root);
    if (isClient) this.#capabilities.check(side, view, own, report);
    const judged = isClient && isStanza(root);
    // Paired on every stream and in any namespace: a stanza that is wrong may be answered all the same.
    if (isStanzaName(root.local))
      this.#answers = this.#requests.take(
        side,
        view,
        { unit, own, whole: this.#whole[otherSide(side)] },
        judged ? report : ignore,
      );
    if (judged) this.#identities.check(side, view, this.#ownOf(side, view), this.#whole.client, report);
  }

  /** The client's address. A log may have several clients in one, and leave out what each was granted: there a stanza tells its own. */
  #ownOf(side: Side, { to }: View): string | undefined {
    if (this.#printed?.isWhole !== false) return this.#account.own;
    return side === 'server' ? to : undefined;
  }

  #reporter(unit: ParsedUnit, found: Issue[]): ReportStanza {
    const report = reporter(unit, found);
    const printed = this.#printed;
    if (printed === undefined) return report;
    return (code, ...finding) => {
      if (printed.isWhole || !needEveryUnit.has(code)) report(code, ...finding);
    };
  }

  /** A header begins the direction again (RFC 6120, 4.3.3). A server that sends another one in the middle forgets nothing for its client. */
  #begin(side: Side, root: XmlElement): void {
    if (side === 'client') {
      this.#forget();
      this.#encryption.restart();
      this.#resuming = false;
    }
    this.#whole[side] = true;
    this.#printed?.header(side);
    const namespaces: Declarations = declaredBy(root);
    this.#contexts[side] = namespaces.length === 0 ? noContext : { namespaces };
  }

  /** A resumed stream goes on with what was asked on another connection (XEP-0198, 5), by itself or within a log-in (XEP-0388). */
  #resumption(side: Side, root: XmlElement): void {
    const says = (name: string): boolean =>
      root.namespace === management ? root.local === name : child(root, management, name) !== undefined;
    if (side === 'client') this.#resuming ||= says('resume');
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
