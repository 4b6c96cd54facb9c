import {
  titled,
  triedFixes,
  type Diagnostic,
  type Effort,
  type Fix,
  type LanguageService,
} from '../../../core/index.ts';
import type { XmppDocument } from '../document.ts';
import { definitionRepairs } from './definitions.ts';
import { extensionRepairs } from './extensions.ts';
import { formRepairs } from './forms.ts';
import { jingleRepairs } from './jingle.ts';
import { type RepairTable, spotOf } from './spot.ts';
import { stanzaRepairs } from './stanzas.ts';
import { suppressionRepairs } from './suppress.ts';
import { syntaxRepairs } from './syntax.ts';
import { transportRepairs } from './transports.ts';

/** All repairs by the rule's id. */
export const repairs: RepairTable = {
  ...syntaxRepairs,
  ...stanzaRepairs,
  ...definitionRepairs,
  ...extensionRepairs,
  ...formRepairs,
  ...jingleRepairs,
  ...transportRepairs,
  ...suppressionRepairs,
};

/** Ways out of a finding, as `LanguageService.fixes`. */
export function fixesWith(
  service: LanguageService<XmppDocument>,
): (document: XmppDocument, finding: Diagnostic, effort?: Effort) => readonly Fix[] {
  return (document, finding, effort) =>
    titled(document.text, finding, triedFixes(service, document, finding, candidates, effort));
}

/** What a rule's repairs propose; offsets are the document's. */
function candidates(document: XmppDocument, finding: Diagnostic): readonly Fix[] {
  const repair = Object.hasOwn(repairs, finding.code) ? repairs[finding.code] : undefined;
  const spot = repair === undefined ? undefined : spotOf(document, finding);
  if (repair === undefined || spot === undefined) return [];
  return repair(spot).map(({ title, edits }) => ({
    title,
    edits: edits.map(({ start, end, text }) => ({ start: start + spot.base, end: end + spot.base, text })),
  }));
}
export { suppression } from './suppress.ts';
