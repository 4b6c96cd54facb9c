import path from 'node:path';
import { outputFormats, type OutputFormat } from '../../protocols/conversion/formats.ts';
import { UsageError } from '../io.ts';

/** The format of a file, by the option --format or by its name. @throws UsageError where there is none */
export function outputFormatOf(file: string, named: string | undefined): OutputFormat {
  const known = outputFormats.map(({ name }) => name);
  const found = outputFormats.find(({ name }) =>
    named === undefined ? path.basename(file).toLowerCase().endsWith(`.${name}`) : name === named,
  );
  if (found !== undefined) return found;
  if (named !== undefined) throw new UsageError(`--format takes ${known.join(', ')}, not “${named}”.`);
  throw new UsageError(
    file === '-'
      ? `Which format? --format takes ${known.join(', ')}.`
      : `${file} names no format that is written: its name must end with ${known.map((name) => `.${name}`).join(', ')}, or --format must say which.`,
  );
}
