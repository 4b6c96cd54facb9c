import type { FramedUnit, ProtocolName, Side } from '../../core/index.ts';
import { plural } from '../../core/index.ts';
import { InputError, type Feeder, type UnitSink } from '../input/model.ts';
import { LineSplitter } from '../logs/index.ts';
import { LineError, membersOf, readEntry, type UnitEntry, type WlcapEntry } from './entry.ts';
import { wlcapVersion, type WlcapConnection } from './model.ts';

/** Bytes of a line that are read: room for a unit of 96 MiB. */
const longestLine = 128 * 1024 * 1024;
/** Lines with mistakes that are told one by one. */
const mostTold = 100;
const lineFeed = 0x0a;

interface Connection {
  readonly number: number;
  readonly protocol: ProtocolName;
  /** Where the next unit of each side begins. */
  client: number;
  server: number;
  /** How many lines were lost when it was last told of one. */
  lost: number;
}

/** Reads a `.wlcap` file (docs/captures.md) from piece to piece. A line that cannot be read is reported, and the others are read all the same. */
export class WlcapFeeder implements Feeder {
  readonly #sink: UnitSink;
  readonly #splitter = new LineSplitter((text, number, cut) => this.#line(text, number, cut), undefined, longestLine);
  readonly #connections = new Map<number, Connection>();
  /** Lines that cannot be read, and belong to no connection that is known. */
  #lost = 0;
  #wrong = 0;
  #others = 0;
  #isBegun = false;
  #isWhole = true;
  /** The input ended, without the end of its last line. */
  #isCut = false;
  #cut: string | undefined;

  constructor(sink: UnitSink) {
    this.#sink = sink;
  }

  /** @throws InputError where the file is none of this format, or of another version */
  push(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#isWhole = bytes.at(-1) === lineFeed;
    this.#splitter.push(bytes);
  }

  end(): string | undefined {
    this.#isCut = !this.#isWhole;
    this.#splitter.end();
    if (!this.#isBegun) throw new InputError('The file ends within its first line.');
    if (this.#wrong > mostTold) this.#sink.problem(`${plural(this.#wrong - mostTold, 'more line')} cannot be read.`);
    if (this.#others > 0)
      this.#sink.tell(`${plural(this.#others, 'line')} of kinds that this version does not know are passed over.`);
    return this.#cut;
  }

  #line(text: string, number: number, cut: boolean): void {
    if (!this.#isBegun) return this.#begin(text, cut);
    if (text === '') return;
    try {
      if (cut) throw new LineError(`it is longer than ${longestLine >> 20} MiB`);
      this.#take(readEntry(text), number);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      this.#unread(text, number, error.message);
    }
  }

  #begin(text: string, cut: boolean): void {
    if (text === '' && !this.#isCut) return;
    let version: unknown;
    try {
      const head = membersOf(cut ? '' : text.replace(/^\ufeff/, ''));
      if (head.wireloupe === 'capture') ({ version } = head);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      if (this.#isCut && text.startsWith('{')) return;
    }
    if (version === undefined)
      throw new InputError('This is no .wlcap file: its first line is not {"wireloupe":"capture","version":1,…}.');
    if (version !== wlcapVersion)
      throw new InputError(
        `This .wlcap file is of version ${JSON.stringify(version).slice(0, 20)} of the format, and this Wireloupe reads version ${wlcapVersion}. Read it with the Wireloupe that wrote it, or a newer one.`,
      );
    this.#isBegun = true;
  }

  #unread(text: string, number: number, why: string): void {
    if (this.#isCut) {
      this.#cut = `The file ends within line ${number}; it was cut short.`;
      return;
    }
    if (++this.#wrong <= mostTold) this.#sink.problem(`Line ${number} cannot be read: ${why}.`);
    const [, name, side] = /^\{"c":(\d{1,10}),"d":"(client|server)"/.exec(text) ?? [];
    const connection = this.#connections.get(Number(name));
    if (connection === undefined || (side !== 'client' && side !== 'server')) this.#lost++;
    else this.#sink.late(connection.number, side);
  }

  #take(entry: WlcapEntry, line: number): void {
    switch (entry.what) {
      case 'connection':
        return this.#open(entry.connection);
      case 'unit':
        return this.#unit(this.#of(entry.connection, line), entry);
      case 'gap': {
        const connection = this.#of(entry.connection, line);
        connection[entry.side] += entry.bytes ?? 0;
        return this.#sink.late(connection.number, entry.side, entry.bytes);
      }
      case 'late':
        return this.#sink.late(this.#of(entry.connection, line).number);
      case 'end':
        return this.#sink.ended?.(this.#of(entry.connection, line).number, entry.end, entry.time, entry.reason);
      case 'other':
        this.#others++;
    }
  }

  #open({ connection: number, protocol, partial, sides, printed, ...details }: WlcapConnection): void {
    if (this.#connections.has(number)) throw new LineError(`connection ${number} begins a second time`);
    this.#connections.set(number, { number, protocol, client: 0, server: 0, lost: this.#lost });
    this.#sink.begin(number, { sides: sides ?? 'both', partial, ...(printed && { printed }) });
    this.#sink.details?.(number, details);
  }

  /** What comes of a connection whose line is missing is its middle. */
  #of(number: number, line: number): Connection {
    const known = this.#connections.get(number);
    if (known !== undefined) {
      if (known.lost !== this.#lost) this.#tellLost(known);
      return known;
    }
    if (++this.#wrong <= mostTold)
      this.#sink.problem(`Line ${line}: The line with which connection ${number} begins is missing.`, number);
    const made = { number, protocol: 'unknown', client: 0, server: 0, lost: this.#lost } as const;
    const connection: Connection = { ...made };
    this.#connections.set(number, connection);
    this.#sink.begin(number, { sides: 'both', partial: true });
    return connection;
  }

  /** A line that is lost may be one of any connection. */
  #tellLost(connection: Connection): void {
    connection.lost = this.#lost;
    for (const side of ['client', 'server'] satisfies Side[]) this.#sink.late(connection.number, side);
  }

  #unit(connection: Connection, entry: UnitEntry): void {
    const { side, time, encrypted, offset = connection[side], protocol = connection.protocol, ...rest } = entry;
    connection[side] = offset + entry.size;
    const { kind, size, bytes, lossy, explanation, fault } = rest;
    const unit: FramedUnit = { protocol, kind, offset, size, bytes, lossy, explanation, fault };
    this.#sink.unit(connection.number, side, time, unit, encrypted);
  }
}

const start = new TextDecoder('latin1');

/** Whether a file that begins with these bytes is a `.wlcap` file. */
export function isWlcap(bytes: Uint8Array): boolean {
  const [line = ''] = start.decode(bytes.subarray(0, 1024)).split('\n');
  return /^(?:\xef\xbb\xbf)?\s{0,16}\{/.test(line) && /"wireloupe"\s{0,16}:\s{0,16}"capture"/.test(line);
}
