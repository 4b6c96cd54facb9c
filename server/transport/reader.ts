import { messageOf } from '../../protocols/core/index.ts';
import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
} from 'vscode-languageserver/node';
import { FrameReader } from './frames.ts';

/** What a reader tells besides messages. */
export interface ReaderEvents {
  /** Bytes are no message. */
  onProblem(message: string): void;
  /** The stream has ended; `isComplete` where it did so between two messages. */
  onEnd(isComplete: boolean): void;
}

/** Reads the messages of a stream, and goes on behind what is none. */
export class StreamReader extends AbstractMessageReader implements MessageReader {
  readonly #stream: Readable;
  readonly #events: ReaderEvents;
  readonly #frames = new FrameReader();
  #ended = false;

  constructor(stream: Readable, events: ReaderEvents) {
    super();
    this.#stream = stream;
    this.#events = events;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (bytes: Uint8Array): void => {
      for (const each of this.#frames.push(bytes)) {
        if (each.kind === 'message') this.#take(each.value as Message, callback);
        else this.#events.onProblem(each.message);
      }
    };
    const onEnd = (): void => {
      if (this.#ended) return;
      this.#ended = true;
      this.fireClose();
      this.#events.onEnd(this.#frames.isComplete);
    };
    this.#stream
      .on('data', onData)
      .on('end', onEnd)
      .on('close', onEnd)
      .on('error', (error) => this.fireError(error));
    return { dispose: () => void this.#stream.off('data', onData) };
  }

  /** The connection throws at once for a few messages, such as the cancellation of a request whose id is null. */
  #take(message: Message, callback: DataCallback): void {
    try {
      callback(message);
    } catch (error) {
      this.#events.onProblem(`A message was not taken: ${messageOf(error)}`);
    }
  }
}
