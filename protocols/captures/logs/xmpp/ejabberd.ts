import { endOfQuoted } from '../../escapes.ts';
import type { Direction, LogFormat, LogReader, TakeEntry } from '../model.ts';
import { ErlangTerm } from './erlang-term.ts';
import { FragmentReader } from './fragment-reader.ts';

/** `(tcp|<0.508.0>) Send XML on stream = <<"…">>`; older versions have the process before the function, or nothing. */
const line = /\b(Received|Send|Sent|Receive) (?:XML|Text) on stream = /;
/** A term begins behind it, or on the next line: source code has `~p` there. */
const printed = /\b(?:Received|Send|Sent|Receive) (?:XML|Text) on stream = \s*(?:$|(?:\\?"\s*)?(?:<|\[|$))/;
const inFront = /\((?:[\w ]{1,80}\|)?([^()|]{0,200})\) $/;
const accepted = /(<\d{1,10}\.\d{1,10}\.\d{1,10}>)\)?\s{0,20}Accepted\b/;
const process = /(<\d{1,10}\.\d{1,10}\.\d{1,10}>)/;

/** The log of ejabberd and MongooseIM at the level debug. */
export const ejabberd: LogFormat = {
  name: 'ejabberd',
  title: 'ejabberd and MongooseIM at the level debug (5)',
  writer: 'server',
  recognises: (text) => printed.test(text.slice(0, 1000)),
  reader: (take) => new EjabberdReader(take),
};

interface Open {
  readonly term: ErlangTerm;
  readonly connection: string;
  readonly direction: Direction;
  readonly line: number;
}

class EjabberdReader implements LogReader {
  readonly #fragments: FragmentReader;
  /** What the processes of a connection are called by: a receiver and a session, or one of both. */
  readonly #names = new Map<string, string>();
  /** The latest connection, for lines that name none. */
  #latest = '';
  #open: Open | undefined;
  /** Raw XML between quotes, over lines. */
  #isPlain = false;
  #took: boolean | undefined;

  constructor(take: TakeEntry) {
    this.#fragments = new FragmentReader(take, { reads: true });
  }

  get took(): boolean | undefined {
    return this.#took;
  }

  get isOpen(): boolean {
    return this.#open !== undefined || (this.#isPlain && this.#fragments.open);
  }

  line(text: string, number: number): void {
    const found = line.exec(text);
    this.#took = found === null ? this.#other(text) : undefined;
    if (found === null) return;
    this.#close();
    const direction = found[1]?.startsWith('S') === true ? 'sent' : 'received';
    const term = text.slice(found.index + found[0].length);
    const before = text.slice(0, found.index);
    const inside = inFront.exec(before.slice(-300));
    const connection = this.#connection(
      inside?.[1],
      inside === null ? before : before.slice(0, -inside[0].length),
      direction,
    );
    const place = { connection, direction, line: number } as const;
    // MongooseIM puts the text between quotes as it is.
    const end = endOfQuoted(term, 0);
    this.#isPlain = /^"\s*</.test(term) && (end > term.length || term.slice(end).trim() !== '');
    if (this.#isPlain) return this.#fragments.begin({ ...place, exact: true }, term.slice(1));
    this.#open = { ...place, term: new ErlangTerm() };
    this.#term(term);
  }

  end(): void {
    this.#close();
    this.#fragments.end();
  }

  /** A line without XML on it, or what goes on in it; whether it is of this log, where it shows. */
  #other(text: string): true | undefined {
    if (this.#open !== undefined && /^\s*(?:["<>\]]|\d+[,>]|\.\.\.)/.test(text)) {
      this.#term(text);
      return true;
    }
    if (this.#isPlain && this.#fragments.open && !/^\d{4}-\d\d-\d\d|^\d\d:\d\d:\d\d/.test(text)) {
      this.#fragments.more(text);
      return true;
    }
    this.#close();
    const pid = accepted.exec(text)?.[1];
    if (pid === undefined) return undefined;
    this.#latest = pid;
    this.#names.delete(pid);
    return true;
  }

  #term(text: string): void {
    this.#open?.term.push(text);
    if (this.#open?.term.done === true) this.#close();
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const { term, ...place } = open;
    const text = term.text();
    if (text.trim() === '') return;
    this.#fragments.begin({ ...place, exact: true }, text);
    if (term.cut || !term.done) this.#fragments.close();
  }

  /** The name of a line’s connection. In old versions one process receives, and another one sends. */
  #connection(inside: string | undefined, before: string, direction: Direction): string {
    const own = process.exec(inside ?? '')?.[1] ?? (inside === undefined || inside === '' ? undefined : inside);
    const pid = own ?? process.exec(before)?.[1];
    if (pid === undefined) return this.#latest;
    const known = this.#names.get(pid);
    if (known !== undefined) return (this.#latest = known);
    const isSession = own !== undefined;
    const name = !isSession && direction === 'sent' && this.#isUnpaired(this.#latest) ? this.#latest : pid;
    if (this.#latest === '' && isSession && this.#names.size === 0) return this.#name(pid, '');
    return this.#name(pid, name);
  }

  /** Whether only one process is known of a connection. */
  #isUnpaired(name: string): boolean {
    return [...this.#names.values()].filter((each) => each === name).length === 1;
  }

  #name(pid: string, name: string): string {
    if (this.#names.size > 10_000) this.#names.clear();
    this.#names.set(pid, name);
    return (this.#latest = name);
  }
}
