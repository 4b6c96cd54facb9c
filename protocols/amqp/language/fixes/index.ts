import {
  titled,
  triedFixes,
  type Diagnostic,
  type Effort,
  type Fix,
  type LanguageService,
} from '../../../core/index.ts';
import type { AmqpDocument } from '../document.ts';
import { conversationRepairs } from './conversation.ts';
import { notationRepairs } from './notation.ts';
import { sectionRepairs } from './sections.ts';
import { type RepairTable, spotOf } from './spot.ts';
import { structureRepairs } from './structure.ts';
import { suppressionRepairs } from './suppress.ts';

export { suppression } from './suppress.ts';

/** All repairs by the rule's id. */
export const repairs: RepairTable = {
  ...structureRepairs,
  ...notationRepairs,
  ...sectionRepairs,
  ...conversationRepairs,
  ...suppressionRepairs,
};

/** Ways out of a finding, as `LanguageService.fixes`. */
export function fixesWith(
  service: LanguageService<AmqpDocument>,
): (document: AmqpDocument, finding: Diagnostic, effort?: Effort) => readonly Fix[] {
  return (document, finding, effort) =>
    titled(document.text, finding, triedFixes(service, document, finding, candidates, effort));
}

function candidates(document: AmqpDocument, finding: Diagnostic): readonly Fix[] {
  const repair = Object.hasOwn(repairs, finding.code) ? repairs[finding.code] : undefined;
  return repair === undefined ? [] : repair(spotOf(document, finding));
}
