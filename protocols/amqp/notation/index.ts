export { formatUnitPlainly } from './format/plain.ts';
export { formatUnit, formatUnits } from './format/unit.ts';
export { encodeScript, type Script, type ScriptProblem, type ScriptStep, type StepPlace } from './script.ts';
export { parseSource, type SourceDocument } from './source/document.ts';
