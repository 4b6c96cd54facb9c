import { createJudge } from '../../core/index.ts';
import { unitIssues } from '../issues.ts';
import { withoutLost } from './lossy.ts';
import { XmppUnit } from './open-unit.ts';

/** Judges units of XMPP by their own bytes. */
export const xmppJudge = createJudge((unit) => {
  if (!(unit instanceof XmppUnit)) throw new TypeError('The judge of XMPP got a unit of another codec.');
  return unit.unit.kind === 'keepalive' ? [] : withoutLost(unitIssues(unit.parsed), unit.unit);
});
