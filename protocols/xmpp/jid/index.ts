export { escapeLocal, escapingHint, unescapeLocal } from './escaping.ts';
export {
  bareJid,
  isPlainJid,
  parseJid,
  prepareJid,
  sameJid,
  type Jid,
  type JidProblem,
  type PreparedJid,
} from './jid.ts';
