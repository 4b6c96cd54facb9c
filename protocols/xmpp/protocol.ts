import type { Protocol } from '../protocol.ts';
import { XmppFollower, xmppCodec, xmppJudge, xmppRedactor } from './codec/index.ts';
import { xmppSearch } from './search/index.ts';

/** XMPP. */
export const xmpp: Protocol = {
  codec: xmppCodec,
  judge: xmppJudge,
  search: xmppSearch,
  redactor: xmppRedactor,
  follower: (options) => new XmppFollower(options),
};
