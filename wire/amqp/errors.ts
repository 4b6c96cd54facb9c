import { wireError, withoutStop, type WireError } from '../failures.ts';

/** What AMQP's error conditions mean for the user (AMQP 1.0, 2.8.15 to 2.8.18). */
const hints = new Map(
  Object.entries<string>({
    'amqp:not-found': 'The address does not exist on the broker: correct it, or create the queue.',
    'amqp:unauthorized-access': 'The user may not do this: check its permissions on the broker.',
    'amqp:not-allowed': 'The broker’s rules forbid this; its description says which.',
    'amqp:resource-limit-exceeded': 'The broker’s limit is reached; see its description.',
    'amqp:resource-locked': 'Another client holds this exclusively.',
    'amqp:precondition-failed': 'The node exists with other properties than asked for.',
    'amqp:not-implemented': 'The broker does not implement this feature.',
    'amqp:decode-error': 'The broker could not decode what was sent. The traffic panel shows the bytes.',
    'amqp:invalid-field': 'A field has a value that the broker does not accept.',
    'amqp:frame-size-too-small': 'The message does not fit the broker’s frames or limits.',
    'amqp:connection:forced': 'An operator or the broker itself closed the connection.',
    'amqp:connection:framing-error': 'The broker could not cut what was sent into frames.',
    'amqp:connection:redirect': 'The broker asks to connect to another host.',
    'amqp:link:detach-forced': 'An operator detached the link.',
    'amqp:link:transfer-limit-exceeded': 'More messages were sent than the broker gave credit for.',
    'amqp:link:message-size-exceeded': 'The message is larger than the link’s max-message-size.',
    'amqp:link:redirect': 'The broker asks to attach at another address.',
    'amqp:link:stolen': 'Another client attached a link of the same name.',
  }),
);

/** Condition and description of an AMQP error as rhea gives it, word for word. */
export function readAmqpError(error: unknown): { readonly condition: string; readonly text?: string } | undefined {
  if (typeof error !== 'object' || error === null || !('condition' in error) || typeof error.condition !== 'string')
    return undefined;
  const text = 'description' in error ? error.description : undefined;
  return typeof text === 'string' && text !== ''
    ? { condition: error.condition, text }
    : { condition: error.condition };
}

/** What the peer did, with its error. `did` begins the sentence: `The broker closed the connection`. */
export function amqpFailure(did: string, error: unknown): WireError {
  const server = readAmqpError(error);
  if (server === undefined) return wireError('closed', `${did} without saying why.`, 'The broker’s log may say why.');
  const code = server.condition === 'amqp:unauthorized-access' ? 'auth' : 'protocol';
  const said = server.text === undefined ? '' : `: ${withoutStop(server.text)}`;
  return wireError(code, `${did} with ${server.condition}${said}.`, hints.get(server.condition), { server });
}
