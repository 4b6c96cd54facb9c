import type { Direction } from '../model.ts';

/** Who sends an element, as a text in front of it names the ends of the connection; seen from the client. */
export interface NamedSide {
  readonly direction: Direction;
  /** Which of several connections of one text. */
  readonly connection?: string;
}

/** Names of ends in the examples of RFCs (RFC 6120 and 6121, “Conventions”), XEPs and consoles: those that open connections. */
const opens = 'C UC CC I P S1 client initiator';
const accepts = 'S US CS R S2 server responder';

const directions: ReadonlyMap<string, Direction> = new Map([
  ...opens.split(' ').map((name): [string, Direction] => [name.toUpperCase(), 'sent']),
  ...accepts.split(' ').map((name): [string, Direction] => [name.toUpperCase(), 'received']),
]);

/** `C:`, `US:`, `Client:`, `[C]`, `(S):`, `C>`. A letter in brackets that may be the level of a log is none. */
const labelled =
  /(?:^|[\s[(|>])(?:(UC|US|CC|CS|S1|S2|[CSIRP]|[cs]|client|server|initiator|responder)\s{0,3}[\])]?\s{0,3}[:>|]|(?<=[[(])([CS]|client|server)[\])])\s{0,8}$/i;
const single = /^[irp]$/;

/** `client -> server:`, `[S→C]`, `C <- S`. */
const pair =
  /(?:^|[\s[(|>])(client|c|server|s)\s{0,3}(-{1,3}>|={1,3}>|>{1,2}|→|⇒|to|<-{1,3}|<={1,3}|←)\s{0,3}(client|c|server|s)\s{0,3}[\])]?\s{0,3}[:|]?\s{0,8}$/i;
/** `to server:`, `From client`; `C2S` and `S2C` where nothing follows. */
const towards = /\b(to|from)\s{1,3}(?:the\s{1,3})?(client|server)\s{0,3}[\])]?\s{0,3}[:>|-]{0,3}\s{0,8}$/i;
const short = /(?:^|[\s[(|])(C2S|S2C)\s{0,3}[\])]?\s{0,3}[:>|]?\s{0,8}$/;

/** The end that the text in front of an element names as its sender. Undefined where it names none. */
export function sideIn(before: string): NamedSide | undefined {
  const head = before.slice(-100).replace(/[*`]/g, '');
  const ends = pair.exec(head);
  if (ends !== null && initial(ends[1]) !== initial(ends[3])) {
    const isForward = !/^(?:<|←)/.test(ends[2] ?? '');
    return { direction: (initial(ends[1]) === 'c') === isForward ? 'sent' : 'received' };
  }
  const way = towards.exec(head);
  if (way !== null) return { direction: (initial(way[1]) === 't') === (initial(way[2]) === 's') ? 'sent' : 'received' };
  const both = short.exec(head)?.[1];
  if (both !== undefined) return { direction: both === 'C2S' ? 'sent' : 'received' };
  const found = labelled.exec(head);
  const name = found?.[1] ?? found?.[2];
  if (name === undefined || single.test(name)) return undefined;
  const direction = directions.get(name.toUpperCase());
  if (direction === undefined) return undefined;
  return /^c[cs]$/i.test(name) ? { direction, connection: 'contact' } : { direction };
}

/** Whether an element is said to come from any entity (`E:` in RFC 6120). */
export function isFromEither(before: string): boolean {
  return /^[\s>|]{0,20}E:\s{0,8}$/.test(before);
}

function initial(name: string | undefined): string {
  return (name ?? '').charAt(0).toLowerCase();
}
