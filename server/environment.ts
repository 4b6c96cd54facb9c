import type { ProjectSources } from '../workspace/context.ts';
import type { DocumentLanguage } from './document-language.ts';

/** What the server takes from its surroundings, so that it runs in Node, in a browser and in tests alike. */
export interface ServerEnvironment extends ProjectSources {
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
