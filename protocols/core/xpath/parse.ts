import { functions, isFunction, XPathError, type Axis, type Comparison, type Expression, type Step } from './model.ts';

const deepest = 30;
const longest = 4000;

interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const pattern =
  /\s+|(?<text>"[^"]*"|'[^']*')|(?<number>\d+(?:\.\d*)?)|(?<name>[\p{L}_][\p{L}\p{N}_.-]*(?::(?:[\p{L}_][\p{L}\p{N}_.-]*|\*))?)|(?<sign>\/\/|\.\.|::|!=|<=|>=|[/.@*()[\]|=<>,])/uy;

/**
 * Reads an XPath of the kind that is known: location paths with `/`, `//`, `@`, `.`, `..`, `*`, `text()`, `node()` and predicates,
 * `|`, `and`, `or`, comparisons, and a few functions.
 * @throws XPathError
 */
export function parseXPath(text: string): Expression {
  if (text.length > longest) throw new XPathError(`An XPath has at most ${longest} characters.`, longest);
  return new Parser(tokens(text)).run();
}

function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const isQuote = character === '"' || character === "'";
      throw new XPathError(
        isQuote ? 'The closing quote is missing in the XPath.' : `“${character}” is not known in an XPath.`,
        at,
      );
    }
    const kind = (['text', 'number', 'name', 'sign'] as const).find((each) => match.groups?.[each] !== undefined);
    if (kind !== undefined) found.push({ kind, text: match[0], at });
  }
  return [...found, { kind: 'end', text: '', at: text.length }];
}

class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(all: readonly Token[]) {
    this.#tokens = all;
  }

  run(): Expression {
    const expression = this.#either();
    if (this.#next.kind !== 'end') throw this.#unexpected('the end');
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#index] ?? { kind: 'end', text: '', at: 0 };
  }

  #is(text: string): boolean {
    const { kind, text: found } = this.#next;
    return found === text && (kind === 'sign' || kind === 'name');
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#index++;
    return true;
  }

  #need(text: string): void {
    if (!this.#take(text)) throw this.#unexpected(`“${text}”`);
  }

  #unexpected(wanted: string): XPathError {
    const { kind, text, at } = this.#next;
    return new XPathError(`The XPath has ${kind === 'end' ? 'its end' : `“${text}”`} where ${wanted} is expected.`, at);
  }

  #either(): Expression {
    if (++this.#depth > deepest) throw new XPathError(`An XPath may be at most ${deepest} deep.`, this.#next.at);
    const parts = [this.#both()];
    while (this.#take('or')) parts.push(this.#both());
    this.#depth--;
    return only('or', parts);
  }

  #both(): Expression {
    const parts = [this.#comparison()];
    while (this.#take('and')) parts.push(this.#comparison());
    return only('and', parts);
  }

  #comparison(): Expression {
    const left = this.#union();
    const operator = comparisons.find((each) => this.#take(each));
    return operator === undefined ? left : { kind: 'compare', operator, left, right: this.#union() };
  }

  #union(): Expression {
    const first = this.#value();
    if (!this.#is('|')) return first;
    const paths = [first];
    while (this.#take('|')) paths.push(this.#value());
    if (paths.some(({ kind }) => kind !== 'path')) throw new XPathError('“|” joins paths only.', this.#next.at);
    return { kind: 'union', paths };
  }

  #value(): Expression {
    const { kind, text, at } = this.#next;
    if (kind === 'text' || kind === 'number') {
      this.#index++;
      return kind === 'text' ? { kind, text: text.slice(1, -1) } : { kind, number: Number(text) };
    }
    if (this.#take('(')) {
      const inner = this.#either();
      this.#need(')');
      return inner;
    }
    const call = this.#tokens[this.#index + 1];
    if (kind === 'name' && call?.text === '(' && call.kind === 'sign' && text !== 'text' && text !== 'node') {
      if (!isFunction(text))
        throw new XPathError(`“${text}()” is not known. Known are ${Object.keys(functions).join(', ')}.`, at);
      return this.#call(text, at);
    }
    return this.#path();
  }

  #call(name: keyof typeof functions, at: number): Expression {
    this.#index += 2;
    const values: Expression[] = [];
    if (!this.#take(')')) {
      do values.push(this.#either());
      while (this.#take(','));
      this.#need(')');
    }
    const [least, most] = functions[name];
    if (values.length < least || values.length > most)
      throw new XPathError(
        `“${name}()” takes ${least === most ? least : `${least} or ${most}`} values, not ${values.length}.`,
        at,
      );
    const [value] = values;
    if (name === 'count' && value?.kind !== 'path' && value?.kind !== 'union')
      throw new XPathError('“count()” takes a path.', at);
    return { kind: 'call', name, values };
  }

  #path(): Expression {
    const steps: Step[] = [];
    const absolute = this.#is('/') || this.#is('//');
    if (this.#take('//')) steps.push(anywhere);
    else if (this.#take('/') && !this.#beginsStep()) return { kind: 'path', absolute, steps };
    steps.push(this.#step());
    for (;;) {
      if (this.#take('//')) steps.push(anywhere);
      else if (!this.#take('/')) return { kind: 'path', absolute, steps };
      steps.push(this.#step());
    }
  }

  #beginsStep(): boolean {
    const { kind } = this.#next;
    return kind === 'name' || ['.', '..', '@', '*'].some((each) => this.#is(each));
  }

  #step(): Step {
    if (this.#take('.')) return { axis: 'self', test: { kind: 'node' }, predicates: [] };
    if (this.#take('..')) return { axis: 'parent', test: { kind: 'node' }, predicates: [] };
    const axis: Axis = this.#take('@') ? 'attribute' : 'child';
    const test = this.#test();
    const predicates: Expression[] = [];
    while (this.#take('[')) {
      predicates.push(this.#either());
      this.#need(']');
    }
    return { axis, test, predicates };
  }

  #test(): Step['test'] {
    if (this.#take('*')) return { kind: 'name', prefix: undefined, name: '*' };
    const { kind, text } = this.#next;
    if (kind !== 'name') throw this.#unexpected('a name');
    this.#index++;
    if ((text === 'text' || text === 'node') && this.#take('(')) {
      this.#need(')');
      return { kind: text };
    }
    if (this.#is('::')) throw new XPathError('Axes are not known: write /, //, @, . or .. instead.', this.#next.at);
    const colon = text.indexOf(':');
    return { kind: 'name', prefix: colon < 0 ? undefined : text.slice(0, colon), name: text.slice(colon + 1) };
  }
}

const comparisons: readonly Comparison[] = ['=', '!=', '<=', '<', '>=', '>'];
const anywhere: Step = { axis: 'descendant-or-self', test: { kind: 'node' }, predicates: [] };

function only(kind: 'or' | 'and', parts: readonly Expression[]): Expression {
  const [first] = parts;
  return first !== undefined && parts.length === 1 ? first : { kind, parts };
}
