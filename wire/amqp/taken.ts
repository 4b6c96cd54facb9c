import { amqpCodec } from '../../protocols/amqp/codec/index.ts';
import { amqpSearch } from '../../protocols/amqp/search/index.ts';
import { noContext, noProject, takeFrom, type SendPayload, type SetVariable } from '../../protocols/core/index.ts';
import type { SendReply } from '../protocol.ts';
import type { ReceivedMessage } from './assembly.ts';
import { messageFrame } from './decoded.ts';

/** The values of variables from the last message that was received; nothing where none are to be set. */
export function takenFrom(
  got: readonly ReceivedMessage[],
  { sets = [], amqpDefinitions }: Extract<SendPayload, { readonly kind: 'amqp-receive' }>,
): Pick<SendReply, 'taken'> {
  const last = got.at(-1);
  if (sets.length === 0 || last === undefined) return {};
  const unit = { protocol: 'amqp', kind: 'frame', bytes: messageFrame(last.bytes) } as const;
  const opened = amqpCodec.open(
    unit,
    noContext,
    amqpDefinitions === undefined ? noProject : { ...noProject, amqpDefinitions },
  );
  return {
    taken: sets.map(
      (set) => takeFrom(set, opened, amqpSearch) ?? { name: set.name, problem: notInField(set, 'The message') },
    ),
  };
}

/** Why a variable was not set: what was looked into has no value. */
export function notInField(set: SetVariable, what: string): string {
  return `${what} has no value for “${'field' in set ? set.field : set.xpath}”.`;
}
