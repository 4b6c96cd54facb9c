import type { Diagram } from './diagram-output.ts';

/** Text for Mermaid: what it would read as its own is written as an entity. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/@=+_()-]/gu, (character) => `#${character.codePointAt(0) ?? 32};`);
}

/** A sequence diagram of Mermaid. */
export function mermaid({ connections, rows }: Diagram): string {
  const lines = ['sequenceDiagram'];
  for (const { number, client, server } of connections) {
    lines.push(`  participant C${number} as ${escaped(client)}`, `  participant S${number} as ${escaped(server)}`);
  }
  for (const { connection, side, kind, text } of rows) {
    const [from, to] = side === 'server' ? ['S', 'C'] : ['C', 'S'];
    const isArrow = kind === 'unit' || kind === 'failure';
    lines.push(
      isArrow
        ? `  ${from}${connection}${kind === 'failure' ? '--x' : '->>'}${to}${connection}: ${escaped(text)}`
        : `  Note over ${side === undefined ? `C${connection},S${connection}` : `${from}${connection}`}: ${escaped(text)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
