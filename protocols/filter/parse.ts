import { closest } from '../core/index.ts';
import { filterKeys, followed, flags, isFlag, isKeyName, keyNames, keyOf, type KeyName } from './keys.ts';
import type { FilterNode, FilterProblem, KeyTerm, Operator, ParsedFilter, TextValue } from './model.ts';
import { Scanner } from './scanner.ts';
import { fieldValue, takesOrder, valueFor, ValueError } from './value.ts';

/** A filter is at most this long, in UTF-16 units, and has at most so many terms, so deep in parentheses. */
const longest = 20_000;
const mostTerms = 1000;
const deepest = 50;
const mostProblems = 10;

/** What may stand in front of a colon in a text that is no key: schemes and the like, about which there is no hint. */
const schemes: ReadonlySet<string> = new Set([
  'amqp',
  'amqps',
  'http',
  'https',
  'jabber',
  'mailto',
  'sasl',
  'sip',
  'urn',
  'ws',
  'wss',
  'xml',
  'xmpp',
  'xmpps',
]);

/** A group that is open: its terms so far, those of the alternative at hand last. */
interface Group {
  readonly start: number;
  readonly negated: boolean;
  readonly alternatives: FilterNode[][];
}

/** Reads a filter. Never throws; the time is linear in the text. */
export function parseFilter(text: string): ParsedFilter {
  return new Parser(text).run();
}

/** Whether a filter selects everything. */
export function isEmptyFilter({ root, errors }: ParsedFilter): boolean {
  return errors.length === 0 && root.kind === 'all' && root.parts.length === 0;
}

