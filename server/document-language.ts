import type {
  Completion,
  Diagnostic,
  Effort,
  Fix,
  Hover,
  LanguageContext,
  LanguageService,
  OutlineSymbol,
  Sendable,
  TextRange,
} from '../protocols/core/index.ts';

/** A parsed document that answers for itself, whichever language it is in. Offsets are UTF-16 units. */
export interface ParsedDocument {
  diagnostics(): readonly Diagnostic[];
  completions(offset: number, asked?: boolean): readonly Completion[];
  hover(offset: number): Hover | undefined;
  definition(offset: number): TextRange | undefined;
  symbols(): readonly OutlineSymbol[];
  sendables(): readonly Sendable[];
  folds(): readonly TextRange[];
  /** Ways out of one of the findings, the best first. */
  fixes(finding: Diagnostic, effort?: Effort): readonly Fix[];
  /** Turns the rule of a finding off where it was found. */
  suppression(finding: Diagnostic): Fix | undefined;
  /** Parses the text as it is now, and reuses what an edit did not touch. */
  update(text: string, context: LanguageContext): ParsedDocument;
}

export type DocumentLanguage = (text: string, context: LanguageContext) => ParsedDocument;

/** Hides the type of a language's document, so that languages can stand side by side. */
export function documentLanguage<D>(service: LanguageService<D>): DocumentLanguage {
  const wrap = (document: D): ParsedDocument => ({
    diagnostics: () => service.diagnostics(document),
    completions: (offset, asked) => service.completions(document, offset, asked),
    hover: (offset) => service.hover(document, offset),
    definition: (offset) => service.definition?.(document, offset),
    symbols: () => service.symbols(document),
    sendables: () => service.sendables(document),
    folds: () => service.folds(document),
    fixes: (finding, effort) => service.fixes?.(document, finding, effort) ?? finding.fixes ?? [],
    suppression: (finding) => service.suppression?.(document, finding),
    update: (text, context) => wrap(service.parse(text, context, document)),
  });
  return (text, context) => wrap(service.parse(text, context));
}
