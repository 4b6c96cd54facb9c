import type { Side } from '../../../protocols/core/index.ts';
import type { Heard } from '../hear.ts';

/** What goes on before everything passes: TLS that begins inside of a connection is answered on both sides of the tap. */
export interface Opening {
  /** Waits for what comes next; only from the client where there is no connection to the server yet. */
  hear(from?: Side): Promise<Heard>;
  /** Passes bytes of a side on, and records them. */
  pass(side: Side, bytes: Uint8Array): void;
  /** Writes to an end what is no part of the conversation. */
  write(to: Side, bytes: Uint8Array): void;
  /** Records bytes of a side that the tap itself sends, or takes. */
  record(side: Side, bytes: Uint8Array): void;
  /** Gives bytes back to an end, to be heard again. */
  unread(side: Side, bytes: Uint8Array): void;
  /** Connects to the server; one that there is, is left. @param name what the server's certificate must prove */
  dial(name?: string): Promise<void>;
  /** TLS with the program. @param name what it expects in the certificate, where it is known */
  secureClient(name?: string): Promise<void>;
  /** TLS with the server. @param name what its certificate must prove */
  secureServer(name?: string): Promise<void>;
  note(text: string): void;
}

/** Goes on until everything passes. @throws WireError that says why the connection cannot go on */
export type Handover = (opening: Opening) => Promise<void>;
