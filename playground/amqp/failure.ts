/** An error as AMQP carries it (2.8.14): a condition, a symbol of 2.8.15 to 2.8.18 or 4.5.8, and a text for people. */
export interface AmqpFailure {
  readonly condition: AmqpCondition;
  readonly description: string;
}

export type AmqpCondition =
  | 'amqp:decode-error'
  | 'amqp:frame-size-too-small'
  | 'amqp:invalid-field'
  | 'amqp:not-allowed'
  | 'amqp:not-found'
  | 'amqp:not-implemented'
  | 'amqp:precondition-failed'
  | 'amqp:resource-deleted'
  | 'amqp:resource-limit-exceeded'
  | 'amqp:connection:forced'
  | 'amqp:connection:framing-error'
  | 'amqp:session:handle-in-use'
  | 'amqp:session:unattached-handle'
  | 'amqp:link:message-size-exceeded'
  | 'amqp:link:stolen'
  | 'amqp:link:transfer-limit-exceeded'
  | 'amqp:transaction:rollback'
  | 'amqp:transaction:unknown-id';

export const failure = (condition: AmqpCondition, description: string): AmqpFailure => ({ condition, description });

/** For the users of a queue or topic that is gone. */
export const deletedNode = (address: string): AmqpFailure =>
  failure('amqp:resource-deleted', `${address} was deleted.`);
