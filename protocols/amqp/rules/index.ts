import type { Rule } from '../../core/index.ts';
import { byteRules } from './bytes.ts';
import { conversationRules } from './conversation.ts';
import { notationRules } from './notation.ts';

export { byteRules, conversationRules, notationRules };

const elsewhere = new Set<Rule>([...Object.values(byteRules), ...Object.values(conversationRules)]);

/** Every rule of AMQP, grouped by what it checks; an id is in one table only. */
export const amqpRules: readonly { readonly title: string; readonly about: string; readonly rules: readonly Rule[] }[] =
  [
    {
      title: 'Bytes',
      about:
        'The format of frames and messages, independent of the conversation. Checked in captures, live traffic and scripts.',
      rules: Object.values(byteRules),
    },
    {
      title: 'Conversation',
      about: 'What may be sent next on a connection. Checked in captures, live traffic and scripts.',
      rules: Object.values(conversationRules),
    },
    {
      title: 'Notation',
      about: 'The content of `.amqp.yaml` files, in addition to the rules above.',
      rules: Object.values(notationRules).filter((rule) => !elsewhere.has(rule)),
    },
  ];
