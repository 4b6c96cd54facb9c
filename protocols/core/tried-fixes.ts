import type { Diagnostic, Fix, TextEdit } from './diagnostic.ts';
import { Effort } from './effort.ts';
import type { LanguageContext, LanguageService } from './language.ts';

/** A document that knows what it was made of. */
interface Parsed {
  readonly text: string;
  readonly context: LanguageContext;
}

/** Proposes ways out of a finding, the best first. Whether they are any is found by trying. */
export type Propose<D> = (document: D, finding: Diagnostic) => readonly Fix[];

/** More proposals than these are not tried; in a large text fewer, since each means to check it again. */
const mostTried = 24;
const leastTried = 4;
/** How much text is checked for one finding, in UTF-16 units. */
const mostChecked = 2_000_000;
/** How many findings that a fix brings to light are mended with it. */
const mostFollowed = 4;

/**
 * The proposals that mend a finding, found by trying each on the text. One that brings other findings to light mends those as
 * well, if it can. Those that leave the finding where it is are left out. What only takes text away comes after the rest, unless
 * it is the best proposal. A fix that brings new findings is dropped; only a corrected name is offered, where nothing else is. Where
 * `effort` is spent, the rest is not tried, and not offered.
 */
export function triedFixes<D extends Parsed>(
  service: LanguageService<D>,
  document: D,
  finding: Diagnostic,
  propose: Propose<D>,
  effort = new Effort(Infinity),
): readonly Fix[] {
  if (effort.isSpent) return [];
  const { text } = document;
  const before = service.diagnostics(document);
  const tries = Math.min(mostTried, Math.max(leastTried, Math.floor(mostChecked / Math.max(text.length, 1))));
  const proposals = propose(document, finding).slice(0, tries);
  const found: { readonly fix: Fix; readonly isSound: boolean; readonly removes: boolean }[] = [];
  const seen = new Set([text]);
  proposals.forEach((proposal, index) => {
    const after = applied(text, proposal);
    if (after === undefined || seen.has(after)) return;
    seen.add(after);
    const first = parsed(service, document, after, effort);
    if (first === undefined || count(first.findings, finding.code) >= count(before, finding.code)) return;
    const whole =
      isNew(first.findings, before).length === 0
        ? proposal
        : index < 3 && tries === mostTried
          ? follow({ service, before, propose, effort }, document, finding, proposal, first)
          : undefined;
    if (whole !== undefined && whole !== proposal) {
      // What it comes to in the end may be offered already, in fewer words.
      const final = applied(text, whole);
      if (final === undefined || seen.has(final)) return;
    }
    const removes = index > 0 && proposal.edits.every((edit) => edit.text === '');
    found.push({ fix: whole ?? proposal, isSound: whole !== undefined, removes });
  });
  // A fix that brings new findings is dropped. Only a corrected name is still offered if nothing else is: the findings it reveals existed before.
  const sound = found.filter(({ isSound }) => isSound);
  return (sound.length > 0 ? sound : found.filter(({ fix }) => /^Change to “[^”]*”$/.test(fix.title)))
    .sort((a, b) => Number(a.removes) - Number(b.removes))
    .map(({ fix }) => fix);
}

interface Tried<D> {
  readonly document: D;
  readonly findings: readonly Diagnostic[];
}

/** What all trials for a finding have in common. */
interface Trials<D extends Parsed> {
  readonly service: LanguageService<D>;
  readonly before: readonly Diagnostic[];
  readonly propose: Propose<D>;
  readonly effort: Effort;
}

/** A changed text and its findings; undefined where the effort is spent. */
function parsed<D extends Parsed>(
  service: LanguageService<D>,
  document: D,
  text: string,
  effort: Effort,
): Tried<D> | undefined {
  if (!effort.take(text.length)) return undefined;
  const changed = service.parse(text, document.context, document);
  return { document: changed, findings: service.diagnostics(changed) };
}

/** A fix together with those of the findings that it brings to light; undefined where they cannot all be mended. */
function follow<D extends Parsed>(
  trials: Trials<D>,
  document: D,
  finding: Diagnostic,
  fix: Fix,
  first: Tried<D>,
): Fix | undefined {
  const { before } = trials;
  const titles = [fix.title];
  let at = first;
  for (let left = isNew(at.findings, before); left.length > 0;) {
    const [next] = left;
    if (next === undefined || titles.length > mostFollowed) return undefined;
    const step = nextStep(trials, at, next, left.length);
    if (step === undefined) return undefined;
    titles.push(step.title);
    at = step.tried;
    left = isNew(at.findings, before);
  }
  // What one of them mends, another may have broken again.
  if (count(at.findings, finding.code) >= count(before, finding.code)) return undefined;
  return {
    title: titles.map((title, i) => (i === 0 ? title : title.charAt(0).toLowerCase() + title.slice(1))).join(', '),
    edits: [difference(document.text, at.document.text)],
  };
}

function nextStep<D extends Parsed>(
  { service, before, propose, effort }: Trials<D>,
  at: Tried<D>,
  finding: Diagnostic,
  left: number,
): { readonly title: string; readonly tried: Tried<D> } | undefined {
  for (const proposal of propose(at.document, finding).slice(0, 6)) {
    const text = applied(at.document.text, proposal);
    if (text === undefined || proposal.edits.every((edit) => edit.text === '')) continue;
    const tried = parsed(service, at.document, text, effort);
    if (tried === undefined) return undefined;
    if (isNew(tried.findings, before).length < left) return { title: proposal.title, tried };
  }
  return undefined;
}

/** The findings that were not there before. */
function isNew(after: readonly Diagnostic[], before: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map<string, number>();
  for (const { code, message } of before) known.set(`${code} ${message}`, (known.get(`${code} ${message}`) ?? 0) + 1);
  return after.filter(({ code, message }) => {
    const left = known.get(`${code} ${message}`) ?? 0;
    if (left > 0) known.set(`${code} ${message}`, left - 1);
    return left === 0;
  });
}

function count(findings: readonly Diagnostic[], code: string): number {
  return findings.reduce((sum, each) => (each.code === code ? sum + 1 : sum), 0);
}

function applied(text: string, { edits }: Fix): string | undefined {
  return isSound(edits, text.length) ? applyEdits(text, edits) : undefined;
}

/** A text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, text: put } of sorted(edits)) {
    result += text.slice(from, start) + put;
    from = end;
  }
  return result + text.slice(from);
}

/** Whether edits lie within a text of that length and do not overlap. */
function isSound(edits: readonly TextEdit[], length: number): boolean {
  const list = sorted(edits);
  return list.every(({ start, end }, i) => start >= (list[i - 1]?.end ?? 0) && end >= start && end <= length);
}

function sorted(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The one edit that makes a text of another. */
function difference(text: string, after: string): TextEdit {
  const most = Math.min(text.length, after.length);
  let front = 0;
  while (front < most && text[front] === after[front]) front++;
  let back = 0;
  while (back < most - front && text[text.length - 1 - back] === after[after.length - 1 - back]) back++;
  return { start: front, end: text.length - back, text: after.slice(front, after.length - back) };
}
