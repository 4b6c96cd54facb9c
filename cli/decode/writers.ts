import type { Registry } from '../../protocols/amqp/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

export const formats = ['text', 'jsonl', 'yaml', 'none'] as const;
export type Format = (typeof formats)[number];

/** A unit as it is written out; undefined where the format has no form for its protocol. */
export type Writer = (file: string, decoded: DecodedUnit, registry: Registry) => string | undefined;

/** The writer of a format; none for `none`. Each is loaded when it is asked for: they draw in all protocols. */
export async function writerOf(format: Format): Promise<Writer | undefined> {
  switch (format) {
    case 'text': {
      const { unitText } = await import('./write-text.ts');
      return (_file, decoded, registry) => unitText(decoded, registry);
    }
    case 'jsonl': {
      const { unitJson } = await import('./write-jsonl.ts');
      return unitJson;
    }
    case 'yaml': {
      const { unitYaml } = await import('./write-yaml.ts');
      return (_file, decoded, registry) => unitYaml(decoded, registry);
    }
    case 'none':
      return undefined;
  }
}
