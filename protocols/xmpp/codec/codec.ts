import type { Codec } from '../../core/index.ts';
import { XmppUnit } from './open-unit.ts';

/** Reads units of XMPP. */
export const xmppCodec: Codec = {
  protocol: 'xmpp',
  open: (unit, context, project) => new XmppUnit(unit, context, project),
};
