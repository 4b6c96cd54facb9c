/** Whether a value that came from outside is a `T`. */
export type Check<T> = (value: unknown) => value is T;

/** The fields of an object, by name. */
export type Fields = Readonly<Record<string, Check<unknown>>>;
type Checked<C> = C extends Check<infer T> ? T : never;
type Optional<F> = { [K in keyof F]: undefined extends Checked<F[K]> ? K : never }[keyof F];

/** An object that has these fields. */
export type Shape<F> = { readonly [K in Exclude<keyof F, Optional<F>>]: Checked<F[K]> } & {
  readonly [K in Optional<F>]?: Exclude<Checked<F[K]>, undefined>;
};

export const anything = (() => true) as unknown as Check<unknown>;
export const text = (value: unknown): value is string => typeof value === 'string';
export const flag = (value: unknown): value is boolean => typeof value === 'boolean';
export const number = (value: unknown): value is number => typeof value === 'number';
export const integer = (value: unknown): value is number => Number.isSafeInteger(value);
/** An integer from 0 on. */
export const count = (value: unknown): value is number => integer(value) && value >= 0;
export const bytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
export const nothing = (value: unknown): value is null => value === null;

export const orNothing =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value);

export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || check(value);

export const oneOf =
  <const T>(...values: readonly T[]): Check<T> =>
  (value): value is T =>
    (values as readonly unknown[]).includes(value);

export const list =
  <T>(check: Check<T>): Check<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(check);

export const pair =
  <T>(check: Check<T>): Check<readonly [T, T]> =>
  (value): value is readonly [T, T] =>
    Array.isArray(value) && value.length === 2 && value.every(check);

/** An object that has at least these fields. */
export const object =
  <F extends Fields>(fields: F): Check<Shape<F>> =>
  (value): value is Shape<F> =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(fields).every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]));

/** An object of a type whose other fields are trusted. */
export const atLeast = <T extends object>(fields: { readonly [K in keyof T]?: Check<T[K]> }): Check<T> =>
  object(fields as Fields) as unknown as Check<T>;
