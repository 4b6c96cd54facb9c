import {
  protocolNames,
  unitKinds,
  type Lossy,
  type ProtocolName,
  type Side,
  type UnitKind,
} from '../../protocols/core/index.ts';

/** Records of one page. Pages are given up whole. */
const pageSize = 8192;
/** No channel: channels have 16 bits (AMQP 1.0, 2.3.1). */
const noChannel = 0x1_0000;

/** What is kept of a unit beside its bytes: numbers only. */
export interface UnitRecord {
  readonly seq: number;
  /** Milliseconds since 1970, with a fraction. */
  readonly time: number;
  readonly slab: number;
  readonly offset: number;
  readonly size: number;
  readonly connection: number;
  readonly side: Side;
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  /** Number of the name in the store's table of names. */
  readonly name: number;
  readonly channel: number | undefined;
  /** The unit that answers, or is answered; 0 for none. */
  readonly peer: number;
  /** Number of its context in the store's table of contexts. */
  readonly context: number;
  /** It reports a failure. */
  readonly failed: boolean;
  /** AMQP: the delivery-id of the delivery that a transfer is of, where the conversation told it. */
  readonly delivery: number | undefined;
  /** What the log leaves out that it was read from. */
  readonly lossy: Lossy | undefined;
  /** Whether it crossed inside TLS, where that is known. */
  readonly encrypted: boolean | undefined;
}

/** Memory of one record, in bytes. */
export const recordBytes = 8 + 4 * 9 + 4;

interface Page {
  readonly time: Float64Array;
  readonly slab: Uint32Array;
  readonly offset: Uint32Array;
  readonly size: Uint32Array;
  readonly connection: Uint32Array;
  readonly name: Uint32Array;
  readonly channel: Uint32Array;
  readonly peer: Uint32Array;
  readonly side: Uint8Array;
  readonly protocol: Uint8Array;
  readonly kind: Uint8Array;
  readonly context: Uint32Array;
  readonly flags: Uint8Array;
  readonly delivery: Uint32Array;
}

function createPage(records = pageSize): Page {
  const u32 = (): Uint32Array => new Uint32Array(records);
  const u8 = (): Uint8Array => new Uint8Array(records);
  return {
    time: new Float64Array(records),
    slab: u32(),
    offset: u32(),
    size: u32(),
    connection: u32(),
    name: u32(),
    channel: u32(),
    peer: u32(),
    side: u8(),
    protocol: u8(),
    kind: u8(),
    context: u32(),
    flags: u8(),
    delivery: u32(),
  };
}

/** Parts of `flags`: a bit, and two small numbers. */
const failedFlag = 1;
const lossyShift = 1;
const encryptedShift = 3;
const losses: readonly (Lossy | undefined)[] = [undefined, 'values', 'cut'];
const encryptions: readonly (boolean | undefined)[] = [undefined, false, true];

/** Three small facts in one byte. */
export function flagsOf({ failed, lossy, encrypted }: Pick<UnitRecord, 'failed' | 'lossy' | 'encrypted'>): number {
  return (
    (failed ? failedFlag : 0) |
    (losses.indexOf(lossy) << lossyShift) |
    (encryptions.indexOf(encrypted) << encryptedShift)
  );
}

/** What `flagsOf` has made one byte of. */
export function readFlags(flags: number): Pick<UnitRecord, 'failed' | 'lossy' | 'encrypted'> {
  return {
    failed: (flags & failedFlag) !== 0,
    lossy: losses[(flags >> lossyShift) & 3],
    encrypted: encryptions[(flags >> encryptedShift) & 3],
  };
}

/** Stands for no page. */
const emptyPage = createPage(0);

/** A record that is read from its columns when it is asked for, and moved from unit to unit: for scans of millions. */
export class RecordCursor implements UnitRecord {
  readonly #find: (seq: number) => { readonly page: Page; readonly slot: number } | undefined;
  #page: Page = emptyPage;
  #slot = 0;
  seq = 0;

  constructor(find: (seq: number) => { readonly page: Page; readonly slot: number } | undefined) {
    this.#find = find;
  }

