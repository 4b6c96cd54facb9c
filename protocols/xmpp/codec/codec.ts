import type { Codec } from '../../core/index.ts';
import { createXmppFramer } from '../framer/index.ts';
import { XmppUnit } from './open-unit.ts';

/** Reads units of XMPP. */
export const xmppCodec: Codec = {
  protocol: 'xmpp',
  framer: ({ framing }) => createXmppFramer({ websocket: framing === 'message' }),
  open: (unit, context, project) => new XmppUnit(unit, context, project),
};
