import { prefixOf } from '../prefixes.ts';
import type { Direction, EndEntry, LogFormat, LogReader, TakeEntry, XmlEntry } from '../model.ts';
import { FragmentReader } from './fragment-reader.ts';
import { withoutCutMark } from './loss.ts';

/** `Oct 07 04:09:50 c2s55ed533db830<tab>debug<tab>message`; with syslog or on a terminal other white space. */
const logLine =
  /(?:^|\s)((?:c2s|s2sin|s2sout|jcp|s2s|bosh|ws|component|admin)(?:[\w.:-]{0,100}[\w.-])?|[\w.-]{1,100}:saslauth|mod_(?:saslauth|bosh|c2s|s2s|websocket|component))(?:\[\d+\]:|:)?[\t ]+(?:(?:debug|info|warn|error)[\t ]+|(?<=:\s)(?=(?:Received|Sending|SEND|RECV|sasl)\b))(.*)$/i;
/** What a session writes, whole, before the same is said by its start tag. */
const reply = /^(?:sasl reply|Sending stream features): (?=<)/;
/** mod_rawdebug has the count of bytes, mod_stanza_debug none. */
const raw = /^(SEND|RECV)(?:\((\d+)\))?: (?=\s*<|\s*$|.)/;
/** What every session tells at the level debug: the start tag; sessions between servers say `sending: <…>`. */
const tag = /^(Received|Sending)\[[^\]]{0,40}\]: (?=<)|^(sending): (?=<)|^BOSH (stanza received): (?=<)/;
/** Modules that print for the session whose line comes before. */
const ofModule = /^mod_|:saslauth$/;
/** A line of what is no session, without the time. */
const ofOther = /^\S{1,100}\s{1,40}(?:debug|info|warn|error)\s/;
const ended =
  /^(?:Client disconnected|Destroying session|s2s disconnected|Component disconnected|Closing session|Stream closed)\b/i;

/** The log of Prosody at the level debug, with or without mod_rawdebug or mod_stanza_debug. */
export const prosody: LogFormat = {
  name: 'prosody',
  title: 'Prosody and Metronome at the level debug; whole stanzas with mod_stanza_debug or mod_rawdebug',
  writer: 'server',
  recognises(line) {
    const message = logLine.exec(line.slice(0, 400))?.[2] ?? '';
    return /^(?:SEND|RECV)(?:\(\d+\))?: \s*</.test(message) || tag.test(message) || reply.test(message);
  },
  reader: (take) => new ProsodyReader(take),
};

/** How many connections are remembered. */
const mostKept = 10_000;

interface Place {
  readonly connection: string;
  readonly line: number;
}

class ProsodyReader implements LogReader {
  readonly #take: TakeEntry;
  readonly #fragments: FragmentReader;
  /** Connections and directions of which whole stanzas are logged, too. */
  readonly #raws = new Set<string>();
  /** Start tags of stanzas that may come whole in the next line of their connection. */
  #held: XmlEntry | undefined;
  /** A module printed it, and the session that it is of may come in the next line. */
  #isOfModule = false;
  #inRaw = false;
  /** The latest session, for what modules print. */
  #latest = '';
  #took: boolean | undefined;

  constructor(take: TakeEntry) {
    this.#take = take;
    this.#fragments = new FragmentReader(take, { reads: true });
  }

  get took(): boolean | undefined {
    return this.#took;
  }

  get isOpen(): boolean {
    return this.#inRaw && this.#fragments.open;
  }

