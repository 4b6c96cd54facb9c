import { prefixOf } from '../prefixes.ts';
import { unescapeEntities } from '../entities.ts';
import { isTopLevel } from './xml-start.ts';

/** How much of a line is looked at, and how much of it in front of the XML and behind it. */
const longest = 65_536;
const near = 400;

/** What a line of source code begins with: a word of a language, and something that is named or given. */
const statement =
  /^\s{0,80}(?:export|import|return|yield|const|let|var|val|def|fun|func|function|fn|class|static|final|public|private|protected|assert|throw)\s{1,8}[\w"'`<({[$]/;
/** A name that gets a value between quotes; a logger writes `name="…"` without spaces, or several words. */
const assignment =
  /^\s{0,80}(?:[\w<>[\].$:*&-]{1,60}\s{1,4})?[A-Za-z_$][\w.$]{0,60}\s{1,8}(?::?=|->)\s{1,8}[A-Za-z]{0,2}(?:<<)?["'`]/;
/** A text that is given to a function: `log("SEND: `; a kind of value with a great letter, as Rust prints it, is none. */
const call =
  /(?:^|[^\w])(?:[\w$]{1,60}(?:\.|::))*(?:[\w$]{1,60}(?:\.|::)[\w$]{1,60}|[a-z_$?][\w$]{0,60})!?\(\s{0,8}[A-Za-z]{0,2}["'`][^"'`]{0,100}["'`]?$/;
/** The value of an attribute in JSX. */
const jsx = /[\w]=\{\s*$/;
/** An item of a list in Markdown. */
const item = /^\s{0,12}[-+*]\s{1,4}\S/;

/** A value that a program puts in, alone between the quotes of an attribute or between tags: `{name}`, `${name}`, `$name`, `%s`. */
const template =
  /=\\?["']\$?\{[\w.()'[\]]{0,60}\}\\?["']|>\s{0,4}(?:\$\{[\w.()'[\]]{1,60}\}|\{[A-Za-z][\w.()'[\]]{0,60}\})\s{0,4}<|(?:=\\?["']|>)(?:\$[A-Za-z_]\w{0,60}|%(?:\d\$)?[sduv@]|~[ps])(?:\\?["']|<)/;

/** Words of sentences behind an element: a logger adds numbers and names. */
const sentence =
  /^[`"']?[\s,]{1,4}(?:\S{1,40}\s){0,4}(?:is|are|was|were|means|has|have|had|must|should|will|would|when|which|because|crash(?:es|ed)|works?|instead)(?:[\s,.;:!?]|$)/i;

/** What a test expected, above what it got. */
const expected = /^\s{0,40}(?:[-+]\s{0,40})?expected\b/i;

/** The arrow of a diagram, and who sends to whom; above the first of them, how diagrams begin. */
const arrow = /["'\w]\s{0,3}(?:[-=.]{1,3}>{1,2}|→|⇒)\s{0,3}(?:[A-Za-z]\w{0,30}\s{0,3}:\s{0,8}|["'])$/;
const diagram = /^\s{0,40}(?:@startuml|sequenceDiagram|participant\s|actor\s|(?:di)?graph\s)/;

/** Elements of logs that are written as XML. */
const ofLogs = /^<(?:[\w.-]{1,30}:)?(?:log\w{0,20}|event|entry|record|line|msg|message)[\s/>]/i;

/**
 * Whether a line may be one of a logger: no source code, no text of a person and no document that has XML of XMPP as an example.
 *
 * @param before the line before it
 */
export function isLoggerLine(line: string, before: string): boolean {
  const plain = line.includes('&lt;') ? unescapeEntities(line.slice(0, longest)) : line.slice(0, longest);
  const at = plain.search(/<[A-Za-z]/);
  if (at < 0) return true;
  const head = plain.slice(0, at);
  const xml = plain.slice(at);
  if (item.test(head) || expected.test(head)) return false;
  if (prefixOf(line) < 0 && (expected.test(before) || isCode(head))) return false;
  if (isConfiguration(plain)) return false;
  if (isInElement(xml) || isInDiagram(head, xml, before)) return false;
  return !template.test(xml) && !sentence.test(behind(xml).slice(0, near));
}

/** Whether a line is nothing but a tag, whose name tells no direction. */
export function isTag(line: string): boolean {
  return /^\s{0,80}<\/?[A-Za-z_][\w:.-]{0,60}(?:\s[^<>]{0,400})?>\s*$/.test(line.slice(0, near * 2));
}

function isCode(head: string): boolean {
  const end = head.slice(-near);
  return statement.test(head.slice(0, near)) || assignment.test(end) || call.test(end) || jsx.test(end);
}

/** Whether XML is the value of several names of one object: a logger has one direction in a line. */
function isConfiguration(line: string): boolean {
  const names = [...line.matchAll(/["']([A-Za-z_-]{1,40})["']\s{0,8}:\s{0,8}["']<[A-Za-z?]/g)].map(([, name]) => name);
  return new Set(names).size > 1;
}

/** Whether what stands in front of a unit is an element of another document, which ends behind the unit. */
function isInElement(xml: string): boolean {
  const name = /^<([A-Za-z_][\w:.-]{0,60})[\s/>]/.exec(xml)?.[1];
  return name !== undefined && !isTopLevel(xml) && !ofLogs.test(xml) && xml.includes(`</${name}>`);
}

/** Diagrams show what is sent without the parts that each real one has. */
function isInDiagram(head: string, xml: string, before: string): boolean {
  if (diagram.test(before) || /^\s{0,40}(?:di|sub)?graph\s/.test(head)) return true;
  return arrow.test(head.slice(-near)) && /^<iq[\s/>]/.test(xml) && !/^<iq\s[^<>]{0,2000}\bid=/.test(xml);
}

/** What a line has behind its element, where that ends on the line. */
function behind(xml: string): string {
  const tag = /^<([A-Za-z_][\w:.-]{0,60})(?:[^<>"']|"[^"]{0,3000}"|'[^']{0,3000}')*>/.exec(xml);
  if (tag === null) return '';
  if (tag[0].endsWith('/>')) return xml.slice(tag[0].length);
  const end = `</${tag[1] ?? ''}>`;
  const at = xml.lastIndexOf(end);
  return at < 0 ? '' : xml.slice(at + end.length);
}