  /** Goes to a record. False where there is none. */
  seek(seq: number): boolean {
    // Most often it is the next one of the same page.
    if (seq === this.seq + 1 && this.#slot + 1 < pageSize && this.#page !== emptyPage) this.#slot++;
    else {
      const found = this.#find(seq);
      this.#page = found?.page ?? emptyPage;
      this.#slot = found?.slot ?? 0;
    }
    this.seq = seq;
    return this.#page !== emptyPage;
  }

  get time(): number {
    return this.#page.time[this.#slot] ?? 0;
  }

  get slab(): number {
    return this.#page.slab[this.#slot] ?? 0;
  }

  get offset(): number {
    return this.#page.offset[this.#slot] ?? 0;
  }

  get size(): number {
    return this.#page.size[this.#slot] ?? 0;
  }

  get connection(): number {
    return this.#page.connection[this.#slot] ?? 0;
  }

  get side(): Side {
    return this.#page.side[this.#slot] === 0 ? 'client' : 'server';
  }

  get protocol(): ProtocolName {
    return protocolNames[this.#page.protocol[this.#slot] ?? 0] ?? 'unknown';
  }

  get kind(): UnitKind {
    return unitKinds[this.#page.kind[this.#slot] ?? 0] ?? 'garbage';
  }

  get name(): number {
    return this.#page.name[this.#slot] ?? 0;
  }

  get channel(): number | undefined {
    const channel = this.#page.channel[this.#slot] ?? noChannel;
    return channel === noChannel ? undefined : channel;
  }

  get peer(): number {
    return this.#page.peer[this.#slot] ?? 0;
  }

  get context(): number {
    return this.#page.context[this.#slot] ?? 0;
  }

  get failed(): boolean {
    return ((this.#page.flags[this.#slot] ?? 0) & failedFlag) !== 0;
  }

  get lossy(): Lossy | undefined {
    return losses[((this.#page.flags[this.#slot] ?? 0) >> lossyShift) & 3];
  }

  get encrypted(): boolean | undefined {
    return encryptions[((this.#page.flags[this.#slot] ?? 0) >> encryptedShift) & 3];
  }

  get delivery(): number | undefined {
    const delivery = this.#page.delivery[this.#slot] ?? 0;
    return delivery === 0 ? undefined : delivery - 1;
  }
}

/** The records of all kept units, as columns of numbers in pages. Records are numbered from 1 without gaps. */
export class Columns {
  #pages: Page[] = [];
  /** Page number of `#pages[0]`; page p holds records p × pageSize + 1 … (p + 1) × pageSize. */
  #firstPage = 0;
  #last = 0;

  /** Number of the newest record ever added. */
  get last(): number {
    return this.#last;
  }

  /** Adds a record and gives its number. */
  add(unit: Omit<UnitRecord, 'seq'>): number {
    const index = this.#last++;
    const slot = index % pageSize;
    const number = Math.floor(index / pageSize);
    while (this.#firstPage + this.#pages.length <= number) this.#pages.push(createPage());
    const page = this.#pages[number - this.#firstPage];
    if (page === undefined) return this.#last;
    page.time[slot] = unit.time;
    page.slab[slot] = unit.slab;
    page.offset[slot] = unit.offset;
    page.size[slot] = unit.size;
    page.connection[slot] = unit.connection;
    page.name[slot] = unit.name;
    page.channel[slot] = unit.channel ?? noChannel;
    page.peer[slot] = unit.peer;
    page.side[slot] = unit.side === 'client' ? 0 : 1;
    page.protocol[slot] = protocolNames.indexOf(unit.protocol);
    page.kind[slot] = unitKinds.indexOf(unit.kind);
    page.context[slot] = unit.context;
    page.flags[slot] = flagsOf(unit);
    // 0 is none, so that the last of all ids is none, too.
    page.delivery[slot] = unit.delivery === undefined ? 0 : unit.delivery + 1;
    return this.#last;
  }

  get(seq: number): UnitRecord | undefined {
    const found = this.#find(seq);
    if (found === undefined) return undefined;
    const { page, slot } = found;
    const channel = page.channel[slot] ?? noChannel;
    const delivery = page.delivery[slot] ?? 0;
    const flags = page.flags[slot] ?? 0;
    return {
      seq,
      time: page.time[slot] ?? 0,
      slab: page.slab[slot] ?? 0,
      offset: page.offset[slot] ?? 0,
      size: page.size[slot] ?? 0,
      connection: page.connection[slot] ?? 0,
      side: page.side[slot] === 0 ? 'client' : 'server',
      protocol: protocolNames[page.protocol[slot] ?? 0] ?? 'unknown',
      kind: unitKinds[page.kind[slot] ?? 0] ?? 'garbage',
      name: page.name[slot] ?? 0,
      channel: channel === noChannel ? undefined : channel,
      peer: page.peer[slot] ?? 0,
      context: page.context[slot] ?? 0,
      delivery: delivery === 0 ? undefined : delivery - 1,
      ...readFlags(flags),
    };
  }

  /** A record that goes from unit to unit. */
  cursor(): RecordCursor {
    return new RecordCursor((seq) => this.#find(seq));
  }

  setPeer(seq: number, peer: number): void {
    const found = this.#find(seq);
    if (found !== undefined) found.page.peer[found.slot] = peer;
  }

  /** Gives up the pages that hold only records before `seq`. */
  releaseBefore(seq: number): void {
    const gone = Math.floor((seq - 1) / pageSize) - this.#firstPage;
    if (gone <= 0) return;
    this.#pages.splice(0, gone);
    this.#firstPage += gone;
  }

  #find(seq: number): { readonly page: Page; readonly slot: number } | undefined {
    if (seq < 1 || seq > this.#last) return undefined;
    const index = seq - 1;
    const page = this.#pages[Math.floor(index / pageSize) - this.#firstPage];
    return page === undefined ? undefined : { page, slot: index % pageSize };
  }
}
