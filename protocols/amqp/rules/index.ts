import type { Rule } from '../../text/index.ts';
import { byteRules } from './bytes.ts';
import { conversationRules } from './conversation.ts';
import { notationRules } from './notation.ts';

export { byteRules, conversationRules, notationRules };

const elsewhere = new Set<Rule>([...Object.values(byteRules), ...Object.values(conversationRules)]);

/** Every rule of AMQP, by what it looks at; an id stands in one table only. */
export const amqpRules: readonly { readonly title: string; readonly about: string; readonly rules: readonly Rule[] }[] = [
  { title: 'Bytes', about: 'What a frame and a message must be, whatever came before. Checked in captures, live traffic and scripts.', rules: Object.values(byteRules) },
  { title: 'Conversation', about: 'What is legal next on a connection. Checked in captures, live traffic and scripts.', rules: Object.values(conversationRules) },
  {
    title: 'Notation',
    about: 'What an `.amqp.yaml` file must say, besides the rules above.',
    rules: Object.values(notationRules).filter((rule) => !elsewhere.has(rule)),
  },
];
