import {
  noIssues,
  noNotes,
  noNumbers,
  type Followed,
  type Follower,
  type FollowerOptions,
  type Unit,
} from '../../core/index.ts';
import { Presences, type PresenceState } from '../presence/index.ts';
import { TrafficCheck } from '../traffic/index.ts';
import { withoutLost } from './lossy.ts';
import { XmppUnit } from './open-unit.ts';

/** Follows one XMPP connection: whose stream it is, who answers whom, what its headers declare, who is available. */
export class XmppFollower implements Follower {
  #traffic: TrafficCheck | undefined;
  readonly #presences = new Presences();
  readonly #options: FollowerOptions;
  #missed: boolean;
  #version = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#missed = (options.partial ?? false) !== false;
  }

  feed(unit: Unit): Followed {
    const { side, kind } = unit;
    const traffic = (this.#traffic ??= this.#begin(unit));
    const opened = new XmppUnit(unit, traffic.context(side), this.#options.project());
    if (kind === 'keepalive' || kind === 'garbage')
      return { opened, context: opened.context, issues: noIssues, answers: noNumbers, notes: noNotes };
    const { issues, answers, notes } = traffic.take(side, opened.parsed, unit.number);
    // What was cut off may have asked or answered.
    if (unit.lossy === 'cut') traffic.gap();
    if (side === 'server' && this.#presences.receive(opened.parsed)) this.#version++;
    return { opened, context: opened.context, issues: withoutLost(issues, unit), answers, notes };
  }

  gap(): void {
    this.#missed = true;
    this.#traffic?.gap();
  }

  #begin({ encrypted = this.#options.encrypted }: Unit): TrafficCheck {
    const traffic = new TrafficCheck({ encrypted, printed: this.#options.printed === true });
    if (this.#missed) traffic.gap();
    return traffic;
  }

  get version(): number {
    return this.#version;
  }

  /** The contacts that are available, at most so many. */
  state(most: number): { readonly protocol: 'xmpp'; readonly state: PresenceState } {
    return { protocol: 'xmpp', state: this.#presences.state(most) };
  }
}
