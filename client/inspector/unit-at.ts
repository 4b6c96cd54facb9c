import type { InspectNode } from '../../protocols/core/inspect/index.ts';
import { variableLookup, type DynamicSources } from '../../protocols/core/index.ts';
import type { UnitContext } from '../../protocols/xmpp/index.ts';
import type { DecodeContext } from '../project/project-context-sync.ts';

/** Values that stand still while somebody looks: what is random or of the moment is drawn only when sending. */
const stillSources: DynamicSources = {
  id: () => '$id',
  uuid: () => '00000000-0000-4000-8000-000000000000',
  now: () => new Date(0),
  randomInt: (least) => least,
  env: (name) => `$env ${name}`,
};

const noKnowledge: DecodeContext = { types: { amqpDefinitions: [], xmppSchemas: [] }, rules: {} };

/**
 * What stands at a UTF-16 offset of a document, decoded from the bytes that would be sent.
 * @returns undefined between the units, and where a text gives no bytes.
 */
export async function unitAt(
  protocol: 'xmpp' | 'amqp',
  text: string,
  offset: number,
  values: ReadonlyMap<string, string>,
  { types, rules }: DecodeContext = noKnowledge,
): Promise<InspectNode | undefined> {
  const lookup = variableLookup(values, stillSources);
  if (protocol === 'xmpp') return stanzaAt(text, offset, lookup, { schemas: types.xmppSchemas, rules });
  return (await import('./frame-at.ts')).frameAt(text, offset, lookup, types.amqpDefinitions, rules);
}

async function stanzaAt(
  text: string,
  offset: number,
  lookup: ReturnType<typeof variableLookup>,
  context: UnitContext,
): Promise<InspectNode | undefined> {
  const { inspectXmpp, resolveStanza, xmppLanguage } = await import('../../protocols/xmpp/index.ts');
  const document = xmppLanguage.parse(text, {});
  const sendable = xmppLanguage.sendables(document).find(({ start, end }) => start <= offset && offset <= end);
  if (sendable === undefined) return undefined;
  // A variable without a value stands there as it is written.
  return inspectXmpp(new TextEncoder().encode(resolveStanza(document, sendable.index, lookup).text), context);
}
