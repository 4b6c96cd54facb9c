export { compileFilter, type Compiled } from './compile.ts';
export { completeFilter, type FilterCompletion, type SeenValues } from './complete.ts';
export type { CompiledFilter, EvaluateOptions, Needs, UnitFacts } from './facts.ts';
export { followsOf, isDisposition, isIq, type FollowedFacts } from './follow-test.ts';
export { filterKeys, flags, keyNames, type KeyName } from './keys.ts';
export type { FilterNode, FilterProblem, ParsedFilter } from './model.ts';
export { isEmptyFilter, parseFilter } from './parse.ts';
export { printFilter, printWord, quote } from './print.ts';
export { filterSyntax } from './syntax.ts';
