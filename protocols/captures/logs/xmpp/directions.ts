import type { Direction } from '../model.ts';
import { sideIn } from './sides.ts';

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

/** Further words of names that tell a direction. */
const inNames: ReadonlySet<string> = new Set([...fillers, ...'log area did will was has handle handler'.split(' ')]);

/** What stands before a direction that did not happen. */
const negation =
  /\b(?:not|fail\w*|discard\w*|drop\w*|unable|can't|cannot|couldn't|never|before|error\w*|ignor\w*|queue\w*)\W+(?:\w+\W+)?$/i;

/** A comment of source code, a list, a heading, markup of a text, or a nickname in a chat. */
const text =
  /^\s{0,40}(?:\/\/|\/\*|\*|#|;;|--\s|<\/?(?:p|li|td|th|tr|dd|dt|div|span|b|i|em|strong|code|tt|pre|h\d|a)\b|(?:[[(]?[\d:.]{4,12}[\])]?\s{1,4})?<[@+ ]?[A-Za-z][\w|-]{0,30}>\s)/;
/** Words of sentences, which no logger puts in front of a direction. */
const sentence =
  /(?:^|[\s("'])(?:the|a|an|i|we|you|he|she|they|it|is|are|was|were|be|been|then|that|this|these|if|when|while|after|because|will|would|must|should|may|might|can|could|and|or|but|so|which|who|also|always|please|does|do|did|has|have|had|your|my|its|their)[\s,.;:!?]/i;

/** A comment behind a line of code. */
const behindCode = /[;{})]\s{1,40}(?:\/\/|\/\*|#)\s/;

/** How much in front of the XML is looked at. */
const near = 240;

/** Up and down are those of the consoles of browsers for the messages of a WebSocket. */
const arrowSent = /(?:>>|(?:^|[^<-])-{1,3}>{1,2}|(?:^|[^<=])={1,4}>|→|⟶|⇒|»|[↑⬆⇧]\ufe0f?)\s{0,8}[:|]?\s{0,8}$/;
const arrowReceived = /(?:<<|<{1,2}-{1,3}|<={1,4}|←|⟵|⇐|«|[↓⬇⇩]\ufe0f?)\s{0,8}[:|]?\s{0,8}$/;
/** One sign in front of the line, behind a time at most. */
const lone = /^\s{0,8}(?:[[(]?[\d:.,TZ+ -]{5,40}[\])]?\s{0,3})?([<>])\s{1,3}$/;

/** Areas of gloox’s log, which examples print as numbers: those of versions 0.9 and 1.0. */
const area = /\b(?:area|source): ?(8192|16384|131072|262144)\b\W{0,8}$/;
/** What MongooseIM calls its lines. */
const what = /\bwhat["']?[=:] ?["']?\w{0,30}?(received|receive|recv|sent|send)(?:_\w{0,30})?["',\s]/;

/** The direction that the text in front of a fragment tells last: a name, a word or an arrow. Undefined where it tells none. */
export function directionIn(before: string): Direction | undefined {
  // What is put around the XML as a literal says nothing.
  const head = before.slice(-near).replace(/(?:<<|@|\bb)?["'`]$/, '');
  const side = sideIn(head);
  if (side !== undefined) return side.direction;
  if (/^\s{0,40}(?:\/\/|\/\*|#\s|;;)/.test(before) || behindCode.test(before.slice(-near))) return undefined;
  if (arrowSent.test(head)) return 'sent';
  if (arrowReceived.test(head)) return 'received';
  const sign = lone.exec(head)?.[1];
  if (sign !== undefined) return sign === '>' ? 'sent' : 'received';
  const number = area.exec(head)?.[1];
  if (number !== undefined) return number === '8192' || number === '131072' ? 'received' : 'sent';
  return wordIn(head) ?? eventIn(before);
}

/** The direction of a line that begins with the name of an event and goes on with `key=value` (MongooseIM). */
function eventIn(before: string): Direction | undefined {
  const verb = what.exec(before.slice(0, 400))?.[1];
  return verb === undefined ? undefined : verb.startsWith('s') ? 'sent' : 'received';
}

/** The direction that a line tells which ends with it: the XML comes below. */
export function directionAlone(line: string): Direction | undefined {
  const told = line.trim();
  // A call or a value of source code goes on in the next line.
  if (told.length > near || told === '' || /[({=]$|["'`]{1,3}$/.test(told)) return undefined;
  const comment = /^<!--\s*(.*?)\s*-->$/.exec(told)?.[1];
  if (/^[^\w<>→←«»⇒⇐↑↓⬆⬇⇧⇩]*$/.test(told)) return undefined;
  return comment === undefined
    ? directionIn(/[\w)\]]$/.test(told) ? `${told}:` : told)
    : directionIn(`${/^[\w-]+/.exec(comment)?.[0] ?? ''}:`);
}

function wordIn(head: string): Direction | undefined {
  const found = [...head.matchAll(/[A-Za-z]+(?:_[A-Za-z]+)*/g)];
  for (let i = found.length - 1; i >= 0; i--) {
    const match = found[i];
    const [word = ''] = match ?? [];
    const plain = words.get(word.toLowerCase());
    const direction = plain ?? compound(word);
    if (match === undefined || direction === undefined) continue;
    const rest = head.slice(match.index + word.length);
    const front = head.slice(0, match.index);
    if (!isLabel(word, rest, front, plain === undefined)) continue;
    if (text.test(front) || sentence.test(front) || front.includes('"""')) return undefined;
    return negation.test(front.slice(-40)) ? undefined : direction;
  }
  return undefined;
}

/** The direction of a name of several words, such as `LogAreaXmlOutgoing`, `xml_in` and `OnReadXml`. */
function compound(name: string): Direction | undefined {
  const parts = name.length > 60 ? [] : name.split(/_|(?<=[a-z])(?=[A-Z])/).map((part) => part.toLowerCase());
  const told = parts.filter((part) => words.has(part));
  const isName = parts.length > 1 && told.length === 1 && parts.every((part) => words.has(part) || inNames.has(part));
  return isName ? words.get(told[0] ?? '') : undefined;
}

/** Whether a word is what the XML behind it is called by, and no part of a sentence. */
function isLabel(word: string, rest: string, before: string, isName: boolean): boolean {
  if (/^[\w@.]/.test(rest) || /[\w@.]$/.test(before)) return false;
  if (
    !isName &&
    weak.has(word.toLowerCase()) &&
    !/\bsocket\s{1,10}$/.test(before.slice(-20)) &&
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
