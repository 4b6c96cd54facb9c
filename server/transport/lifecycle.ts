import { messageOf } from '../../protocols/core/index.ts';
import {
  ErrorCodes,
  MessageType,
  type DataCallback,
  type Disposable,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver';
import { problemWithParams } from './params.ts';

type Id = string | number | null;

/**
 * Stands between a reader and the connection, and answers what LSP forbids at the time: requests before `initialize`, a second
 * one, and requests after `shutdown` (LSP 3.17, Server lifecycle); so it does what is JSON and no message, and params that are not what
 * their method takes. `exit` always passes.
 */
export class Lifecycle implements MessageReader {
  readonly #reader: MessageReader;
  readonly #writer: MessageWriter;
  #state: 'new' | 'running' | 'shut down' = 'new';

  constructor(reader: MessageReader, writer: MessageWriter) {
    this.#reader = reader;
    this.#writer = writer;
  }

  /** Whether the client has asked for the end, so that it may come. */
  get isShutDown(): boolean {
    return this.#state === 'shut down';
  }

  get onError(): MessageReader['onError'] {
    return this.#reader.onError;
  }

  get onClose(): MessageReader['onClose'] {
    return this.#reader.onClose;
  }

  get onPartialMessage(): MessageReader['onPartialMessage'] {
    return this.#reader.onPartialMessage;
  }

  listen(callback: DataCallback): Disposable {
    return this.#reader.listen((message) => {
      if (this.#admits(message)) callback(message);
    });
  }

  dispose(): void {
    this.#reader.dispose();
  }

  /** Bytes that are no message are answered without an id, since none is known (JSON-RPC 2.0, 5.1). */
  refuseBytes(message: string): void {
    this.#refuse(null, ErrorCodes.ParseError, message);
  }

  #admits(message: unknown): boolean {
    if (typeof message !== 'object' || message === null || Array.isArray(message))
      return this.#refuse(null, ErrorCodes.InvalidRequest, 'A message must be a JSON object; LSP has no batches.');
    const { id, method, params } = message as Record<string, unknown>;
    // An answer to a request of the server; the connection knows which.
    if (method === undefined && ('result' in message || 'error' in message)) return this.#state !== 'new';
    if (typeof method !== 'string')
      return this.#refuse(
        isId(id) ? id : null,
        ErrorCodes.InvalidRequest,
        'A message must have a method, a result or an error.',
      );
    if (id === undefined)
      return method === 'exit' || (this.#state === 'running' && this.#admitsNotification(method, params));
    if (!isId(id) || id === null)
      return this.#refuse(null, ErrorCodes.InvalidRequest, `The id of ${method} must be a string or a number.`);
    return this.#admitsRequest(id, method, params);
  }

  #admitsRequest(id: Id, method: string, params: unknown): boolean {
    if (this.#state === 'shut down')
      return this.#refuse(id, ErrorCodes.InvalidRequest, `${method} came after shutdown; only exit may follow.`);
    if (method === 'initialize') {
      if (this.#state === 'running')
        return this.#refuse(id, ErrorCodes.InvalidRequest, 'initialize must be sent once.');
    } else if (this.#state === 'new')
      return this.#refuse(id, ErrorCodes.ServerNotInitialized, `${method} came before initialize.`);
    const problem = problemWithParams(method, params);
    if (problem !== undefined) return this.#refuse(id, ErrorCodes.InvalidParams, `${method}: ${problem}.`);
    if (method === 'initialize') this.#state = 'running';
    if (method === 'shutdown') this.#state = 'shut down';
    return true;
  }

  /** Notifications have no answer: what is wrong with one is logged. */
  #admitsNotification(method: string, params: unknown): boolean {
    const problem = problemWithParams(method, params);
    return (
      problem === undefined ||
      this.#write({
        method: 'window/logMessage',
        params: { type: MessageType.Error, message: `${method} was ignored: ${problem}.` },
      })
    );
  }

  #refuse(id: Id, code: number, message: string): false {
    return this.#write({ id, error: { code, message } });
  }

  #write(message: object): false {
    this.#writer.write({ jsonrpc: '2.0', ...message }).catch((error: unknown) => {
      process.stderr.write(`A message could not be written: ${messageOf(error)}\n`);
    });
    return false;
  }
}

function isId(id: unknown): id is Id {
  return typeof id === 'string' || typeof id === 'number' || id === null;
}
