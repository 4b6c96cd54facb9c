import { amqpLanguage } from '../protocols/amqp/language/index.ts';
import { amqpXmlLanguage } from '../protocols/amqp/owntypes/index.ts';
import { amqpRules } from '../protocols/amqp/rules/index.ts';
import { ownTypeRules } from '../protocols/amqp/rules/owntypes.ts';
import { projectLanguage } from '../protocols/project/index.ts';
import { rules as xmppRules, xmppLanguage, xmppSchemaLanguage } from '../protocols/xmpp/index.ts';
import type { Rule } from '../protocols/core/index.ts';
import { documentLanguage } from './document-language.ts';
import type { Languages } from './environment.ts';

/** Every rule whose severity can be set. */
export const rules: readonly Rule[] = [
  ...xmppRules,
  ...amqpRules.flatMap((table) => table.rules),
  ...Object.values(ownTypeRules),
];

/** The languages of the product. */
export const languages: Languages = {
  xmpp: documentLanguage(xmppLanguage),
  amqp: documentLanguage(amqpLanguage),
  amqpDefinitions: documentLanguage(amqpXmlLanguage),
  xmppSchema: documentLanguage(xmppSchemaLanguage),
  project: documentLanguage(projectLanguage(rules)),
};
