import { messageOf } from '../core/index.ts';
import { keyTest } from './key-test.ts';
import type { CompiledFilter, EvaluateOptions, Needs, UnitFacts } from './facts.ts';
import type { FilterNode, FilterProblem, ParsedFilter, WordTerm } from './model.ts';
import { parseFilter } from './parse.ts';
import { costs, type Test } from './test.ts';
import { occursTest, regexTest, RegexError, rememberedTest } from './text-match.ts';

/** A filter that can be applied, or what is wrong with it. */
export type Compiled =
  | { readonly filter: CompiledFilter; readonly errors?: undefined }
  | { readonly filter?: undefined; readonly errors: readonly FilterProblem[] };

/** Makes a predicate of a filter; what costs least is asked first. Regular expressions that cannot be read are errors as well. */
export function compileFilter(filter: string | ParsedFilter, options: EvaluateOptions): Compiled {
  const parsed = typeof filter === 'string' ? parseFilter(filter) : filter;
  if (parsed.errors.length > 0) return { errors: parsed.errors };
  try {
    const test = testOf(parsed.root, options);
    const needs: Needs = { answers: test.answers, units: test.units };
    return { filter: { needs, matches: test.matches } };
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    const { start, end } = error.value;
    return { errors: [{ message: messageOf(error), start, end }] };
  }
}

function testOf(node: FilterNode, options: EvaluateOptions): Test {
  switch (node.kind) {
    case 'all':
    case 'any': {
      const parts = node.parts.map((part) => testOf(part, options)).sort((a, b) => a.cost - b.cost);
      const tests = parts.map(({ matches }) => matches);
      return {
        ...joined(parts),
        matches:
          node.kind === 'all'
            ? (unit) => {
                for (const test of tests) if (!test(unit)) return false;
                return true;
              }
            : (unit) => {
                for (const test of tests) if (test(unit)) return true;
                return false;
              },
      };
    }
    case 'not': {
      const part = testOf(node.part, options);
      return { ...part, matches: (unit) => !part.matches(unit) };
    }
    case 'flag':
      return node.name === 'failed'
        ? { cost: costs.record, answers: false, units: [], matches: (unit) => unit.failed }
        : { cost: costs.named, answers: true, units: [], matches: isUnanswered };
    case 'word':
      return wordTest(node);
    case 'key':
      return keyTest(node, options);
  }
}

function joined(parts: readonly Test[]): Omit<Test, 'matches'> {
  return {
    cost: Math.max(0, ...parts.map(({ cost }) => cost)),
    answers: parts.some(({ answers }) => answers),
    units: [...new Set(parts.flatMap(({ units }) => units))],
  };
}

function isUnanswered(unit: UnitFacts): boolean {
  return unit.peer === undefined && unit.search.asks(unit.open());
}

/** A word occurs in what a list shows of a unit: what is cheap to know first. */
function wordTest({ value }: WordTerm): Test {
  const test = value.type === 'regex' ? regexTest(value) : occursTest(value);
  const often = rememberedTest(test);
  return {
    cost: costs.open,
    answers: false,
    units: [],
    matches: (unit) => {
      if (often(unit.name) || unit.connection.some(often)) return true;
      const link = unit.place()?.link;
      if (link !== undefined && [link.name, link.source ?? '', link.target ?? ''].some(often)) return true;
      const opened = unit.open();
      if (test(opened.summary())) return true;
      return unit.search.named(opened, 'from').some(test) || unit.search.named(opened, 'to').some(test);
    },
  };
}
