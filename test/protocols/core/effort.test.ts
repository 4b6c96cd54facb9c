import { describe, expect, it } from 'vitest';
import {
  Effort,
  triedFixes,
  type Diagnostic,
  type Fix,
  type LanguageContext,
  type LanguageService,
} from '../../../protocols/core/index.ts';

interface Counted {
  readonly text: string;
  readonly context: LanguageContext;
}

/** Every `!` is a mistake; `checked` counts the UTF-16 units that were parsed. */
function counting() {
  const work = { checked: 0, parses: 0 };
  const service: LanguageService<Counted> = {
    parse: (text, context) => {
      work.checked += text.length;
      work.parses++;
      return { text, context };
    },
    diagnostics: ({ text }) =>
      [...text.matchAll(/!/g)].map(({ index }): Diagnostic => ({
        code: 'toy/mark',
        severity: 'error',
        message: `Mark ${index}`,
        start: index,
        end: index + 1,
      })),
    completions: () => [],
    hover: () => undefined,
    symbols: () => [],
    sendables: () => [],
    folds: () => [],
  };
  return { work, service };
}

const text = `${'a'.repeat(1000)}!`;
const finding: Diagnostic = { code: 'toy/mark', severity: 'error', message: 'Mark 1000', start: 1000, end: 1001 };
/** The last of them mends the finding. */
const proposals: readonly Fix[] = ['x!', 'y!', 'z!', ''].map((put) => ({
  title: `Put ${put}`,
  edits: [{ start: 1000, end: 1001, text: put }],
}));

describe('the effort for quick fixes', () => {
  it('without a bound tries all proposals', () => {
    const { service, work } = counting();
    expect(triedFixes(service, { text, context: {} }, finding, () => proposals)).toHaveLength(1);
    expect(work.parses).toBe(4);
  });

  it('bounds the text that is checked, over several findings', () => {
    const { service, work } = counting();
    const effort = new Effort(2500);
    expect(triedFixes(service, { text, context: {} }, finding, () => proposals, effort)).toEqual([]);
    expect(triedFixes(service, { text, context: {} }, finding, () => proposals, effort)).toEqual([]);
    expect(work.checked).toBeLessThanOrEqual(2500);
    expect(work.parses).toBe(2);
  });

  it('ends when its owner says so, and asks for no more proposals', () => {
    const { service, work } = counting();
    let isLate = false;
    let proposed = 0;
    const propose = (): readonly Fix[] => {
      proposed++;
      isLate = true;
      return proposals;
    };
    const effort = new Effort(1_000_000, () => isLate);
    for (let round = 0; round < 3; round++)
      expect(triedFixes(service, { text, context: {} }, finding, propose, effort)).toEqual([]);
    expect([proposed, work.parses]).toEqual([1, 0]);
  });

  it('holds for what one fix brings to light as well', () => {
    const { service, work } = counting();
    // Each repair brings a new mark, at another place.
    const endless = (document: Counted): readonly Fix[] =>
      Array.from({ length: 6 }, (_each, index) => ({
        title: 'Move the mark',
        edits: [{ start: 0, end: document.text.length, text: `${'a'.repeat(document.text.length + index)}b` }],
      }));
    triedFixes(service, { text, context: {} }, finding, endless, new Effort(3 * 1002));
    expect(work.parses).toBeLessThanOrEqual(3);
  });
});
