import type { Diagram } from './diagram-output.ts';
import type { TemplateOptions } from './template-output.ts';
import type { TextLanguage } from '../core/index.ts';
import type { Output, Write } from './model.ts';
import type { OutputName } from './names.ts';

/** A format that is written. */
export interface OutputFormat {
  readonly name: OutputName;
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
    open: async (write) => (await import('./wlcap-output.ts')).wlcapOutput(write, new Date()),
  },
  {
    name: 'pcapng',
    title: 'the plain text as TCP connections, for Wireshark and other programs',
    open: async (write) => new (await import('./pcapng/pcapng-output.ts')).PcapngOutput(write),
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
    name: 'md',
    title: 'each unit for a report, as Markdown: text, fields, findings, bytes',
    open: async (write) => (await import('./unit-outputs.ts')).markdownOutput(write),
  },
  {
    name: 'hex',
    title: 'each unit as hex, one a line',
    open: async (write) => (await import('./unit-outputs.ts')).hexOutput(write),
  },
  {
    name: 'c',
    title: 'each unit as an array of C',
    open: async (write) => (await import('./unit-outputs.ts')).cOutput(write),
  },
  {
    name: 'svg',
    title: 'a sequence diagram',
    open: async (write) => diagram((await import('./svg.ts')).svg, write),
  },
  {
    name: 'mmd',
    title: 'a sequence diagram of Mermaid',
    open: async (write) => diagram((await import('./mermaid.ts')).mermaid, write),
  },
];

function template(language: TextLanguage): OutputFormat['open'] {
  return async (write, options) => {
    const { TemplateOutput } = await import('./template-output.ts');
    return new TemplateOutput(language, options, write);
  };
}

async function diagram(draw: (diagram: Diagram) => string, write: Write): Promise<Output> {
  return (await import('./diagram-output.ts')).diagramOutput(draw, write);
}
