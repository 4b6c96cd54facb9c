import type { Io } from '../io.ts';
import type { DecodedUnit } from '../../protocols/decoding/index.ts';

export const formats = ['text', 'jsonl', 'yaml', 'none'] as const;
export type Format = (typeof formats)[number];

/** How units are written out. */
export interface Writer {
  /** A unit as lines; undefined where the format has no form for its protocol. */
  readonly lines: (file: string, decoded: DecodedUnit) => readonly string[] | undefined;
  readonly write: (lines: readonly string[], io: Io) => Promise<void>;
}

/** Lines of a format that escapes by itself what is not printable. */
const asData: Writer['write'] = (lines, io) => io.data(`${lines.join('\n')}\n`);

/** The writer of a format; none for `none`. Each is loaded when it is asked for: they draw in all protocols. */
export async function writerOf(format: Format): Promise<Writer | undefined> {
  switch (format) {
    case 'text': {
      const { unitText } = await import('../../protocols/decoding/unit-text.ts');
      return {
        lines: (_file, decoded) => unitText(decoded),
        write: (lines, io) => io.print(lines),
      };
    }
    case 'jsonl': {
      const { unitJson } = await import('../../protocols/decoding/unit-json.ts');
      return { lines: (file, decoded) => [unitJson(file, decoded)], write: asData };
    }
    case 'yaml': {
      const { unitYaml } = await import('../../protocols/decoding/unit-yaml.ts');
      return { lines: (_file, decoded) => unitYaml(decoded), write: asData };
    }
    case 'none':
      return undefined;
  }
}
