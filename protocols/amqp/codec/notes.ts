import { noNotes, noteOf, quoted, type Note, type Side } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import { failureOf } from './failure.ts';

/** Links that a side has attached, and refused ones that wait for their detach, that are remembered. */
const limit = 1000;

interface Refused {
  readonly name: string;
  readonly terminus: 'source' | 'target';
  readonly unit: number;
}

/** Explains what the links of an AMQP connection come to, from unit to unit. */
export class AmqpNotes {
  /** The links that a side has attached, by role, the side that may answer, and name: what answers may refuse them. */
  readonly #attached = new Set<string>();
  /** Answers without the terminus that the peer asked for, by side, channel and handle. */
  readonly #refused = new Map<string, Refused>();

  /** Takes the next unit of a side, with the number that notes name it by. */
  take(side: Side, frame: DecodedFrame, unit: number): readonly Note[] {
    switch (frame.performativeName) {
      case 'attach':
        this.#attach(side, frame, unit);
        return noNotes;
      case 'detach':
        return this.#detach(side, frame, unit);
      default:
        return noNotes;
    }
  }

  /** Bytes are missing: what is remembered may have been answered by them. */
  gap(): void {
    this.#attached.clear();
    this.#refused.clear();
  }

  /** A link is refused by an attach without the terminus that the peer asked for, and a detach that says why (2.6.3). */
  #attach(side: Side, frame: DecodedFrame, unit: number): void {
    const name = frame.fieldValue('name');
    if (typeof name !== 'string' || name.length > 4096) return;
    const role = frame.fieldValue('role') === true ? 'receiver' : 'sender';
    const terminus = role === 'receiver' ? 'target' : 'source';
    const key = linkKey(side, frame);
    this.#refused.delete(key);
    // The peer's half has the other role, and may be on another channel.
    const asked = this.#attached.delete(`${role === 'receiver' ? 'sender' : 'receiver'} ${side} ${name}`);
    if (!asked) {
      if (this.#attached.size < limit) this.#attached.add(`${role} ${side === 'client' ? 'server' : 'client'} ${name}`);
    } else if (frame.field(terminus)?.presence !== 'present' && this.#refused.size < limit)
      this.#refused.set(key, { name, terminus, unit });
  }

  #detach(side: Side, frame: DecodedFrame, unit: number): readonly Note[] {
    const key = linkKey(side, frame);
    const refused = this.#refused.get(key);
    if (refused === undefined) return noNotes;
    this.#refused.delete(key);
    const failure = failureOf(frame);
    if (failure === undefined) return noNotes;
    const message = `The ${side} refuses the link ${quoted(refused.name)}: its attach has no ${refused.terminus}, and this detach gives the reason, ${failure.condition}.`;
    return [noteOf('amqp/link-refused', message, [refused.unit, unit])];
  }
}

function linkKey(side: Side, frame: DecodedFrame): string {
  return `${side} ${frame.channel ?? 0} ${Number(frame.fieldValue('handle') ?? 0)}`;
}
