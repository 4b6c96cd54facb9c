import type { DocumentLanguage } from './document-language.ts';

/** What the server takes from its surroundings, so that it runs in Node, in a browser and in tests alike. */
export interface ServerEnvironment {
  /** The text of a file by URI; undefined where there is none or it cannot be read. */
  readonly readText: (uri: string) => Promise<string | undefined>;
  /** URIs of the files in a folder (by URI) that match globs, in a lasting order. */
  readonly findFiles: (folder: string, globs: readonly string[]) => Promise<readonly string[]>;
  readonly languages: Languages;
}

export interface Languages {
  readonly xmpp: DocumentLanguage;
  readonly amqp: DocumentLanguage;
  /** AMQP type definitions in the OASIS XML form. */
  readonly amqpDefinitions: DocumentLanguage;
  /** The XML Schemas that `xmpp.schemas` lists. */
  readonly xmppSchema: DocumentLanguage;
  /** `wireloupe.json`. */
  readonly project: DocumentLanguage;
}
