/**
 * A value as a log tells it. A plain string, number, boolean or list takes the type that the field's definition gives it (symbol,
 * uint, ulong, timestamp, binary, multiple…; a described type by its fields or positions). What names its type keeps it, and what
 * does not fit its field is written as it looks: the log tells then that something wrong was sent. A reader gives `unknown` for what
 * its log does not tell.
 */
export type LogValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly LogValue[]
  | { readonly what: 'symbol' | 'string' | 'uuid'; readonly text: string }
  | { readonly what: 'binary'; readonly bytes: Uint8Array }
  /** A number, and nothing else, of a type that the log does not tell. */
  | { readonly what: 'number'; readonly value: number | bigint }
  | { readonly what: 'map'; readonly entries: readonly (readonly [LogValue, LogValue])[] }
  /** `type`: the primitive type of its elements, as the specification names it. */
  | { readonly what: 'array'; readonly type: string; readonly items: readonly LogValue[] }
  | { readonly what: 'described'; readonly descriptor: string | number | bigint; readonly value: LogValue }
  /** `type`: the specification's name: source, rejected… */
  | { readonly what: 'composite'; readonly type: string; readonly fields: LogFields }
  /** `type`: a primitive type: uint, double, timestamp… Bytes are the raw bits of a decimal or uuid. */
  | {
      readonly what: 'typed';
      readonly type: string;
      readonly value: number | bigint | string | boolean | Uint8Array;
    }
  /** The log tells that there is a value, not which. */
  | { readonly what: typeof notTold };

/** What a value is of which the log tells only that there is one. */
export const notTold = 'unknown';

/** Fields of a described type by name, or by position. */
export type LogFields = ReadonlyMap<string, LogValue> | readonly LogValue[];

/** A name as it is compared: logs write `container-id`, `containerId`, `ContainerID` and `container_id`. */
export function comparedName(name: string): string {
  return name.replace(/[-_ ]/g, '').toLowerCase();
}
