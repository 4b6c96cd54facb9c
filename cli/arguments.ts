import { messageOf } from '../protocols/core/index.ts';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

interface Strict<T extends Options> {
  readonly args: string[];
  readonly options: T;
  readonly allowPositionals: true;
  readonly strict: true;
}

/** Reads a command's options and words; an unknown option is a UsageError that names it. */
export function readArguments<T extends Options>(
  args: readonly string[],
  options: T,
): ReturnType<typeof parseArgs<Strict<T>>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** Arguments in which the value of an option may begin with a dash, as a filter does that excludes something. */
export function withDashes(args: readonly string[], option: string): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [name = '', value = ''] = args.slice(i, i + 2);
    const isValue = name === option && /^-[^-]/u.test(value);
    found.push(isValue ? `${name}=${value}` : name);
    if (isValue) i++;
    // Behind it come words alone.
    if (name === '--') return [...found, ...args.slice(i + 1)];
  }
  return found;
}

/** One of several words, or a UsageError that lists them. */
export function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${option} takes ${known.join(', ')}, not “${value}”.`);
  return found;
}

/** A whole number within bounds, or a UsageError. */
export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new UsageError(`--${option} takes a whole number from ${least} to ${most}, not “${value}”.`);
  return number;
}
