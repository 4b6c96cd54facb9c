/** A body that a unit carries for applications: the data of a message, the text of a stanza, a picture in base64. */
export interface UnitBody {
  /** What holds it, as the protocol names it: `data`, `amqp-value`, `body`. */
  readonly name: string;
  /** The media type that the unit states, or that the element has by its specification; undefined where there is none. */
  readonly type: string | undefined;
  /** The content encoding that the unit states, such as `gzip`. */
  readonly encoding: string | undefined;
  readonly bytes: Uint8Array;
  /** The bytes of the unit that hold it: from the first to before the last. */
  readonly range: readonly [start: number, end: number];
  /** Whether `bytes` are those of `range` as they are, so that a place in one is a place in the other. */
  readonly same: boolean;
  /** Whether it is the whole body: else the message goes on in other units, or began in another one. */
  readonly whole: boolean;
}

/** Units without a body share this list. */
export const noBodies: readonly UnitBody[] = [];
