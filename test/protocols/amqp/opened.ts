import { amqpCodec, amqpJudge } from '../../../protocols/amqp/index.ts';
import {
  gravest,
  noProject,
  type Issue,
  type OpenUnit,
  type ProjectContext,
  type Severity,
  type UnitContext,
} from '../../../protocols/core/index.ts';
import type { InspectNode } from '../../../protocols/core/inspect/index.ts';

/** A unit of AMQP, opened. */
export function openAmqp(
  bytes: Uint8Array,
  context: UnitContext = {},
  project: Partial<ProjectContext> = {},
): OpenUnit {
  return amqpCodec.open({ protocol: 'amqp', kind: 'frame', bytes }, context, { ...noProject, ...project });
}

export function amqpTree(bytes: Uint8Array, secrets = false, context: UnitContext = {}): InspectNode {
  return openAmqp(bytes, context).tree({ secrets });
}

export function amqpIssues(bytes: Uint8Array): readonly Issue[] {
  return amqpJudge.issues(openAmqp(bytes), 'hint');
}

/** What a list shows of a unit. */
export function amqpRow(bytes: Uint8Array): {
  readonly name: string;
  readonly summary: string;
  readonly channel?: number;
  readonly state?: Severity;
} {
  const opened = openAmqp(bytes);
  const { name, channel } = opened;
  const state = gravest(amqpJudge.issues(opened, 'information'));
  return {
    name,
    summary: opened.summary(),
    ...(channel === undefined ? {} : { channel }),
    ...(state === undefined ? {} : { state }),
  };
}
