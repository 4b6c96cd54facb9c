/** The logs that are read, in the order in which they are tried on a line: what is told from fewer signs comes later. */
import type { LogFormat } from './model.ts';
import { dispatch } from './amqp/dispatch.ts';
import { proton, protonRaw } from './amqp/proton.ts';
import { rheaFrames, rheaRaw } from './amqp/rhea-raw.ts';
import { xmppLogs } from './xmpp/index.ts';

export { LogFeeder } from './log-feeder.ts';
export { LineSplitter } from './lines.ts';
export type { LogFormat } from './model.ts';

export const logFormats: readonly LogFormat[] = [rheaRaw, rheaFrames, dispatch, protonRaw, proton, ...xmppLogs];
