/** The logs of XMPP programs, in the order in which they are tried: the general one last. */
import type { LogFormat } from '../model.ts';
import { conversations, converse, psi, strophe } from './consoles.ts';
import { dino } from './dino.ts';
import { ejabberd } from './ejabberd.ts';
import { gajim } from './gajim.ts';
import { openfire } from './openfire.ts';
import { profanity } from './profanity.ts';
import { prosody } from './prosody.ts';
import { withRestarts } from './restarts.ts';
import { slixmpp } from './slixmpp.ts';
import { smack } from './smack.ts';
import { tigase } from './tigase.ts';
import { xmppjs } from './xmppjs.ts';
import { xmppLog } from './xmpp-log.ts';

export { isTopLevel } from './xml-start.ts';

const formats: readonly LogFormat[] = [
  prosody,
  ejabberd,
  openfire,
  tigase,
  profanity,
  slixmpp,
  smack,
  dino,
  gajim,
  psi,
  xmppjs,
  converse,
  strophe,
  conversations,
  xmppLog,
];

export const xmppLogs: readonly LogFormat[] = formats.map(withRestarts);
