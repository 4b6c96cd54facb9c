export { xmppLanguage } from './language/index.ts';
export { xmppSchemaLanguage } from './language/schema/index.ts';
export type { XmppDocument } from './language/document.ts';
export { ruleById, ruleGroups, rules, type RuleGroup } from './rules/index.ts';
export { bareJid, escapeLocal, parseJid, sameJid, unescapeLocal, type Jid, type JidProblem } from './jid/index.ts';
export {
  createXmppFramer,
  strictParse,
  type StrictElement,
  type StrictOptions,
  type StrictProblem,
  type StrictResult,
  type XmppFramerOptions,
} from './framer/index.ts';
export { templateStanzas, XmppFollower, XmppUnit, xmppCodec, xmppJudge } from './codec/index.ts';
export { valueOf } from './parser/value.ts';
export { Presences, type Contact, type PresenceState, type Resource } from './presence/index.ts';
export { TrafficCheck, type TrafficFindings, type TrafficOptions } from './traffic/index.ts';
