import { changed, costOf, stringAnnotations, type MessageChange, type StoredMessage } from './message.ts';
import type { Holding } from './account.ts';
import { failure, type AmqpFailure } from './failure.ts';
import type { Budget } from './budget.ts';
import { maxMessageSize, maxQueueBytes, maxQueueMessages } from './limits.ts';

/** What a consumer decided about a delivery (3.4), or what follows when it went away without a word. */
export type Settlement =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'released' }
  | { readonly kind: 'modified'; readonly change: MessageChange; readonly undeliverableHere: boolean };

/** A place that messages go to from a queue. */
export interface Consumer {
  /** Whether it has credit for one more, and room on its session. */
  canTake(): boolean;
  /** Sends the message; `settle` is called once. */
  take(message: StoredMessage, settle: (settlement: Settlement) => void): void;
  /** Looks without taking away (distribution mode `copy`, 3.5.7). */
  readonly browsing: boolean;
  /** There is nothing more to take at present. */
  exhausted(): void;
  /** The queue is deleted, for that reason. */
  deleted(reason: AmqpFailure): void;
  /** It holds messages whose memory others need: it should lose all that it holds. */
  overdue(reason: AmqpFailure): void;
}

/** A link that sends to a node, or a transaction that holds messages for it. */
export interface Producer {
  /** The node is deleted, for that reason. */
  deleted(reason: AmqpFailure): void;
}

interface Entry extends Holding {
  message: StoredMessage;
  /** Order of arrival; a message that comes back takes its old place. */
  readonly order: number;
  /** Bytes taken from the budget, given back when the message is gone for good. */
  cost: number;
  /** Consumers that said `undeliverable-here` (3.4.5). */
  excluded: readonly Consumer[];
  /** Who has it, and has not settled it. */
  holder: Consumer | undefined;
  /** Browsers that it is being written to. */
  viewers: number;
  /** It is no longer in the queue, nor with a consumer. */
  gone: boolean;
}

const overdue = failure(
  'amqp:resource-limit-exceeded',
  'The memory for messages is used up, and others need some. Settle what you receive sooner.',
);

/** Where a queue puts what its consumers rejected. */
export type DeadLetter = (message: StoredMessage) => void;

/**
 * Messages in the order of their arrival, for competing consumers: each goes to one of them, in turn. Kept in memory only.
 */
export class Queue {
  readonly address: string;
  readonly #budget: Budget;
  readonly #deadLetter: DeadLetter;
  /** Told when the queue has neither messages nor users. */
  readonly #idle: (queue: Queue) => void;
  #entries: Entry[] = [];
  #bytes = 0;
  #nextOrder = 0;
  #unsettled = 0;
  /** Messages for which room is being made. */
  #arriving = 0;
  /** No message expires before that time. */
  #earliest = Infinity;
  #consumers: Consumer[] = [];
  readonly #positions = new Map<Consumer, number>();
  readonly #producers = new Set<Producer>();
  #deleted: AmqpFailure | undefined;

  constructor(address: string, budget: Budget, deadLetter: DeadLetter, idle: (queue: Queue) => void) {
    this.address = address;
    this.#budget = budget;
    this.#deadLetter = deadLetter;
    this.#idle = idle;
  }

  /** Why it was deleted and takes nothing any more; undefined if it was not. */
  get deleted(): AmqpFailure | undefined {
    return this.#deleted;
  }

  /** Messages that wait, without those that consumers hold. */
  get depth(): number {
    return this.#entries.length;
  }

  /** Where messages to this node go: the counterpart of a topic's subscriptions. */
  get queues(): readonly Queue[] {
    return [this];
  }

