export type { Diagnostic, Fix, Related, TextEdit } from './diagnostic.ts';
export type { Issue } from './issue.ts';
export { LineIndex, type Position } from './lines.ts';
export type { Rule } from './rule.ts';
export { readRuleSettings, withSettings, type RuleSettings } from './rule-settings.ts';
export { formatSection, type SectionRef } from './section.ts';
export { gravest, severities, type RuleSetting, type Severity } from './severity.ts';
export {
  otherSide,
  protocolNames,
  unitKinds,
  type CreateFramer,
  type FramedUnit,
  type Framer,
  type Lossy,
  type ProtocolName,
  type Side,
  type Unit,
  type UnitKind,
} from './unit.ts';
export {
  noContext,
  noProject,
  type Codec,
  type Declarations,
  type Failure,
  type Judge,
  type OpenUnit,
  type OwnTypes,
  type ProjectContext,
  type Secrecy,
  type UnitBytes,
  type UnitContext,
  type UnitPlace,
  type ViewOptions,
} from './codec.ts';
export { createJudge } from './judging.ts';
export {
  noIssues,
  noNotes,
  noteOf,
  quoted,
  noNumbers,
  type Followed,
  type Follower,
  type FollowerOptions,
  type Note,
} from './follower.ts';
export type { Json, JsonObject } from './json.ts';
export {
  noSearch,
  pathNames,
  type DeliveryIds,
  type FieldValue,
  type NamedThing,
  type UnitSearch,
  type XmlView,
} from './search.ts';
export { sourceOf, takeFrom, type NotTaken, type PlacedSet, type SetVariable, type TakenValue } from './taking.ts';
export { parseXPath, XPathError } from './xpath/index.ts';
export { followed, type FollowedKind, type TemplateForm, type TextLanguage } from './forms.ts';
export { noTemplates, type UnitTemplates } from './template.ts';
export type {
  Completion,
  Hover,
  LanguageContext,
  LanguageService,
  OutlineSymbol,
  Sendable,
  TextRange,
} from './language.ts';
export {
  isPayload,
  nothingThere,
  setsOfPayload,
  type Problem,
  type SendingLanguage,
  type SendPayload,
} from './sending.ts';
export { capital } from './capital.ts';
export { clip } from './clip.ts';
export { closest, didYouMean, mostCompared } from './closest.ts';
export { formatCount, plural } from './counting.ts';
export { indentedLines, isPrintable, printableJson, printableLine, printableText } from './printable.ts';
export {
  joinRanges,
  looksSecret,
  mask,
  maskIssues,
  maskSecrets,
  secretBytes,
  secretSpans,
  type SecretRange,
} from './secrets.ts';
export { endOfParts, spansOf, type SpanPattern } from './spans.ts';
export { mendedName, variableReplacements } from './variable-fixes.ts';
export { Effort } from './effort.ts';
export { remembered } from './remembered.ts';
export { titled } from './fix-parts.ts';
export { applyEdits, triedFixes, type Propose } from './tried-fixes.ts';
export {
  dynamicVariables,
  faultOf,
  findVariables,
  isVariableName,
  missingValue,
  promptName,
  substitute,
  variableLookup,
  variableProblem,
  withTaken,
  type DynamicSources,
  type DynamicVariable,
  type Substitution,
  type Variable,
  type VariableFault,
  type VariableLookup,
} from './variables.ts';
export { meansSuppression, readSuppression, Suppressions, type SuppressedName } from './suppressions.ts';
export { fromBase64, toBase64 } from './base64.ts';
export { codePointName, fromHex, hexByte, spacedHex, toHex } from './hex.ts';
export { asciiByte, hexDump, hexOffset } from './hex-dump.ts';
export { messageOf, stackOf } from './message-of.ts';
export { foreignOf, type Foreign } from './foreign.ts';
export { PlainFollower } from './plain-follower.ts';
export { maskedBytes, withMasked } from './masked-bytes.ts';
export type { NameKind, Names, Redactor } from './redactor.ts';
export { unknownRedactor } from './unknown-redactor.ts';
export { unknownCodec, unknownJudge } from './unknown.ts';
export { BoundedMap } from './bounded-map.ts';
export { ByteQueue } from './byte-queue.ts';
export { joinBytes } from './join-bytes.ts';
export { createUnknownFramer } from './unknown-framer.ts';
export { noBodies, type UnitBody } from './body.ts';
export {
  countNumbers,
  hasNumber,
  joinNumbers,
  numbersFrom,
  numbersOf,
  rangesOf,
  withoutNumbers,
  type NumberRanges,
} from './number-ranges.ts';
