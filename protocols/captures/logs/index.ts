/** The logs that are read, in the order in which they are tried on a line: what has fewer signs comes later. */
import type { LogFormat } from './model.ts';
import { amqpNetLite } from './amqp/amqpnetlite.ts';
import { dispatch } from './amqp/dispatch.ts';
import { fe2o3 } from './amqp/fe2o3.ts';
import { goAmqp } from './amqp/go-amqp.ts';
import { nodeAmqp10 } from './amqp/node-amqp10.ts';
import { proton, protonRaw } from './amqp/proton.ts';
import { protonj } from './amqp/protonj.ts';
import { pyamqp } from './amqp/pyamqp.ts';
import { rabbitmq } from './amqp/rabbitmq.ts';
import { rheaFrames, rheaRaw } from './amqp/rhea-raw.ts';
import { uamqp } from './amqp/uamqp.ts';
import { continued } from './continued.ts';
import { decorated } from './decorated.ts';
import { timed } from './timed.ts';
import { rejoined } from './broken-lines.ts';
import { xmppLogs } from './xmpp/index.ts';

export { unescapeEntities } from './entities.ts';
export { unwrap } from './envelopes.ts';
export { Unwrapper } from './unwrapper.ts';
export { LogFeeder } from './log-feeder.ts';
export { LineSplitter, telling } from './lines.ts';
export { beginsAgain, rankOf } from './amqp/successive.ts';
export type { LogFormat } from './model.ts';

const formats: readonly LogFormat[] = [
  rheaRaw,
  rejoined(rheaFrames),
  rejoined(protonj),
  rejoined(goAmqp),
  fe2o3,
  rejoined(amqpNetLite),
  nodeAmqp10,
  rejoined(pyamqp),
  uamqp,
  rabbitmq,
  rejoined(dispatch),
  protonRaw,
  rejoined(proton),
  ...xmppLogs,
];

/** Each format with the times of its lines, also where every line of it is quoted in a mail or has the name of a container in front. */
export const logFormats: readonly LogFormat[] = formats.map((format) => timed(decorated(continued(format))));
