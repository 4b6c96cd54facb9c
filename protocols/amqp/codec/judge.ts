import { createJudge } from '../../core/index.ts';
import { findingsOf } from '../rules/lossy.ts';
import { trafficSettings } from '../rules/traffic.ts';
import { AmqpUnit } from './open-unit.ts';

/** Judges units of AMQP 1.0 by their own bytes. */
export const amqpJudge = createJudge((unit, hints) => {
  if (!(unit instanceof AmqpUnit)) throw new TypeError('The judge of AMQP got a unit of another codec.');
  return findingsOf(hints ? unit.frame.issues : unit.frame.findings, unit.unit.lossy);
}, trafficSettings);
