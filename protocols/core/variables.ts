/**
 * Variables in templates: `{{name}}`, and the dynamic ones such as `{{$id}}` and `{{$randomInt 1 9}}`. Finding and putting in
 * is pure; the values, the clock, chance and the environment belong to the caller.
 */
import { didYouMean, mostCompared } from './closest.ts';

/** One `{{…}}` in a text; UTF-16 offsets, braces included. */
export interface Variable {
  readonly start: number;
  readonly end: number;
  /** `room`, or with its dollar `$randomInt`; what could be read of it where the variable is malformed. */
  readonly name: string;
  /** The range of the name alone. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** What follows the name of a dynamic variable, split at spaces. */
  readonly args: readonly string[];
  readonly dynamic: boolean;
  /** What is wrong with it and how to write it; a malformed variable is never replaced. */
  readonly problem?: string;
}

/** A dynamic variable as completion, hover and documentation show it. */
export interface DynamicVariable {
  /** With its dollar. */
  readonly name: string;
  /** How it is written. */
  readonly usage: string;
  readonly parameters: readonly string[];
  readonly description: string;
}

export const dynamicVariables: readonly DynamicVariable[] = [
  {
    name: '$id',
    usage: '{{$id}}',
    parameters: [],
    description: 'A short identifier, new at each place and each time it is sent.',
  },
  {
    name: '$uuid',
    usage: '{{$uuid}}',
    parameters: [],
    description: 'A random UUID (RFC 9562, version 4), new at each place.',
  },
  {
    name: '$now',
    usage: '{{$now}}',
    parameters: [],
    description: 'The moment of sending in UTC, as XEP-0082 and ISO 8601 write it: 2026-11-22T19:40:00.000Z.',
  },
  {
    name: '$randomInt',
    usage: '{{$randomInt 1 9}}',
    parameters: ['least', 'greatest'],
    description: 'A random integer between the two given ones, both included.',
  },
  {
    name: '$env',
    usage: '{{$env NAME}}',
    parameters: ['NAME'],
    description: 'An environment variable of the process that sends. Not read in an untrusted workspace.',
  },
  {
    name: '$prompt',
    usage: '{{$prompt Name}}',
    parameters: ['Name'],
    description: 'A value that is asked for when it is sent, under this name, which may have spaces.',
  },
];

const wellFormed = /^([ \t]*)(\$?[A-Za-z_][\w.-]*)((?:[ \t]+[^\s{}]+)*)[ \t]*$/;
const variableName = /^[A-Za-z_][\w.-]*$/;
const integer = /^-?\d{1,15}$/;
/** The longest text between the braces of a variable, in UTF-16 units. */
const longestContent = 10_000;

/** How many variables of one text are read; the next one is malformed, so that nothing is sent with some of them left in it. */
const mostVariables = 100_000;

/** Whether a name may be given to a variable in an environment or in a file. */
export function isVariableName(name: string): boolean {
  return variableName.test(name);
}

/** All variables of a text in order, malformed ones (`{{`, `{{1st}}`, `{{$randomInt}}`) with their `problem`. */
export function findVariables(text: string): Variable[] {
  const found: Variable[] = [];
  let start = text.indexOf('{{');
  while (start >= 0) {
    // In `{{{name}}}` the outer pair is text.
    while (text[start + 2] === '{') start++;
    if (found.length === mostVariables) {
      const problem = `This text has more than ${mostVariables} variables: divide it`;
      return [
        ...found,
        {
          start,
          end: start + 2,
          name: '',
          nameStart: start + 2,
          nameEnd: start + 2,
          args: [],
          dynamic: false,
          problem,
        },
      ];
    }
    const variable = readVariable(text, start);
    found.push(variable);
    start = text.indexOf('{{', variable.end);
  }
  return found;
}

function readVariable(text: string, start: number): Variable {
  const inner = start + 2;
  const close = text.slice(inner).search(/\}\}|\{\{|[\r\n]/);
  const at = inner + close;
  if (close < 0 || text[at] !== '}') {
    const name = /^\$?[\w.-]*/.exec(text.slice(inner, inner + 200))?.[0] ?? '';
    const end = inner + name.length;
    const problem = 'This variable is not closed: write }} after its name, on the same line';
    return { start, end, name, nameStart: inner, nameEnd: end, args: [], dynamic: name.startsWith('$'), problem };
  }
  const content = text.slice(inner, at);
  const match = content.length > longestContent ? null : wellFormed.exec(content);
  const end = at + 2;
  if (match === null) {
    const problem =
      content.trim() === ''
        ? 'This variable has no name: write it between the braces, {{name}}'
        : content.length > longestContent
          ? `This variable is longer than ${longestContent} characters: use a shorter name`
          : `“${content.trim()}” is not a name for a variable: use letters, digits, “_”, “.” and “-”, starting with a letter or “_”`;
    return { start, end, name: content.trim(), nameStart: inner, nameEnd: at, args: [], dynamic: false, problem };
  }
  const [, space = '', name = '', rest = ''] = match;
  const nameStart = inner + space.length;
  const args = rest.trim() === '' ? [] : rest.trim().split(/[ \t]+/);
  const variable = {
    start,
    end,
    name,
    nameStart,
    nameEnd: nameStart + name.length,
    args,
    dynamic: name.startsWith('$'),
  };
  const problem = problemWith(name, args);
  return problem === undefined ? variable : { ...variable, problem };
}

