import path from 'node:path';
import type { Diagram } from '../../protocols/conversion/diagram-output.ts';
import type { TemplateOptions } from '../../protocols/conversion/template-output.ts';
import type { TextLanguage } from '../../protocols/core/index.ts';
import type { Output, Write } from '../../protocols/conversion/model.ts';
import { UsageError } from '../io.ts';

/** A format that `convert` writes. */
export interface OutputFormat {
  readonly name: string;
  readonly title: string;
  /** Loaded when it is asked for. */
  readonly open: (write: Write, options: TemplateOptions) => Promise<Output>;
  /** Whether values can become variables. */
  readonly hasVariables?: true;
}

/** All of them. The name is what a file’s name ends with, behind a full stop. */
export const outputFormats: readonly OutputFormat[] = [
  {
    name: 'wlcap',
    title: 'a capture of Wireloupe',
    open: async (write) => (await import('../../protocols/conversion/wlcap-output.ts')).wlcapOutput(write, new Date()),
  },
  {
    name: 'pcapng',
    title: 'the plain text as TCP connections, for Wireshark and other programs',
    open: async (write) => new (await import('../../protocols/conversion/pcapng/pcapng-output.ts')).PcapngOutput(write),
  },
  {
    name: 'amqp.yaml',
    title: 'what one side of an AMQP connection sends, as a frame script',
    open: template('notation'),
    hasVariables: true,
  },
  {
    name: 'xmpp',
    title: 'the stanzas that one side of an XMPP connection sends, as a template',
    open: template('xml'),
    hasVariables: true,
  },
  {
    name: 'svg',
    title: 'a sequence diagram',
    open: async (write) => diagram((await import('../../protocols/conversion/svg.ts')).svg, write),
  },
  {
    name: 'mmd',
    title: 'a sequence diagram of Mermaid',
    open: async (write) => diagram((await import('../../protocols/conversion/mermaid.ts')).mermaid, write),
  },
];

function template(language: TextLanguage): OutputFormat['open'] {
  return async (write, options) => {
    const { TemplateOutput } = await import('../../protocols/conversion/template-output.ts');
    return new TemplateOutput(language, options, write);
  };
}

async function diagram(draw: (diagram: Diagram) => string, write: Write): Promise<Output> {
  return (await import('../../protocols/conversion/diagram-output.ts')).diagramOutput(draw, write);
}

/** The format of a file, by its name or as somebody says. @throws UsageError where there is none */
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
