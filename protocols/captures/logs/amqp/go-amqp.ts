import type { LogFormat, LogReader, TakeEntry } from '../model.ts';
import { compositeNamed } from './printed/definitions.ts';
import {
  heartbeat,
  madeFrame,
  printedReader,
  type MadeUnit,
  type PrintedForm,
  type PrintedLine,
} from './printed/reader.ts';
import { isBalanced } from './printed/split.ts';
import { readFields, unknown } from './printed/values.ts';
import { goPrinting } from './go-values.ts';

/** `TX (connWriter 0xc0001): …`; older versions name another part of the program, or none: `RX(Session): …`, `TX: …`. */
const head =
  /\b(TX|RX)( ?\(([A-Za-z.]{1,40})(?: (0x[0-9a-f]{1,16}))?\))?((?: - \w{1,20})|(?: timeout [\w.µ]{1,30})|(?: mux frame to \w{1,12}(?: \(0x[0-9a-f]{1,16}\))?))?: /;

/** The name of a frame, with its fields. */
const frame =
  /^(?:Frame\{Type: (?:AMQP|SASL), Channel: (\d{1,5}), Body: )?(\*perform|\*Perform)?([A-Z][A-Za-z]{1,20}|&)\{([^]*)$/;

/** Parts of newer versions that print frames on their way to or from the connection, which prints them itself. */
const innerParts = new Set(['Session', 'Sender', 'Receiver', 'link', 'Conn']);
/** What such a part prints in front of a frame: where it goes, and the channel. */
const onItsWay = /^(?:mux \w{1,12} to \w{1,12}(?: \(0x[0-9a-f]{1,16}\))?: )?(?:(\d{1,5}), )?/;

/** Names that differ from the specification’s by more than capital letters. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['challenge', 'sasl-challenge'],
  ['response', 'sasl-response'],
  ['&', 'end'],
]);

/** The place of what these parts print. */
const inner = 'inner';

const form: PrintedForm = {
  match(text) {
    const found = head.exec(text);
    if (found === null) return undefined;
    const [whole, verb, part = '', name = '', pointer = ''] = found;
    let content = text.slice(found.index + whole.length).trimEnd();
    if (part.startsWith(' ') && innerParts.has(name)) {
      const [way, channel] = onItsWay.exec(content) ?? [''];
      content = content.slice(way.length);
      if (content.startsWith('Frame{') || typeOf(content) === undefined) return undefined;
      const line = { connection: '', direction: verb === 'TX' ? 'sent' : 'received', content, place: inner } as const;
      return channel === undefined ? line : { ...line, channel: Number(channel) };
    }
    if (isBegun(content))
      return { connection: pointer, direction: verb === 'TX' ? 'sent' : 'received', content, place: part };
    const alive = /^(?:sending|received) keep-alive frame$/.test(content);
    if (!alive && typeOf(content) === undefined) return undefined;
    return { connection: pointer, direction: verb === 'TX' ? 'sent' : 'received', content, place: part };
  },
  isWhole: isBalanced,
  read: (line) => unitOf(line, false),
  readCut: (line) => unitOf(line, true),
};

/** Whether a frame begins here, and the line ends before the name of its performative does. */
function isBegun(content: string): boolean {
  return content.startsWith('Frame{') && /^Frame\{[A-Za-z:, \d]{0,60}$/.test(content);
}

/** The log of go-amqp and of what it was before, built with the tag debug. */
export const goAmqp: LogFormat = {
  name: 'go-amqp',
  title: 'go-amqp (pack.ag/amqp, vcabbage/amqp, Azure/go-amqp) built with -tags debug',
  writer: 'client',
  recognises: (text) => {
    const line = form.match(text);
    return line !== undefined && !isBegun(line.content);
  },
  reader: (take) => new GoReader(take),
};

/** Frames of inner parts count where the connection prints none: the first is held until the next line of a frame shows it. */
class GoReader implements LogReader {
  readonly #reader: LogReader;
  #ofConnection = false;
  #held: { readonly text: string; readonly number: number } | undefined;

  constructor(take: TakeEntry) {
    this.#reader = printedReader(form, take);
  }

  get took(): boolean | undefined {
    return this.#reader.took;
  }

  line(text: string, number: number): void {
    const place = form.match(text)?.place;
    if (place === inner) {
      this.#release();
      if (!this.#ofConnection) this.#held = { text, number };
      return;
    }
    if (place !== undefined) {
      this.#ofConnection = true;
      this.#held = undefined;
    }
    if (this.#held === undefined) this.#reader.line(text, number);
  }

  end(): void {
    this.#release();
    this.#reader.end();
  }

  #release(): void {
    if (this.#held !== undefined) this.#reader.line(this.#held.text, this.#held.number);
    this.#held = undefined;
  }
}

function typeOf(content: string) {
  const name = frame.exec(content)?.[3];
  if (name === '&' && !content.startsWith('&{*Error')) return undefined;
  return name === undefined ? undefined : compositeNamed(otherNames.get(name.toLowerCase()) ?? name);
}

function unitOf({ content, channel: told }: PrintedLine, isCut: boolean): MadeUnit | string {
  if (isBegun(content)) return 'This frame has no end, and its name is not there';
  const type = typeOf(content);
  if (type === undefined) return heartbeat;
  const [, channel, , name, rest = ''] = frame.exec(content) ?? [];
  const ends = channel === undefined ? '}' : '}}';
  if (!isCut && !rest.endsWith(ends)) return `This ${type.name} has no end`;
  const whole = isCut ? rest : rest.slice(0, -ends.length);
  const size = /, Payload \[size\]: (\d{1,15})$/.exec(whole);
  const body = `, ${name === '&' ? 'Error: ' : ''}${whole.slice(0, size?.index)}`;
  const fields = new Map(readFields(body, type, goPrinting, 0, isCut));
  // Versions that print no frame around it print 0 for a null pointer.
  if (channel === undefined && fields.get('remote-channel') === 0) fields.set('remote-channel', unknown);
  // A sender must give it: its zero is one.
  if (type.name === 'attach' && fields.get('role') === 'Sender' && body.includes(' InitialDeliveryCount: 0,'))
    fields.set('initial-delivery-count', 0);
  const made = madeFrame({
    performative: type.name,
    fields,
    ...(channel === undefined ? (told === undefined ? {} : { channel: told }) : { channel: Number(channel) }),
    // Of a payload there is the size alone.
    ...(isCut || (type.name === 'transfer' && size?.[1] !== '0') ? { payloadCut: true } : {}),
  });
  // Versions that print no frame around it do not print all, and no channels.
  return channel === undefined && typeof made !== 'string' ? { ...made, isAfterGap: true } : made;
}
