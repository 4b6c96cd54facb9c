export { escapeLocal, escapingHint, unescapeLocal } from './escaping.ts';
export { bareJid, isPlainJid, parseJid, sameJid, type Jid, type JidProblem } from './jid.ts';
