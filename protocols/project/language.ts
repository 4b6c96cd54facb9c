import type { LanguageService, Rule } from '../core/index.ts';
import { parseProject, type ParsedProject } from './parse.ts';
import { ruleCompletions, ruleHover } from './rule-keys.ts';

/** `wireloupe.json`, parsed. */
export interface ProjectDocument extends ParsedProject {
  readonly text: string;
}

/**
 * `wireloupe.json` itself in the editor: its diagnostics, and the rules. All other completion and hover come from the JSON
 * schema, outline and folding from the editor's JSON support. `rules` holds all rules of the protocols that it covers.
 */
export function projectLanguage(rules: readonly Rule[] = []): LanguageService<ProjectDocument> {
  const options = { knownRules: rules.map((rule) => rule.id) };
  return {
    parse: (text) => ({ text, ...parseProject(text, options) }),
    diagnostics: (document) => document.diagnostics,
    completions: ({ text }, offset) => ruleCompletions(text, offset, rules),
    hover: ({ text }, offset) => ruleHover(text, offset, rules),
    symbols: () => [],
    sendables: () => [],
    folds: () => [],
  };
}
