import type { Direction } from '../../inspect/index.ts';
import { formatSection, type Issue } from '../../text/index.ts';
import { issuesOf } from '../inspect/issues.ts';
import { parseUnit } from '../inspect/unit.ts';
import { isStanza } from '../model/stanza.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { ruleById } from '../rules/index.ts';
import { HandledCounts } from './handled.ts';
import { Identities } from './identities.ts';
import { Requests } from './requests.ts';
import { address, child, textOf, type View, viewOf } from './stanza-view.ts';

/** Where a check of traffic reports: at an element's name, or at an attribute of it. */
export type Report = (code: string, element: XmlElement, message: string, attribute?: XmlAttribute) => void;

export interface TrafficOptions {
  /** The account's JID, bare or full, where it is known before the connection tells it. */
  readonly jid?: string;
}

/** Checks the units of one connection in the order in which they cross, both directions, from the client's end. */
export interface TrafficCheck {
  /**
   * Everything wrong with one unit: by itself, and against what came before. `direction` is seen from the client. Places are
   * bytes within the unit. Keeps a bounded memory of what it has seen; never throws.
   */
  check(direction: Direction, bytes: Uint8Array): readonly Issue[];
}

/** Begins to check a connection's traffic. */
export function createTrafficCheck(options: TrafficOptions = {}): TrafficCheck {
  return new ConnectionCheck(options.jid);
}

class ConnectionCheck implements TrafficCheck {
  #own: string | undefined;
  readonly #requests = new Requests();
  readonly #identities = new Identities();
  readonly #counts = new HandledCounts();

  constructor(jid: string | undefined) {
    this.#own = address(jid);
  }

  check(direction: Direction, bytes: Uint8Array): readonly Issue[] {
    const unit = parseUnit(bytes, true);
    const issues = [...issuesOf(unit)];
    const { root, start } = unit;
    if (root === undefined) return issues;
    const report: Report = (code, element, message, attribute) => {
      const [from, to] = attribute === undefined ? [element.nameStart, element.nameEnd] : [attribute.valueStart, attribute.valueEnd];
      const offset = unit.byteAt(from + start);
      const rule = ruleById(code);
      const section = rule === undefined ? {} : { section: formatSection(rule.section), href: rule.section.href };
      issues.push({ code, severity: rule?.severity ?? 'error', message, offset, length: unit.byteAt(to + start) - offset, ...section });
    };
    const view = viewOf(unit, root);
    this.#counts.check(direction, view, report);
    if (!isStanza(root)) {
      this.#learnFromSasl2(direction, view);
      return issues;
    }
    if (root.local === 'iq') this.#requests.check(direction, view, this.#own, report);
    this.#identities.check(direction, view, this.#own, report);
    this.#learnFromBind(direction, view);
    return issues;
  }

  /** The full JID that the server grants (RFC 6120, 7.6). */
  #learnFromBind(direction: Direction, view: View): void {
    if (direction !== 'received' || view.type !== 'result') return;
    const bind = child(view.root, 'urn:ietf:params:xml:ns:xmpp-bind', 'bind');
    const jid = bind === undefined ? '' : textOf(view, child(bind, 'urn:ietf:params:xml:ns:xmpp-bind', 'jid'));
    if (jid !== '') this.#own = address(jid);
  }

  /** The same with XEP-0388. */
  #learnFromSasl2(direction: Direction, view: View): void {
    const { root } = view;
    if (direction !== 'received' || root.local !== 'success' || root.namespace !== 'urn:xmpp:sasl:2') return;
    const jid = textOf(view, child(root, 'urn:xmpp:sasl:2', 'authorization-identifier'));
    if (jid !== '') this.#own = address(jid);
  }
}
