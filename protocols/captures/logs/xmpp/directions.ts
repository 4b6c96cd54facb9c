import type { Direction } from '../model.ts';

const sent =
  'send sends sending sent out outgoing outbound output write writes writing wrote written tx transmit transmitted xmit';
const received =
  'recv recvd rcv rcvd recd receive receives received receiving in incoming inbound input read reads reading rx got';

const words: ReadonlyMap<string, Direction> = new Map([
  ...sent.split(' ').map((word): [string, Direction] => [word, 'sent']),
  ...received.split(' ').map((word): [string, Direction] => [word, 'received']),
]);

/** Words of any text, too: they tell a direction as a label only. */
const weak: ReadonlySet<string> = new Set([
  'in',
  'out',
  'got',
  'read',
  'write',
  'reads',
  'writes',
  'written',
  'input',
  'output',
]);

/** Words between the direction and the XML that change nothing. */
const fillers: ReadonlySet<string> = new Set(
  'xml stanza stanzas packet packets pkt element elements data raw text message messages frame frames xmpp stream on from to via over byte bytes char chars len length size root tls ssl tcp ws wss websocket bosh http https iq presence line the a an node server client for id conn connection socket port session jid host immed cluster nonza'.split(
    ' ',
  ),
);

/** What stands before a direction that did not happen. */
const negation =
  /\b(?:not|fail\w*|discard\w*|drop\w*|unable|can't|cannot|couldn't|never|before|error\w*|ignor\w*|queue\w*)\W+(?:\w+\W+)?$/i;

/** How much in front of the XML is looked at. */
const near = 240;

const arrowSent = /(?:>>+|(?:^|[^<-])-{1,3}>{1,2}|(?:^|[^<])=+>|→|⟶|⇒|»|C\s*(?:-+>|=+>|→|>)\s*S)\s*[:|]?\s*$/;
const arrowReceived = /(?:<<+|<{1,2}-{1,3}|<=+|←|⟵|⇐|«|S\s*(?:-+>|=+>|→|>)\s*C)\s*[:|]?\s*$/;

/** The direction that the text in front of a fragment tells last: a word or an arrow. Undefined where it tells none. */
export function directionIn(before: string): Direction | undefined {
  // What is put around the XML as a literal says nothing.
  const head = before.slice(-near).replace(/(?:<<|@|\bb)?["'`]$/, '');
  const named = /(?:^|[\s[(|])(C|S|client|server)\s*:\s*$/i.exec(head)?.[1]?.toLowerCase();
  if (named !== undefined) return named.startsWith('c') ? 'sent' : 'received';
  const bySides = /S\s*(?:-+>|=+>|→|>)\s*C\s*[:|]?\s*$/.test(head);
  if (!bySides && arrowSent.test(head)) return 'sent';
  if (bySides || arrowReceived.test(head)) return 'received';
  return wordIn(head);
}

/** The direction that a line tells which ends with it: the XML comes below. */
export function directionAlone(line: string): Direction | undefined {
  const text = line.trim();
  if (text.length > near || text === '') return undefined;
  const comment = /^<!--\s*(.*?)\s*-->$/.exec(text)?.[1];
  return comment === undefined
    ? directionIn(/[\w)\]]$/.test(text) ? `${text}:` : text)
    : directionIn(`${/^[\w-]+/.exec(comment)?.[0] ?? ''}:`);
}

function wordIn(head: string): Direction | undefined {
  const found = [...head.matchAll(/[A-Za-z]+/g)];
  for (let i = found.length - 1; i >= 0; i--) {
    const match = found[i];
    const [word = ''] = match ?? [];
    const direction = words.get(word.toLowerCase());
    if (match === undefined || direction === undefined) continue;
    const rest = head.slice(match.index + word.length);
    if (!isLabel(word, rest, head.slice(0, match.index))) continue;
    return negation.test(head.slice(Math.max(match.index - 40, 0), match.index)) ? undefined : direction;
  }
  return undefined;
}

/** Whether a word is what the XML behind it is called by, and no part of a sentence. */
function isLabel(word: string, rest: string, before: string): boolean {
  if (/^[\w@.]/.test(rest) || /[\w@.]$/.test(before)) return false;
  if (
    weak.has(word.toLowerCase()) &&
    word !== word.toUpperCase() &&
    !/^["'\s]*[\]):|>,-]/.test(rest) &&
    before.trim() !== ''
  )
    return false;
  const plain = rest.replace(/\([^()]*\)|\[[^[\]]*\]|<[\d.]+>|\S*[@\d/]\S*/g, ' ');
  const others = plain.match(/[A-Za-z]+/g) ?? [];
  return others.every((each) => fillers.has(each.toLowerCase())) && others.length <= 6
    ? true
    : others.length <= 4 && /[:=|]\s*$/.test(rest);
}