  line(text: string, number: number): void {
    const found = logLine.exec(text.slice(0, 400));
    this.#took = undefined;
    if (found === null) {
      if (this.#inRaw) this.#took = this.#more(text);
      return;
    }
    this.#inRaw = false;
    const [, name = '', start = ''] = found;
    const isOfModule = ofModule.test(name);
    const connection = isOfModule ? this.#latest : (this.#latest = name);
    const message = text.length > 400 ? start + text.slice(400) : start;
    const one = raw.exec(message);
    if (one !== null) return this.#raw(one, message, { connection, line: number });
    if (ended.test(message)) return this.#ended(connection);
    const top = tag.exec(message);
    const whole = reply.exec(message);
    const place = { connection, line: number };
    if (top !== null) this.#tag(directionOf(top[1] ?? top[2] ?? ''), message.slice(top[0].length), place);
    else if (whole !== null) this.#reply(message.slice(whole[0].length), place);
    if (top !== null || whole !== null) this.#isOfModule = isOfModule;
    // Modules may print lines between a start tag and its stanza.
    else if (this.#held?.connection === connection && this.#raws.size === 0) this.#release();
  }

  end(): void {
    this.#release();
    this.#fragments.end();
  }

  /** The second and later lines of a message begin with a tab; those of a line that a program of mail broke do not. */
  #more(text: string): boolean {
    const isNext = text.startsWith('\t');
    if (isNext) this.#fragments.more(text.slice(1));
    else if (!this.#fragments.open || prefixOf(text) >= 0 || ofOther.test(text)) return false;
    else this.#fragments.more(text, true);
    return true;
  }

  #raw(found: RegExpExecArray, message: string, { connection, line }: Place): void {
    const direction = directionOf(found[1]);
    const text = message.slice(found[0].length);
    if (this.#raws.size < mostKept) this.#raws.add(`${direction} ${connection}`);
    // The start tag that was logged right before is that of this stanza.
    const held = this.#held;
    const isSame = held?.connection === connection || this.#isOfModule;
    if (isSame && held?.direction === direction && nameOf(held.text) === nameOf(text.trimStart()))
      this.#held = undefined;
    this.#release();
    this.#inRaw = true;
    // mod_stanza_debug prints what is received from the parsed tree.
    const loss = direction === 'received' && found[2] === undefined ? ({ lossy: 'values' } as const) : {};
    this.#fragments.begin({ connection, line, direction, exact: true, ...loss }, text);
  }

  /** The start tag of a stanza, whose content the log does not have. */
  #tag(direction: Direction, text: string, place: Place): void {
    const held = this.#held;
    this.#release();
    if (this.#isRaw(direction, place)) return;
    const trimmed = text.trim();
    // What begins the text of a header, which the session logs no more of.
    if (/^<\?xml\s/.test(trimmed)) return;
    const tag = startTag(trimmed);
    if (tag === undefined)
      return this.#take({ what: 'gap', ...place, direction, why: 'This is not the start tag of an element' });
    // The element was printed whole before it was sent.
    const isSent = direction === 'sent' && held?.connection === place.connection && held.lossy === undefined;
    if (isSent && nameOf(held.text) === nameOf(tag)) return;
    this.#hold({ direction, text: tag, lossy: 'cut' }, place);
  }

  #isRaw(direction: Direction, { connection }: Place): boolean {
    return this.#raws.has(`${direction} ${connection}`);
  }

  /** An answer that a module prints before the session sends it. */
  #reply(text: string, place: Place): void {
    this.#release();
    if (!this.#isRaw('sent', place)) this.#hold({ direction: 'sent', text: text.trim() }, place);
  }

  #hold(entry: Pick<XmlEntry, 'direction' | 'text' | 'lossy'>, place: Place): void {
    this.#held = { what: 'xml', ...place, ...entry };
  }

  #release(): void {
    if (this.#held !== undefined) this.#take(this.#held);
    this.#held = undefined;
  }

  #ended(connection: string): void {
    this.#release();
    for (const direction of ['sent', 'received']) this.#raws.delete(`${direction} ${connection}`);
    const end: EndEntry = { what: 'end', connection };
    this.#fragments.close();
    this.#take(end);
  }
}

function directionOf(word: string | undefined): Direction {
  return /^send/i.test(word ?? '') ? 'sent' : 'received';
}

/** The start tag that a message has, or as much of it as there is, with what is in the element; undefined for anything else. */
function startTag(text: string): string | undefined {
  const shown = withoutCutMark(text) ?? text;
  if (!/^<(?:[A-Za-z_]|\/[A-Za-z_][^<>]{0,100}>)/.test(shown)) return undefined;
  const end = endOfTag(shown);
  return end < 0 || /^\s*</.test(shown.slice(end)) ? shown : shown.slice(0, end);
}

/** Where the tag that a text begins with ends, whatever its attributes have; -1 where it does not. */
function endOfTag(text: string): number {
  const sign = /["'>]/g;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    if (found[0] === '>') return sign.lastIndex;
    const close = text.indexOf(found[0], sign.lastIndex);
    if (close < 0) return -1;
    sign.lastIndex = close + 1;
  }
  return -1;
}

function nameOf(text: string): string {
  return /^<([^\s/>]{1,100})/.exec(text)?.[1] ?? '';
}
