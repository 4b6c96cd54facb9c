import { PlacedIssues } from '../../protocols/core/inspect/index.ts';
import {
  noContext,
  noProject,
  variableLookup,
  type DynamicSources,
  type VariableLookup,
} from '../../protocols/core/index.ts';
import { loadProtocol } from '../../protocols/index.ts';
import type { Inspected } from './source.ts';

/** Values that stand still while somebody looks: what is random or of the moment is drawn only when sending. */
const stillSources: DynamicSources = {
  id: () => '$id',
  uuid: () => '00000000-0000-4000-8000-000000000000',
  now: () => new Date(0),
  randomInt: (least) => least,
  env: (name) => `$env ${name}`,
};

/** The bytes of what is at a UTF-16 offset of a text, as they would be sent; undefined where there is nothing to send. */
type BytesAt = (
  text: string,
  offset: number,
  lookup: VariableLookup,
  amqpDefinitions: readonly string[],
) => Promise<Uint8Array | undefined>;

const bytesAt: Readonly<Record<'xmpp' | 'amqp', BytesAt>> = {
  xmpp: async (text, offset, lookup) => {
    const { resolveStanza, xmppLanguage } = await import('../../protocols/xmpp/index.ts');
    const document = xmppLanguage.parse(text, {});
    const sendable = xmppLanguage.sendables(document).find(({ start, end }) => start <= offset && offset <= end);
    if (sendable === undefined) return undefined;
    // A variable without a value is shown as it is written.
    return new TextEncoder().encode(resolveStanza(document, sendable, lookup).text);
  },
  amqp: async (text, offset, lookup, amqpDefinitions) =>
    (await import('./frame-at.ts')).frameAt(text, offset, lookup, amqpDefinitions),
};

const kinds = { xmpp: 'stanza', amqp: 'frame' } as const;

/**
 * What is at a UTF-16 offset of a document, decoded from the bytes that would be sent.
 * @returns undefined between the units, and where a text gives no bytes.
 */
export async function unitAt(
  protocol: 'xmpp' | 'amqp',
  text: string,
  offset: number,
  values: ReadonlyMap<string, string>,
  project = noProject,
): Promise<Pick<Inspected, 'root' | 'issues'> | undefined> {
  const lookup = variableLookup(values, stillSources);
  const bytes = await bytesAt[protocol](text, offset, lookup, project.amqpDefinitions);
  if (bytes === undefined) return undefined;
  const { codec, judge } = await loadProtocol(protocol);
  const opened = codec.open({ protocol, kind: kinds[protocol], bytes }, noContext, project);
  const root = opened.tree({ secrets: true });
  return { root, issues: new PlacedIssues(root, judge.issues(opened, 'hint')) };
}
