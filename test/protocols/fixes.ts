import {
  applyEdits,
  type Diagnostic,
  type Fix,
  type LanguageContext,
  type LanguageService,
} from '../../protocols/core/index.ts';

/** What became of one finding when its preferred fix was applied. */
export interface Outcome {
  readonly finding: Diagnostic;
  /** The text that is underlined. */
  readonly at: string;
  readonly fix: Fix | undefined;
  readonly text: string | undefined;
  /** `repaired`: the finding is gone and no new one came; `new`: others came; `stays`: it is still there; `none`: there is no fix. */
  readonly result: 'repaired' | 'new' | 'stays' | 'none';
}

/** Applies the preferred fix of each finding of a text by itself, and checks again. */
export function outcomes<D>(
  service: LanguageService<D>,
  text: string,
  context: LanguageContext = {},
): readonly Outcome[] {
  const document = service.parse(text, context);
  const before = service.diagnostics(document);
  return before.map((finding): Outcome => {
    const [fix] = service.fixes?.(document, finding) ?? finding.fixes ?? [];
    const at = text.slice(finding.start, finding.end);
    if (fix === undefined) return { finding, at, fix, text: undefined, result: 'none' };
    const after = applyEdits(text, fix.edits);
    return {
      finding,
      at,
      fix,
      text: after,
      result: judge(finding, before, service.diagnostics(service.parse(after, context))),
    };
  });
}

function judge(finding: Diagnostic, before: readonly Diagnostic[], after: readonly Diagnostic[]): Outcome['result'] {
  const same = (each: Diagnostic): boolean => each.code === finding.code;
  if (after.filter(same).length >= before.filter(same).length) return 'stays';
  const known = before.map(({ code, message }) => `${code} ${message}`);
  for (const { code, message } of after) {
    const index = known.indexOf(`${code} ${message}`);
    if (index < 0) return 'new';
    known.splice(index, 1);
  }
  return 'repaired';
}

/** How many findings were repaired, and a line on each of the others. */
export function summary(all: readonly Outcome[]): {
  readonly repaired: number;
  readonly total: number;
  readonly rest: readonly string[];
} {
  const rest = all
    .filter(({ result }) => result !== 'repaired')
    .map(
      ({ result, finding, at, fix }) =>
        `${finding.code} at ${JSON.stringify(at)}: ${result === 'none' ? 'no fix' : `${fix?.title ?? ''} (${result})`}`,
    );
  return { repaired: all.length - rest.length, total: all.length, rest };
}

/** The titles that one finding of a text has twice, a line each. */
export function sharedTitles<D>(service: LanguageService<D>, text: string, context: LanguageContext = {}): string[] {
  const document = service.parse(text, context);
  return service.diagnostics(document).flatMap((finding) => {
    const titles = (service.fixes?.(document, finding) ?? finding.fixes ?? []).map(({ title }) => title);
    return titles
      .filter((title, index) => titles.indexOf(title) !== index)
      .map((title) => `${finding.code}: ${title}: ${JSON.stringify(text.slice(0, 300))}`);
  });
}
