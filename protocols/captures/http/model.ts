import type { ProtocolName } from '../../core/index.ts';
import type { StreamSink } from '../tcp-stream.ts';
import type { BoshSession } from './sessions.ts';

/** Reads the body of one message from the front of what comes. */
export interface BodyReader {
  /** Takes bytes of the body, and passes on their content. Gives how many it took: all, unless the body has ended. */
  read(bytes: Uint8Array, content: (piece: Uint8Array) => void): number;
  readonly state: 'more' | 'done' | 'broken';
  /** Bytes are missing from the capture; false where it is not known any more where the body ends. */
  skip(length: number): boolean;
  /** Whether the end of the connection ends the body as it should. */
  readonly endsWithConnection: boolean;
}

/** What a connection goes on with behind its HTTP. */
export interface Carried {
  /** The messages of a WebSocket (RFC 6455); otherwise the bytes of a tunnel (RFC 9110, 9.3.6). */
  readonly websocket: boolean;
  /** What its subprotocol says that it carries. */
  readonly protocol?: ProtocolName;
}

/**
 * Where the bytes of one direction go that were HTTP. Nothing goes out of an exchange before it is known what it is: a request to
 * upgrade waits for its answer, a body for the beginning of its content.
 */
export interface HttpOutlets {
  /** Makes the stream that takes what a WebSocket or a tunnel carries. */
  readonly inner: (carried: Carried) => StreamSink;
  /**
   * Takes bytes of HTTP that carry neither XMPP nor AMQP as they crossed, heads and framing included: whole messages, of which long
   * ones come in pieces; all of a connection that was upgraded to something else; what cannot be read as HTTP.
   * @param explanation what people should know about it where it was to become XMPP or AMQP: sentences
   */
  readonly other: (bytes: Uint8Array, time: number, explanation?: string) => void;
  /**
   * Takes the `<body/>` of a request or response of BOSH (XEP-0124), decoded.
   * @param isWhole bytes of it are missing otherwise
   */
  readonly body: (content: Uint8Array, time: number, session: BoshSession, isWhole: boolean) => void;
  readonly note: (text: string) => void;
}
