import type { VariableLookup } from '../../core/index.ts';

/** Shorter values are no secrets, and would be found in every message. */
const shortest = 4;

/** Notes the values of environment variables that a text is given, which may be passwords, and takes them out of messages. */
export class Secrets {
  readonly #names = new Map<string, string>();

  /** The same lookup, noting what it gives. */
  noting(resolve: VariableLookup): VariableLookup {
    return (variable) => {
      const value = resolve(variable);
      if (variable.name === '$env' && value !== undefined && value.length >= shortest)
        this.#names.set(value, `{{$env ${variable.args[0] ?? ''}}}`);
      return value;
    };
  }

  /** A message with the variables, as they are written, in the place of their values. */
  masked(message: string): string {
    let masked = message;
    for (const [value, name] of this.#names) masked = masked.replaceAll(value, () => name);
    return masked;
  }
}
