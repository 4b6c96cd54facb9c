import type { LogFormat, LogReader, TakeEntry } from '../model.ts';
import { IndentedElement } from './indented-element.ts';
import { markedLog, type Mark } from './marked-log.ts';
import { isSurelyXmpp, isTopLevel, tagStarts } from './xml-start.ts';

/** @xmpp/debug prints a line for each direction, and the element on the lines below. */
const alone = /^(?:\S+\s+)?(IN|OUT)\s*$/;
const status =
  /^status (offline|connecting|connect|opening|open|online|closing|close|disconnecting|disconnect)(?:\s|$)/;

function markOf(text: string): Mark | 'other' | undefined {
  const found = alone.exec(text);
  if (found !== null) return { direction: found[1] === 'OUT' ? 'sent' : 'received', text: '', lossy: 'values' };
  return status.test(text) ? 'other' : undefined;
}

const marked = markedLog({
  name: 'xmppjs',
  title: 'xmpp.js with @xmpp/debug',
  writer: 'client',
  recognises: (text, before) =>
    (alone.test(before) &&
      tagStarts(text.trimStart())[0] === 0 &&
      isTopLevel(text.trimStart()) &&
      isSurelyXmpp(text.trimStart())) ||
    /^status (?:connecting \w+:\/\/|open(?:ing)? <(?:open|stream:stream)\s)/.test(text),
  marker: () => markOf,
});

/** An element whose end has not come, and its lines so far. */
interface Held {
  readonly element: IndentedElement;
  readonly lines: string[];
  readonly number: number;
}

/** What @xmpp/debug prints for xmpp.js: elements in which text is not escaped, and the state of the connection. */
class XmppjsReader implements LogReader {
  readonly #take: TakeEntry;
  readonly #inner: LogReader;
  /** The line before has a direction. */
  #isMarked = false;
  #held: Held | undefined;
  /** Connections that began and have not ended. */
  #open = 0;
  #isEmpty = true;

  constructor(take: TakeEntry) {
    this.#take = (entry) => {
      this.#isEmpty = false;
      take(entry);
    };
    this.#inner = marked.reader(this.#take);
  }

  get took(): boolean | undefined {
    return this.#held === undefined ? this.#inner.took : true;
  }

  get isOpen(): boolean | undefined {
    return this.#held === undefined ? this.#inner.isOpen : true;
  }

  line(text: string, number: number): void {
    const held = this.#held;
    if (held !== undefined) return this.#more(held, text, number);
    const element = this.#isMarked ? IndentedElement.of(text) : undefined;
    this.#isMarked = alone.test(text);
    if (element !== undefined) {
      this.#held = { element, lines: [text], number };
      return;
    }
    const state = status.exec(text)?.[1];
    if (state !== undefined) this.#state(state, number);
    this.#inner.line(text, number);
  }

  end(): void {
    this.#release();
    this.#inner.end();
  }

  #more({ element, lines, number: first }: Held, text: string, number: number): void {
    const found = element.line(text);
    if (found === 'part') {
      lines.push(text);
      return;
    }
    if (found === 'end') {
      this.#held = undefined;
      this.#inner.line(element.xml, first);
      return;
    }
    this.#release();
    this.line(text, number);
  }

  /** The lines are none that @xmpp/debug prints: they are read like those of any log. */
  #release(): void {
    const { lines = [], number = 0 } = this.#held ?? {};
    this.#held = undefined;
    lines.forEach((line, index) => this.#inner.line(line, number + index));
  }

  /** Headers of streams are not printed as such. Connections at the same time cannot be told apart. */
  #state(state: string, line: number): void {
    const connection = '';
    if (state === 'opening') this.#take({ what: 'gap', connection, direction: 'sent', line });
    if (state === 'open') this.#take({ what: 'gap', connection, direction: 'received', line });
    if (state === 'disconnect') this.#open = Math.max(0, this.#open - 1);
    if (state !== 'connecting') return;
    if (this.#open === 0 && !this.#isEmpty) this.#take({ what: 'end', connection });
    this.#open++;
  }
}

/** What @xmpp/debug prints for xmpp.js. */
export const xmppjs: LogFormat = { ...marked, reader: (take) => new XmppjsReader(take) };
