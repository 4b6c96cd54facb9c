export { templateStanzas, xmppTemplates } from './template.ts';
export { xmppRedactor } from './redactor.ts';
export { xmppCodec } from './codec.ts';
export { XmppFollower } from './follower.ts';
export { xmppJudge } from './judge.ts';
export { XmppUnit } from './open-unit.ts';
