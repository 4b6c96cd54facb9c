import { PlacedIssues } from '../../protocols/core/inspect/index.ts';
import type { ProjectContext } from '../../protocols/core/index.ts';
import { loadProtocol } from '../../protocols/index.ts';
import type { UnitResult } from '../../wire/protocol.ts';
import type { Inspected } from './source.ts';

/**
 * A recorded unit as the Inspector shows it.
 * @param secrets whether secrets are shown as they are
 */
export async function recordedUnit(
  { row, connectionName, bytes, masked, context, issues }: UnitResult,
  project: ProjectContext,
  secrets: boolean,
): Promise<Inspected> {
  const { seq, protocol, kind, side } = row;
  const { codec } = await loadProtocol(protocol);
  const root = codec.open({ protocol, kind, bytes }, context, project).tree({ secrets });
  const way = side === 'client' ? 'sent on' : 'received on';
  const socket = row.socket === undefined ? '' : ` #${row.socket}`;
  const title = `#${seq} ${way} ${connectionName}${socket}`;
  return { root, issues: new PlacedIssues(root, issues), seq, masked, title };
}
