import { amqpLanguage } from '../protocols/amqp/language/index.ts';
import { amqpXmlLanguage } from '../protocols/amqp/owntypes/index.ts';
import { projectLanguage } from '../protocols/project/index.ts';
import { rules, xmppLanguage } from '../protocols/xmpp/index.ts';
import { documentLanguage } from './documentLanguage.ts';
import type { Languages } from './environment.ts';

/** The languages of the product. */
export const languages: Languages = {
  xmpp: documentLanguage(xmppLanguage),
  amqp: documentLanguage(amqpLanguage),
  amqpDefinitions: documentLanguage(amqpXmlLanguage),
  project: documentLanguage(projectLanguage(rules)),
};
