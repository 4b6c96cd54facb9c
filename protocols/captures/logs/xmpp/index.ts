/** The logs of XMPP programs, in the order in which they are tried: the general one last. */
import type { LogFormat } from '../model.ts';
import { ejabberd } from './ejabberd.ts';
import { gajim } from './gajim.ts';
import { prosody } from './prosody.ts';
import { slixmpp } from './slixmpp.ts';
import { xmppjs } from './xmppjs.ts';
import { xmppLog } from './xmpp-log.ts';

export const xmppLogs: readonly LogFormat[] = [prosody, ejabberd, slixmpp, gajim, xmppjs, xmppLog];
