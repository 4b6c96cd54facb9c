import { noNotes, noteOf, type Note, type Side } from '../../core/index.ts';
import type { DecodedFrame, HeaderName } from '../decode/index.ts';
import { failureOf } from './failure.ts';

/** Headers of a client that wait for an answer, and refused links that wait for their detach, that are remembered. */
const limit = 100;

const speaks: Readonly<Record<HeaderName, string>> = {
  amqp: 'AMQP without a security layer',
  sasl: 'SASL',
  tls: 'TLS',
  'amqp-0-9-1': 'AMQP 0-9-1',
  unknown: 'a protocol that is not known',
};

interface Refused {
  readonly name: string;
  readonly terminus: 'source' | 'target';
  readonly unit: number;
}

/** Explains what an AMQP connection comes to, from unit to unit. */
export class AmqpNotes {
  /** The client's headers that the server has not answered: a client may send the next one before (AMQP 1.0, 2.4.2). */
  readonly #offered: { readonly name: HeaderName; readonly unit: number }[] = [];
  /** Attaches without the terminus that the peer asked for, by side, channel and handle. */
  readonly #refused = new Map<string, Refused>();

  /** Takes the next unit of a side, with the number that notes name it by. */
  take(side: Side, frame: DecodedFrame, unit: number): readonly Note[] {
    if (frame.kind === 'header') return this.#header(side, frame, unit);
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
    this.#offered.length = 0;
    this.#refused.clear();
  }

  /** A server that wants another layer, version or protocol says so by its own header (2.2). */
  #header(side: Side, { header }: DecodedFrame, unit: number): readonly Note[] {
    if (header === undefined) return noNotes;
    if (side === 'client') {
      if (this.#offered.length < limit) this.#offered.push({ name: header.name, unit });
      return noNotes;
    }
    const offered = this.#offered.shift();
    if (offered === undefined || offered.name === header.name) return noNotes;
    const message = `The client offers ${speaks[offered.name]}, and the server answers that it speaks ${speaks[header.name]} here. The server closes the connection after that: connect again and begin as it wants.`;
    return [noteOf('amqp/other-header', message, [offered.unit, unit])];
  }

  /** A link is refused by an attach without the terminus that the peer asked for, and a detach that says why (2.6.3). */
  #attach(side: Side, frame: DecodedFrame, unit: number): void {
    const terminus = frame.field('role')?.value === true ? 'target' : 'source';
    const key = linkKey(side, frame);
    this.#refused.delete(key);
    const presence = frame.field(terminus)?.presence;
    if (presence === 'present' || this.#refused.size >= limit) return;
    this.#refused.set(key, { name: textOf(frame, 'name'), terminus, unit });
  }

  #detach(side: Side, frame: DecodedFrame, unit: number): readonly Note[] {
    const key = linkKey(side, frame);
    const refused = this.#refused.get(key);
    if (refused === undefined) return noNotes;
    this.#refused.delete(key);
    const failure = failureOf(frame);
    if (failure === undefined) return noNotes;
    const message = `The ${side} refuses the link “${refused.name}”: its attach has no ${refused.terminus}, and this detach gives the reason, ${failure.condition}.`;
    return [noteOf('amqp/link-refused', message, [refused.unit, unit])];
  }
}

function linkKey(side: Side, frame: DecodedFrame): string {
  return `${side} ${frame.channel ?? 0} ${Number(frame.field('handle')?.value ?? 0)}`;
}

/** A name that fits into a sentence: its length is the peer's choice. */
function textOf(frame: DecodedFrame, field: string): string {
  const value = frame.field(field)?.value;
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
