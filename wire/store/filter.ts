import { severities, type ProtocolName, type Severity, type Side, type UnitKind } from '../../protocols/core/index.ts';
import type { RowFilter } from '../protocol.ts';

/** What a filter may ask of a unit. The later ones cost decoding, so they are functions. */
export interface Filterable {
  readonly side: Side;
  readonly kind: UnitKind;
  readonly protocol: ProtocolName;
  readonly name: string;
  /** AMQP: the channel of a frame. */
  readonly channel: number | undefined;
  readonly connectionName: string;
  /** It reports a failure. */
  readonly failed: boolean;
  readonly summary: () => string;
  readonly state: () => Severity | undefined;
}

type Test = (unit: Filterable) => boolean;

const inWords: Readonly<Record<string, Side>> = {
  in: 'server',
  received: 'server',
  server: 'server',
  out: 'client',
  sent: 'client',
  client: 'client',
};

/**
 * Makes a predicate of a filter. Its text is a list of terms that must all hold, upper and lower case alike:
 *
 * - `word`, `"two words"`: occurs in the name, the summary or the connection's name
 * - `name:transfer`, `conn:broker`: occurs in that column; `kind:frame`, `proto:xmpp`: equals it
 * - `channel:3`, `channel:3,7`: an AMQP frame on that channel, or on one of them
 * - `dir:in`, `dir:out`: the direction, seen from the client; also `dir:server`, `dir:client`, by who sent it
 * - `failed`: a failure that the peer reports, such as an iq error, a rejected delivery or a refused log-in
 * - `state:error`, also `warning`, `information`, `hint`: the unit's gravest finding is at least that grave
 * - `-term` excludes what the term selects
 *
 * A prefix that is not in this list is part of the word, as in `jabber:iq:roster`.
 */
export function compileFilter(filter: RowFilter): Test {
  const tests: Test[] = [];
  const { connection } = filter;
  if (connection !== undefined) tests.push((unit) => unit.connectionName === connection);
  for (const term of splitTerms(filter.text ?? '')) tests.push(compileTerm(term));
  // Cheap tests first: what needs no decoding.
  return (unit) => tests.every((test) => test(unit));
}

/** Whether a filter selects every unit. */
export function selectsAll({ text, connection }: RowFilter): boolean {
  return connection === undefined && (text ?? '').trim() === '';
}

/** Whether two filters select the same rows. */
export function sameFilter(a: RowFilter, b: RowFilter): boolean {
  return (a.text ?? '').trim() === (b.text ?? '').trim() && a.connection === b.connection;
}

/** Terms in the order of their cost: those with a key come before words, since words must decode. */
function splitTerms(text: string): string[] {
  const terms = [...text.matchAll(/(-?(?:[a-z]+:)?)(?:"([^"]*)"?|(\S+))/giu)].map(
    (match) => `${match[1] ?? ''}${match[2] ?? match[3] ?? ''}`,
  );
  const cheap = (term: string): number => (/^-?(?:(?:name|conn|kind|proto|channel|dir):|failed$)/iu.test(term) ? 0 : 1);
  return terms.filter((term) => term !== '' && term !== '-').sort((a, b) => cheap(a) - cheap(b));
}

function compileTerm(term: string): Test {
  if (term.startsWith('-')) {
    const positive = compileTerm(term.slice(1));
    return (unit) => !positive(unit);
  }
  if (term.toLowerCase() === 'failed') return (unit) => unit.failed;
  const colon = term.indexOf(':');
  const value = term.slice(colon + 1).toLowerCase();
  switch (term.slice(0, Math.max(colon, 0)).toLowerCase()) {
    case 'name':
      return (unit) => unit.name.toLowerCase().includes(value);
    case 'conn':
      return (unit) => unit.connectionName.toLowerCase().includes(value);
    case 'kind':
      return (unit) => unit.kind === value;
    case 'proto':
      return (unit) => unit.protocol === value;
    case 'channel': {
      const channels = new Set(value.split(','));
      return (unit) => unit.channel !== undefined && channels.has(String(unit.channel));
    }
    case 'dir': {
      const side = inWords[value];
      return (unit) => unit.side === side;
    }
    case 'state': {
      const least = severities.findIndex((severity) => severity === value);
      return (unit) => {
        const state = unit.state();
        return state !== undefined && severities.indexOf(state) <= least;
      };
    }
    default: {
      const word = term.toLowerCase();
      return (unit) =>
        unit.name.toLowerCase().includes(word) ||
        unit.connectionName.toLowerCase().includes(word) ||
        unit.summary().toLowerCase().includes(word);
    }
  }
}
