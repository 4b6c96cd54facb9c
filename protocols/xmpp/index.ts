export { xmppLanguage } from './language/index.ts';
export type { XmppDocument } from './language/document.ts';
export { resolveStanza, stanzasOf, type ResolvedStanza } from './language/sendables.ts';
export { ruleById, rules } from './rules/index.ts';
export { bareJid, escapeLocal, parseJid, sameJid, unescapeLocal, type Jid, type JidProblem } from './jid/index.ts';
