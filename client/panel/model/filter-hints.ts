import { protocolNames, unitKinds } from '../../../protocols/core/index.ts';

/** Words as a sentence lists them: `a, b or c`. */
function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** What may be written in the filter, for the help beside it. */
export const filterSyntax: readonly { readonly example: string; readonly meaning: string }[] = [
  { example: 'disco romeo', meaning: 'both words occur in name, summary or connection' },
  { example: '"two words"', meaning: 'the words occur together' },
  { example: '-ping', meaning: 'without the word; excludes with the terms below too' },
  { example: 'name:transfer', meaning: 'the name of the element or performative holds it' },
  { example: 'conn:broker', meaning: 'the connection’s name holds it' },
  { example: 'channel:3', meaning: 'AMQP frames on that channel; channel:3,7 on one of these' },
  { example: 'dir:in, dir:out', meaning: 'received, or sent' },
  { example: 'state:warning', meaning: 'a finding at least that grave: error, warning, information or hint' },
  { example: 'failed', meaning: 'the peer reports a failure: an iq error, a rejected delivery, a refused log-in' },
  { example: 'kind:frame', meaning: listed(unitKinds) },
  { example: 'proto:xmpp', meaning: listed(protocolNames) },
];

const choices = new Map(
  Object.entries<readonly string[]>({
    dir: ['in', 'out', 'received', 'sent', 'server', 'client'],
    state: ['error', 'warning', 'information', 'hint'],
    kind: unitKinds,
    proto: protocolNames,
  }),
);

/** What is odd about a filter, as a sentence with the way out; undefined when nothing is. */
export function filterHint(filter: string): string | undefined {
  for (const [, key = '', quoted, word] of filter.matchAll(/-?([a-z]+):(?:"([^"]*)"?|(\S*))|"[^"]*"?|\S+/giu)) {
    const value = (quoted ?? word ?? '').toLowerCase();
    const name = key.toLowerCase();
    if ((name === 'name' || name === 'conn') && value === '') return `“${name}:” needs a name right after the colon.`;
    if (name === 'channel' && !/^\d+(?:,\d+)*$/.test(value))
      return '“channel:” takes a channel’s number, or several with commas in between.';
    const allowed = choices.get(name);
    if (allowed !== undefined && !allowed.includes(value)) return `“${name}:” takes ${list(allowed)}.`;
  }
  return undefined;
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
