import type { LanguageService } from '../text/index.ts';
import { parseProject, type ParsedProject } from './parse.ts';

/**
 * `wireloupe.json` itself in the editor: its diagnostics. Completion and hover in it come from the JSON schema, outline and
 * folding from the editor's JSON support.
 */
export function projectLanguage(knownRules?: Iterable<string>): LanguageService<ParsedProject> {
  const options = knownRules === undefined ? {} : { knownRules: [...knownRules] };
  return {
    parse: (text) => parseProject(text, options),
    diagnostics: (document) => document.diagnostics,
    completions: () => [],
    hover: () => undefined,
    symbols: () => [],
    sendables: () => [],
    folds: () => [],
  };
}
