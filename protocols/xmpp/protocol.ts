import type { Protocol } from '../protocol.ts';
import { XmppFollower, xmppCodec, xmppJudge } from './codec/index.ts';

/** XMPP. */
export const xmpp: Protocol = {
  codec: xmppCodec,
  judge: xmppJudge,
  follower: (options) => new XmppFollower(options),
};