function problemWith(name: string, args: readonly string[]): string | undefined {
  if (!name.startsWith('$'))
    return args.length === 0 ? undefined : `{{${name}}} takes no arguments: remove “${args.join(' ')}”`;
  const known = dynamicVariables.find((each) => each.name === name);
  if (known === undefined) {
    const names = dynamicVariables.map((each) => each.name);
    const hint = didYouMean(name, names);
    return `There is no dynamic variable “${name}”${hint === '' ? `: there are ${names.join(', ')}` : hint}`;
  }
  const fits = name === '$prompt' ? args.length > 0 : args.length === known.parameters.length;
  if (!fits) return `Write it as ${known.usage}: ${name} takes ${count(known.parameters.length)}`;
  if (name === '$randomInt') {
    if (!args.every((each) => integer.test(each))) return `Write it as ${known.usage}: $randomInt takes two integers`;
    if (Number(args[0]) > Number(args[1]))
      return `The first number of $randomInt is the least: write {{$randomInt ${args.toReversed().join(' ')}}}`;
  }
  return undefined;
}

function count(parameters: number): string {
  if (parameters === 0) return 'no arguments';
  return parameters === 1 ? 'one argument' : `${parameters} arguments`;
}

/**
 * What is wrong with a variable, for a diagnostic: its own problem, or that its name is not in `known`. Dynamic variables need
 * not be known; `known` undefined turns the check for unknown names off.
 */
export function variableProblem(
  variable: Variable,
  known: ReadonlyMap<string, string> | undefined,
): string | undefined {
  if (variable.problem !== undefined) return variable.problem;
  if (variable.dynamic || known === undefined || known.has(variable.name)) return undefined;
  const hint = known.size > mostCompared ? '' : didYouMean(variable.name, known.keys());
  return `There is no variable “${variable.name}” in the chosen environment or in this file${hint === '' ? ': define it, or choose another environment' : hint}`;
}

/** What a variable lacks: it is malformed, the environment variable that it names is not set or not readable, no value was given, or nothing defines it. */
export type VariableFault = 'malformed' | 'unset' | 'undefined';

/** What a variable lacks that has no value at the moment of sending. */
export function faultOf({ problem, name }: Variable): VariableFault {
  if (problem !== undefined) return 'malformed';
  return name === '$env' || name === '$prompt' ? 'unset' : 'undefined';
}

/** Why a well-formed variable has no value at the moment of sending. */
export function missingValue({ name, args }: Variable): string {
  if (name === '$env') return `The environment variable ${args[0] ?? ''} is not set, or may not be read here`;
  if (name === '$prompt') return `No value was given for “${promptName({ args })}”`;
  return `The variable “${name}” has no value: define it in the environment, or choose another environment`;
}

/** Under which name a `$prompt` asks for its value: what is written with the same words is asked for once. */
export function promptName({ args }: Pick<Variable, 'args'>): string {
  return args.join(' ');
}

/** Gives the value of a well-formed variable, or undefined where it has none. */
export interface VariableLookup {
  (variable: Variable): string | undefined;
  /** The value of a variable that the document sets from an answer, by its name; undefined as long as it was not set. */
  readonly taken?: (name: string) => string | undefined;
  /** The lookup that this one is the same as but for what was taken. */
  readonly base?: VariableLookup;
}

/** The same lookup, with the values that a document has taken from answers. */
export function withTaken(lookup: VariableLookup, taken: ReadonlyMap<string, string>): VariableLookup {
  return Object.assign((variable: Variable) => lookup(variable), {
    taken: (name: string) => taken.get(name),
    base: lookup.base ?? lookup,
  });
}

export interface Substitution {
  readonly text: string;
  /** Variables that are malformed or have no value; they stand in `text` as they were written. */
  readonly unresolved: readonly Variable[];
}

/**
 * Puts values in the place of variables. `escape` makes a value fit where it stands (for XML: `&`, `<`, quotes); `offset` is the
 * variable's place in `text`. Values are not searched for variables again.
 */
export function substitute(
  text: string,
  lookup: VariableLookup,
  escape: (value: string, offset: number) => string = (value) => value,
): Substitution {
  const unresolved: Variable[] = [];
  let result = '';
  let from = 0;
  for (const variable of findVariables(text)) {
    const value = variable.problem === undefined ? lookup(variable) : undefined;
    if (value === undefined) {
      unresolved.push(variable);
      continue;
    }
    result += text.slice(from, variable.start) + escape(value, variable.start);
    from = variable.end;
  }
  return { text: result + text.slice(from), unresolved };
}

/** Where dynamic values come from. */
export interface DynamicSources {
  readonly id: () => string;
  readonly uuid: () => string;
  readonly now: () => Date;
  /** An integer between the two, both included. */
  readonly randomInt: (least: number, greatest: number) => number;
  /** Undefined where the variable is not set, or must not be read. */
  readonly env: (name: string) => string | undefined;
  /** What was given for a name when it was asked for; undefined as long as nothing was. Left out where nobody can be asked. */
  readonly prompt?: (name: string) => string | undefined;
}

/** A lookup in the given values, with dynamic variables from the given sources. */
export function variableLookup(values: ReadonlyMap<string, string>, sources: DynamicSources): VariableLookup {
  return ({ name, args }) => {
    const [first = '', second = ''] = args;
    switch (name) {
      case '$id':
        return sources.id();
      case '$uuid':
        return sources.uuid();
      case '$now':
        return sources.now().toISOString();
      case '$randomInt':
        return String(sources.randomInt(Number(first), Number(second)));
      case '$env':
        return sources.env(first);
      case '$prompt':
        return sources.prompt?.(promptName({ args }));
      default:
        return values.get(name);
    }
  };
}
