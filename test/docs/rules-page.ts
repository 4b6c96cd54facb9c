import type { Rule } from '../../protocols/core/index.ts';

/** One table of rules as Markdown; sections are links. */
export function rulesTable(rules: readonly Rule[]): string {
  const rows = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, severity, summary, section, traffic }) =>
        `| \`${id}\` | ${severity}${traffic === 'off' ? ', off in traffic' : ''} | ${summary} | [${section.document === 'AMQP 1.0' ? '' : `${section.document} `}${section.section || 'the document'}](${section.href.startsWith('docs/') ? section.href.slice(5) : section.href}) |`,
    );
  return ['| rule | severity | what must hold | section |', '|---|---|---|---|', ...rows].join('\n');
}
