import type { DocumentLanguage } from './documentLanguage.ts';

/** What the server takes from its surroundings, so that it runs in Node, in a browser and in tests alike. */
export interface ServerEnvironment {
  /** The text of a file by URI; undefined where there is none or it cannot be read. */
  readonly readText: (uri: string) => Promise<string | undefined>;
  readonly languages: Languages;
}

export interface Languages {
  readonly xmpp: DocumentLanguage;
  readonly amqp: DocumentLanguage;
  /** `wireloupe.json`. */
  readonly project: DocumentLanguage;
}