class Parser {
  readonly #scanner: Scanner;
  readonly #errors: FilterProblem[] = [];
  readonly #hints: FilterProblem[] = [];
  readonly #groups: Group[] = [{ start: 0, negated: false, alternatives: [[]] }];
  #terms = 0;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  run(): ParsedFilter {
    const scanner = this.#scanner;
    const { text } = scanner;
    if (text.length > longest) {
      this.#error(`A filter has at most ${longest} characters, this one has ${text.length}.`, longest, text.length);
    } else {
      scanner.skipSpaces();
      while (!scanner.done && this.#errors.length < mostProblems) {
        this.#step();
        scanner.skipSpaces();
      }
      for (let group = this.#groups.pop(); group !== undefined; group = this.#groups.pop()) {
        if (this.#groups.length === 0) return this.#result(this.#nodeOf(group, text.length));
        this.#error(
          'This parenthesis is not closed: add “)”, or put it in quotes to search for it.',
          group.start,
          group.start + 1,
        );
        this.#add(this.#nodeOf(group, text.length));
      }
    }
    return this.#result({ kind: 'all', parts: [], start: 0, end: text.length });
  }

  #result(root: FilterNode): ParsedFilter {
    const { text } = this.#scanner;
    const byPlace = (a: FilterProblem, b: FilterProblem): number => a.start - b.start;
    return { text, root, errors: this.#errors.sort(byPlace).slice(0, mostProblems), hints: this.#hints };
  }

  #error(message: string, start: number, end: number): void {
    this.#errors.push({ message, start, end });
  }

  #hint(message: string, start: number, end: number): void {
    if (this.#hints.length < mostProblems) this.#hints.push({ message, start, end });
  }

  #add(node: FilterNode): void {
    this.#groups.at(-1)?.alternatives.at(-1)?.push(node);
  }

  /** A term, or what separates terms. */
  #step(): void {
    const scanner = this.#scanner;
    const start = scanner.at;
    const dashes = scanner.count('-');
    if (dashes > 0 && scanner.endsAt(scanner.at)) {
      this.#hint('A “-” excludes the term right behind it, and there is none.', start, scanner.at);
      return;
    }
    const negated = dashes % 2 === 1;
    if (scanner.next === '(') this.#open(start, negated);
    else if (scanner.next === ')') this.#close();
    else if (dashes === 0 && scanner.takeOr()) this.#or(start);
    else this.#term(start, negated);
  }

  #open(start: number, negated: boolean): void {
    const scanner = this.#scanner;
    const at = scanner.at++;
    if (this.#groups.length > deepest) {
      this.#error(`Parentheses may be at most ${deepest} deep.`, at, at + 1);
      scanner.at = scanner.text.length;
      return;
    }
    scanner.depth++;
    this.#groups.push({ start: negated ? start : at, negated, alternatives: [[]] });
  }

  #close(): void {
    const scanner = this.#scanner;
    const at = scanner.at++;
    if (scanner.depth === 0) {
      this.#error('No parenthesis is open here: remove this one, or put it in quotes to search for it.', at, at + 1);
      return;
    }
    const group = this.#groups.pop();
    scanner.depth--;
    if (group === undefined) return;
    if (group.alternatives.length === 1 && group.alternatives[0]?.length === 0)
      this.#error(
        'These parentheses are empty: put terms in between, or put them in quotes to search for them.',
        group.start,
        scanner.at,
      );
    this.#add(this.#nodeOf(group, scanner.at));
  }

  #or(start: number): void {
    const { alternatives } = this.#groups.at(-1) ?? { alternatives: [[]] };
    if (alternatives.at(-1)?.length === 0)
      this.#error('“OR” needs a term on both sides; put it in quotes to search for it.', start, start + 2);
    alternatives.push([]);
  }

  /** The alternatives of a group as one node; `end` is behind it. */
  #nodeOf({ start, negated, alternatives }: Group, end: number): FilterNode {
    if (alternatives.length > 1 && alternatives.at(-1)?.length === 0)
      this.#error('“OR” needs a term on both sides; put it in quotes to search for it.', Math.max(end - 1, start), end);
    const parts = alternatives.map((terms): FilterNode => single('all', terms, start, end));
    const node: FilterNode = single('any', parts, start, end);
    return negated ? exclude(node, start) : node;
  }

  #term(start: number, negated: boolean): void {
    if (++this.#terms > mostTerms) {
      const { at, text } = this.#scanner;
      this.#error(`A filter has at most ${mostTerms} terms.`, at, text.length);
      this.#scanner.at = text.length;
      return;
    }
    try {
      const node = this.#quotedOr(() => this.#scanner.takeRegex()) ?? this.#keyOrWord();
      const term: FilterNode = 'kind' in node ? node : { kind: 'word', value: node, start: node.start, end: node.end };
      this.#add(negated ? exclude(term, start) : term);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.#error(error.message, error.start, error.end);
    }
  }

  /** A text in quotes, or what `other` finds. @throws ValueError where the closing quote is missing */
  #quotedOr<T>(other: () => T): TextValue | T {
    const scanner = this.#scanner;
    const quoted = scanner.takeQuoted();
    if (quoted === undefined) return other();
    if (quoted !== null) return quoted;
    const start = scanner.at;
    scanner.at = scanner.text.length;
    throw new ValueError('The closing quote is missing: add “"” behind the text.', { start, end: scanner.at });
  }

  #keyOrWord(): FilterNode {
    const scanner = this.#scanner;
    const from = scanner.at;
    const found = scanner.takeKey();
    const name = found?.name.toLowerCase() ?? '';
    if (found !== undefined && isKeyName(name)) return this.#key(name, operatorOf(found.operator), from);
    scanner.at = from;
    const value = scanner.takeWord();
    if (found !== undefined && !schemes.has(name)) this.#misspelt(found.name, found.operator, value);
    const word = value.text.toLowerCase();
    const place = { start: value.start, end: value.end };
    return isFlag(word) ? { kind: 'flag', name: word, ...place } : { kind: 'word', value, ...place };
  }

  #misspelt(name: string, operator: string, { text, start }: TextValue): void {
    const rest = text.slice(name.length + operator.length);
    if (rest === '' || rest.startsWith('//')) return;
    const meant = closest(name, [...keyNames, ...Object.keys(flags)]);
    if (meant === undefined) return;
    const better = isFlag(meant) ? meant : `${meant}${operator}`;
    this.#hint(
      `“${name}” is not a key, so “${text}” is searched for as a word. Did you mean “${better}”?`,
      start,
      start + name.length,
    );
  }

  /** A key and its value; the scanner is behind the operator. @throws ValueError where they do not fit */
  #key(key: KeyName, operator: Operator, start: number): KeyTerm {
    const scanner = this.#scanner;
    const { takes, example } = keyOf(key);
    const wants = (): ValueError => {
      const place = { start, end: scanner.at };
      scanner.takeWord();
      return new ValueError(`“${key}” does not take “${operator}”: write ${example}.`, place);
    };
    if (takes === 'field' || takes === 'follow') {
      if (operator !== ':') throw wants();
      return this.#pathTerm(key, start);
    }
    if (operator !== ':' && operator !== '=' && !takesOrder(takes)) throw wants();
    const inner = operator === ':' && takesOrder(takes) ? this.#innerOperator() : undefined;
    const used = inner ?? operator;
    const quote = scanner.next === '"';
    const regex = takes === 'text' ? scanner.takeRegex() : undefined;
    if (regex !== undefined) return { kind: 'key', key, operator: used, value: regex, start, end: scanner.at };
    const value = valueFor(
      key,
      used,
      this.#quotedOr(() => scanner.takeWord()),
      quote,
    );
    return { kind: 'key', key, operator: used, value, start, end: scanner.at };
  }

  /** `field:NAME`, `field:NAME=VALUE`, `follow:KIND`, `follow:KIND=VALUE`. */
  #pathTerm(key: KeyName, start: number): KeyTerm {
    const scanner = this.#scanner;
    const path = this.#quotedOr(() => scanner.takeWord(/[=<>]/u));
    const { text } = path;
    if (key === 'follow' && !followed.some((each) => each === text.toLowerCase())) {
      this.#scanner.takeWord();
      valueFor(key, ':', { ...path, text: '' }, false);
    }
    if (text === '') valueFor(key, ':', path, false);
    const operator = this.#innerOperator();
    if (operator === undefined)
      return { kind: 'key', key, operator: ':', path, value: undefined, start, end: scanner.at };
    if (key === 'follow' && operator !== '=') {
      scanner.takeWord();
      throw new ValueError(`“follow:” takes “=” only: write ${filterKeys.follow.example}.`, { start, end: scanner.at });
    }
    const quote = scanner.next === '"';
    const regex = operator === '=' ? scanner.takeRegex() : undefined;
    if (regex !== undefined) return { kind: 'key', key, operator, path, value: regex, start, end: scanner.at };
    const word = this.#quotedOr(() => scanner.takeWord());
    if (word.text === '' && !quote)
      throw new ValueError(`A value is missing behind “${operator}”: write one, or "" for an empty one.`, word);
    const value = key === 'follow' || quote ? word : fieldValue(operator, word);
    return { kind: 'key', key, operator, path, value, start, end: scanner.at };
  }

  #innerOperator(): Operator | undefined {
    const scanner = this.#scanner;
    const match = /^(?:[<>]=?|=)/u.exec(scanner.text.slice(scanner.at, scanner.at + 2));
    if (match === null) return undefined;
    scanner.at += match[0].length;
    return operatorOf(match[0]);
  }
}

/** A node of one part is that part. */
function single(kind: 'all' | 'any', parts: readonly FilterNode[], start: number, end: number): FilterNode {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind, parts, start, end };
}

function exclude(part: FilterNode, start: number): FilterNode {
  return part.kind === 'not' ? part.part : { kind: 'not', part, start, end: part.end };
}

const operators = new Map<string, Operator>(([':', '=', '<', '<=', '>', '>='] as const).map((each) => [each, each]));

function operatorOf(text: string): Operator {
  return operators.get(text) ?? ':';
}