  /** Why the queue cannot take so many messages of so many bytes more; the memory of all is not looked at. */
  refusal(messages: number, bytes: number): AmqpFailure | undefined {
    if (this.#deleted !== undefined) return this.#deleted;
    if (this.#entries.length + messages <= maxQueueMessages && this.#bytes + bytes <= maxQueueBytes) return undefined;
    return failure(
      'amqp:resource-limit-exceeded',
      `The queue ${this.address} is full (${this.#entries.length} messages, ${this.#bytes} bytes). Receive some first.`,
    );
  }

  /** Takes a message in; a failure if there is no room, or the queue is deleted. */
  add(message: StoredMessage): AmqpFailure | undefined {
    const cost = costOf(message);
    const refusal = this.refusal(1, cost);
    if (refusal !== undefined) return refusal;
    this.#arriving++;
    const hasRoom = this.#accountOf(message).claim(cost);
    this.#arriving--;
    if (!hasRoom)
      return failure(
        'amqp:resource-limit-exceeded',
        'The memory for messages is used up. Receive and settle some first.',
      );
    this.#insert(this.#newEntry(message, cost));
    this.dispatch();
    return undefined;
  }

  /** Takes the queue out of use, and tells its users why: what it holds is gone, and what comes back to it as well. */
  discard(reason: AmqpFailure): void {
    this.#deleted = reason;
    for (const entry of this.#entries.splice(0)) this.#giveBack(entry);
    this.#bytes = 0;
    for (const user of [...this.#consumers, ...this.#producers]) user.deleted(reason);
  }

  /** Counts what sends here, so that the queue is not forgotten while it is used. Gives what ends that. */
  addProducer(producer: Producer): () => void {
    this.#producers.add(producer);
    return () => {
      this.#producers.delete(producer);
      this.#checkIdle();
    };
  }

  addConsumer(consumer: Consumer): () => void {
    this.#consumers.push(consumer);
    if (consumer.browsing) this.#positions.set(consumer, -1);
    return () => {
      this.#consumers = this.#consumers.filter((other) => other !== consumer);
      this.#positions.delete(consumer);
      this.#checkIdle();
    };
  }

  /** Whether a link sends here or receives from here, a consumer holds a message of it, or one is about to be taken in. */
  get inUse(): boolean {
    return this.#consumers.length > 0 || this.#producers.size > 0 || this.#unsettled > 0 || this.#arriving > 0;
  }

  /** Gives out what can be given out. Called whenever a message or credit arrives. */
  dispatch(): void {
    this.#dropExpired();
    let takers = this.#takers();
    for (let index = 0; takers.length > 0 && index < this.#entries.length;) {
      const entry = this.#entries[index];
      const consumer = takers.find((each) => entry?.excluded.includes(each) === false);
      if (entry === undefined || consumer === undefined) {
        index++;
      } else {
        this.#entries.splice(index, 1);
        this.#bytes -= entry.cost;
        this.#consumers.push(...this.#consumers.splice(this.#consumers.indexOf(consumer), 1));
        this.#give(entry, consumer);
        takers = this.#takers();
      }
    }
    for (const browser of this.#positions.keys()) this.#show(browser);
    for (const consumer of this.#consumers) consumer.exhausted();
    this.#checkIdle();
  }

  /** The consumers that a message can go to, the next in turn first. Computed again only after a message was given out, not for each that is passed over. */
  #takers(): Consumer[] {
    return this.#consumers.filter((consumer) => !consumer.browsing && consumer.canTake());
  }

  #give(entry: Entry, consumer: Consumer): void {
    this.#unsettled++;
    entry.holder = consumer;
    entry.message.account?.place(entry, 'unsettled');
    consumer.take(entry.message, (settlement) => {
      this.#unsettled--;
      entry.holder = undefined;
      if (!entry.gone) this.#settle(entry, consumer, settlement);
      this.#checkIdle();
    });
  }

  #settle(entry: Entry, consumer: Consumer, settlement: Settlement): void {
    switch (settlement.kind) {
      case 'accepted':
        this.#giveBack(entry);
        return;
      case 'rejected': {
        this.#giveBack(entry);
        const annotations = stringAnnotations({
          'x-opt-rejected-from': this.address,
          'x-opt-rejected-because': settlement.reason,
        });
        this.#deadLetter(changed(entry.message, { annotations }));
        return;
      }
      case 'released':
        this.#insert(entry);
        break;
      case 'modified':
        this.#modify(entry, consumer, settlement);
        this.#insert(entry);
        break;
    }
    this.dispatch();
  }

  /** Changes the entry as a consumer says. Annotations for which there is no room are left out. */
  #modify(
    entry: Entry,
    consumer: Consumer,
    { change, undeliverableHere }: Settlement & { readonly kind: 'modified' },
  ): void {
    const here = undeliverableHere ? [...entry.excluded, consumer] : entry.excluded;
    entry.excluded = here.filter((other) => this.#consumers.includes(other));
    for (const { annotations, ...rest } of [change, { failed: change.failed === true }]) {
      const message = changed(entry.message, annotations === undefined ? rest : { ...rest, annotations });
      const cost = costOf(message);
      const more = cost - entry.cost;
      const fits = message.bytes.length <= maxMessageSize && this.refusal(0, cost) === undefined;
      if (!fits || !this.#accountOf(message).take(more)) continue;
      entry.message = message;
      entry.cost = cost;
      return;
    }
  }

  #insert(entry: Entry): void {
    if (this.#deleted !== undefined) {
      this.#giveBack(entry);
      return;
    }
    this.#entries.splice(this.#placeAfter(entry.order), 0, entry);
    this.#bytes += entry.cost;
    entry.message.account?.place(entry, 'waiting');
    this.#earliest = Math.min(this.#earliest, entry.message.expires ?? Infinity);
  }

  /** The place of the first entry that arrived after that one. */
  #placeAfter(order: number): number {
    const last = this.#entries.at(-1);
    if (last === undefined || last.order <= order) return this.#entries.length;
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.order ?? Infinity) > order) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #show(browser: Consumer): void {
    if (!browser.canTake()) return;
    for (
      let place = this.#placeAfter(this.#positions.get(browser) ?? -1);
      place < this.#entries.length && browser.canTake();
      place++
    ) {
      const entry = this.#entries[place];
      if (entry === undefined) return;
      this.#positions.set(browser, entry.order);
      entry.viewers++;
      browser.take(entry.message, () => this.#seen(entry));
    }
  }

  /** A message whose time to live has run out is gone (3.2.1). */
  #dropExpired(): void {
    const now = Date.now();
    if (now < this.#earliest) return;
    const isExpired = ({ message }: Entry): boolean => message.expires !== undefined && message.expires <= now;
    for (const entry of this.#entries.filter(isExpired)) {
      this.#giveBack(entry);
      this.#bytes -= entry.cost;
    }
    this.#entries = this.#entries.filter((entry) => !isExpired(entry));
    this.#earliest = Infinity;
    for (const { message } of this.#entries) this.#earliest = Math.min(this.#earliest, message.expires ?? Infinity);
  }

  #accountOf(message: StoredMessage): Budget {
    return message.account ?? this.#budget;
  }

  /** The entry is gone for good; its memory is given back when it is not being written to a browser any more. */
  #giveBack(entry: Entry): void {
    entry.gone = true;
    entry.message.account?.place(entry, 'gone');
    if (entry.viewers === 0) this.#accountOf(entry.message).giveBack(entry.cost);
  }

  #seen(entry: Entry): void {
    entry.viewers--;
    if (entry.gone && entry.viewers === 0) this.#accountOf(entry.message).giveBack(entry.cost);
  }

  #newEntry(message: StoredMessage, cost: number): Entry {
    const entry: Entry = {
      message,
      order: this.#nextOrder++,
      cost,
      excluded: [],
      holder: undefined,
      viewers: 0,
      gone: false,
      giveUp: () => this.#giveUp(entry),
    };
    return entry;
  }

  /** Drops an entry, since others need its memory. */
  #giveUp(entry: Entry): void {
    const place = this.#placeAfter(entry.order) - 1;
    if (this.#entries[place] === entry) {
      this.#entries.splice(place, 1);
      this.#bytes -= entry.cost;
    }
    this.#giveBack(entry);
    entry.holder?.overdue(overdue);
    this.#checkIdle();
  }

  #checkIdle(): void {
    if (this.#entries.length === 0 && !this.inUse) this.#idle(this);
  }
}
