import type { Connection } from '../project/catalogue.ts';
import { connectionNamed } from '../project/catalogue.ts';

/** What decides which connection a document is sent to. */
export interface Candidates {
  readonly connections: readonly Connection[];
  readonly protocol: 'xmpp' | 'amqp';
  /** Uri of the document's workspace folder. */
  readonly folder: string | undefined;
  /** The name that the document gives. */
  readonly named: string | undefined;
  /** The key of the default connection. */
  readonly defaultKey: string | undefined;
}

export type Choice =
  | { readonly kind: 'one'; readonly connection: Connection }
  /** The document names a connection that there is not. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'ask'; readonly among: readonly Connection[] };

/** The document's own connection, else the default one, else the only one of the protocol; else the user must say. */
export function chooseConnection({ connections, protocol, folder, named, defaultKey }: Candidates): Choice {
  if (named !== undefined) {
    const connection = connectionNamed(connections, named, folder);
    return connection === undefined ? { kind: 'unknown', name: named } : { kind: 'one', connection };
  }
  const fitting = connections.filter((each) => each.profile.protocol === protocol);
  const preferred = fitting.find((each) => each.key === defaultKey) ?? (fitting.length === 1 ? fitting[0] : undefined);
  return preferred === undefined ? { kind: 'ask', among: fitting } : { kind: 'one', connection: preferred };
}
