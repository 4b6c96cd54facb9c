import type { Protocol } from '../protocol.ts';
import { XmppFollower, xmppCodec, xmppJudge, xmppRedactor, xmppTemplates } from './codec/index.ts';
import { xmppSearch } from './search/index.ts';

/** XMPP. */
export const xmpp: Protocol = {
  codec: xmppCodec,
  judge: xmppJudge,
  search: xmppSearch,
  templates: xmppTemplates,
  redactor: xmppRedactor,
  follower: (options) => new XmppFollower(options),
};
