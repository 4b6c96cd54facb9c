import {
  noProject,
  type Issue,
  type OpenUnit,
  type ProjectContext,
  type UnitContext,
} from '../../../protocols/core/index.ts';
import type { InspectNode } from '../../../protocols/core/inspect/index.ts';
import { xmppCodec, xmppJudge } from '../../../protocols/xmpp/index.ts';

/** A unit of XMPP, opened. */
export function openXmpp(
  bytes: Uint8Array,
  context: UnitContext = {},
  project: Partial<ProjectContext> = {},
): OpenUnit {
  return xmppCodec.open({ protocol: 'xmpp', kind: 'stanza', bytes }, context, { ...noProject, ...project });
}

export function xmppTree(bytes: Uint8Array, context: UnitContext = {}): InspectNode {
  return openXmpp(bytes, context).tree({ secrets: true });
}

export function xmppIssues(
  bytes: Uint8Array,
  context: UnitContext = {},
  project: Partial<ProjectContext> = {},
): readonly Issue[] {
  return xmppJudge.issues(openXmpp(bytes, context, project), 'hint');
}
