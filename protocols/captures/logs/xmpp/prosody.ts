import type { Direction, EndEntry, LogFormat, LogReader, TakeEntry, XmlEntry } from '../model.ts';
import { FragmentReader } from './fragment-reader.ts';
import { timeOf } from './prefixes.ts';

/** `Oct 07 04:09:50 c2s55ed533db830<tab>debug<tab>message`; with syslog or on a terminal other white space. */
const logLine =
  /(?:^|\s)((?:c2s|s2sin|s2sout|jcp|s2s|bosh|ws|component|admin)[\w.:-]*)(?:\[\d+\]:)?[\t ]+(debug|info|warn|error)[\t ]+(.*)$/i;
/** mod_rawdebug has the count of bytes, mod_stanza_debug none. */
const raw = /^(SEND|RECV)(?:\((\d+)\))?: (?=\s*<|\s*$|.)/;
/** What every session tells at the level debug: the start tag; sessions between servers say `sending: <…>`. */
const tag = /^(Received|Sending)\[[^\]]*\]: (?=<)|^(sending): (?=<)/;
const ended =
  /^(?:Client disconnected|Destroying session|s2s disconnected|Component disconnected|Closing session|Stream closed)\b/i;

/** The log of Prosody at the level debug, with or without mod_rawdebug or mod_stanza_debug. */
export const prosody: LogFormat = {
  name: 'prosody',
  title: 'Prosody and Metronome at the level debug; whole stanzas with mod_stanza_debug or mod_rawdebug',
  writer: 'server',
  recognises(line) {
    const message = logLine.exec(line.slice(0, 400))?.[3] ?? '';
    return /^(?:SEND|RECV)(?:\(\d+\))?: \s*</.test(message) || tag.test(message);
  },
  reader: (take) => new ProsodyReader(take),
};

class ProsodyReader implements LogReader {
  readonly #take: TakeEntry;
  readonly #fragments: FragmentReader;
  /** Whole stanzas are logged, too. */
  #isRaw = false;
  /** Start tags of stanzas that may come whole in the next line of their connection. */
  #held: XmlEntry | undefined;
  #inRaw = false;

  constructor(take: TakeEntry) {
    this.#take = take;
    this.#fragments = new FragmentReader(take, { reads: true });
  }

  line(text: string, number: number): void {
    const found = logLine.exec(text.slice(0, 400));
    if (found === null) {
      // The second and later lines of a message begin with a tab.
      if (this.#inRaw && text.startsWith('\t')) this.#fragments.more(text.slice(1));
      return;
    }
    this.#inRaw = false;
    const [, connection = '', , start = ''] = found;
    const message = text.length > 400 ? start + text.slice(400) : start;
    const time = timeOf(text);
    const one = raw.exec(message);
    if (one !== null) return this.#raw(one, message, { connection, line: number, time });
    if (ended.test(message)) return this.#ended(connection);
    const top = tag.exec(message);
    if (top !== null)
      this.#tag(directionOf(top[1] ?? 'Sending'), message.slice(top[0].length), { connection, line: number, time });
    else if (this.#held?.connection === connection) this.#release();
  }

  end(): void {
    this.#release();
    this.#fragments.end();
  }

  #raw(
    found: RegExpExecArray,
    message: string,
    place: { connection: string; line: number; time: number | undefined },
  ): void {
    this.#isRaw = true;
    this.#held = undefined;
    this.#inRaw = true;
    const direction = directionOf(found[1]);
    // mod_stanza_debug prints what is received from the parsed tree.
    const loss = direction === 'received' && found[2] === undefined ? ({ lossy: 'values' } as const) : {};
    this.#fragments.begin({ ...place, direction, exact: true, ...loss }, message.slice(found[0].length));
  }

  /** The start tag of a stanza, whose content the log does not have. */
  #tag(
    direction: Direction,
    text: string,
    { connection, line, time }: { connection: string; line: number; time: number | undefined },
  ): void {
    if (this.#isRaw) return;
    this.#release();
    const trimmed = text.trim();
    if (!/^<(?!\?xml)[^>]*>$/.test(trimmed)) return;
    const entry = { what: 'xml', connection, direction, line, text: trimmed, lossy: 'cut' } as const;
    this.#held = time === undefined ? entry : { ...entry, time };
  }

  #release(): void {
    if (this.#held !== undefined) this.#take(this.#held);
    this.#held = undefined;
  }

  #ended(connection: string): void {
    this.#release();
    const end: EndEntry = { what: 'end', connection };
    this.#fragments.close();
    this.#take(end);
  }
}

function directionOf(word: string | undefined): Direction {
  return word === 'SEND' || word === 'Sending' ? 'sent' : 'received';
}
