import type { Secrecy } from '../../protocols/amqp/index.ts';
import type { InspectNode, TrafficRow } from '../../protocols/core/inspect/index.ts';
import type { Issue } from '../../protocols/core/index.ts';
import type { Declarations } from '../../protocols/xmpp/index.ts';
import type { DecodeContext } from '../project/project-context-sync.ts';

/** What of a row decoding needs. */
type UnitRow = Pick<TrafficRow, 'protocol' | 'name' | 'kind'>;

export interface DecodeUnitOptions extends DecodeContext {
  /** Shows passwords and tokens. */
  readonly secrets: boolean;
  /** What of a unit of AMQP is secret by its place in the conversation. */
  readonly secrecy?: Secrecy | undefined;
  /** What the header of the unit's XMPP stream declared. */
  readonly namespaces?: Declarations | undefined;
}

/** The tree of a recorded unit. `issues` are all its findings, also those that only the whole conversation could tell. */
export async function inspectRow(
  row: UnitRow,
  bytes: Uint8Array,
  issues: readonly Issue[],
  options: DecodeUnitOptions,
): Promise<InspectNode> {
  const root = await decodeBytes(row, bytes, options);
  // Asterisks for a secret break rules of their own: what is wrong is what was wrong with the unit as it crossed.
  if (row.protocol === 'xmpp') return { ...root, issues };
  const known = new Set(issuesIn(root).map(issueKey));
  const further = issues.filter((each) => !known.has(issueKey(each)));
  return further.length === 0 ? root : { ...root, issues: [...(root.issues ?? []), ...further] };
}

async function decodeBytes(
  { protocol, name, kind }: UnitRow,
  bytes: Uint8Array,
  { secrets, types, rules, secrecy, namespaces }: DecodeUnitOptions,
): Promise<InspectNode> {
  if (protocol === 'amqp') {
    const [{ inspectAmqp, trafficSettings }, { registryOf }] = await Promise.all([
      import('../../protocols/amqp/index.ts'),
      import('../../protocols/amqp/owntypes/index.ts'),
    ]);
    return inspectAmqp(bytes, {
      secrets,
      registry: registryOf(types.amqpDefinitions),
      rules: trafficSettings(rules),
      secrecy,
    });
  }
  if (protocol === 'xmpp') {
    const { inspectXmpp } = await import('../../protocols/xmpp/index.ts');
    return inspectXmpp(bytes, {
      schemas: types.xmppSchemas,
      rules,
      ...(namespaces === undefined ? {} : { namespaces }),
    });
  }
  return {
    id: '0',
    label: name,
    type: kind,
    value: `${bytes.length} bytes`,
    range: [0, bytes.length],
    description: 'Unknown protocol. Open the bytes in the traffic panel.',
    children: [],
  };
}

function issuesIn(root: InspectNode): readonly Issue[] {
  const found: Issue[] = [];
  // An own stack: the depth of a hostile unit's tree must not be the depth of our calls.
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const issue of node.issues ?? []) found.push(issue);
    for (const child of node.children) open.push(child);
  }
  return found;
}

function issueKey({ code, offset, length }: Issue): string {
  return `${code} ${offset} ${length}`;
}
