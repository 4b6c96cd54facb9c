import { listFormats } from '../../protocols/captures/input/index.ts';
import { oneOf } from '../arguments.ts';
import type { SourceOptions } from './sources.ts';

/** The two ends of a connection, as options name them. */
export const sides = ['client', 'server'] as const;

/** What the options of a command that reads captures and logs say of the input. @throws UsageError where a value is none of its words */
export async function sourceOptionsOf(values: {
  readonly perspective?: string | undefined;
  readonly 'format-in'?: string | undefined;
  readonly keylog?: string | undefined;
  readonly all: boolean;
}): Promise<Pick<SourceOptions, 'perspective' | 'format' | 'keyLog' | 'all'>> {
  const { perspective, 'format-in': format, keylog, all } = values;
  const formats = format === undefined ? [] : (await listFormats()).map(({ name }) => name);
  return {
    perspective: perspective === undefined ? undefined : oneOf('perspective', perspective, sides),
    format: format === undefined ? undefined : oneOf('format-in', format, formats),
    keyLog: keylog,
    all,
  };
}
