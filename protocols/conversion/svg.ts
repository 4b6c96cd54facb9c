import type { Diagram, DiagramRow } from './diagram-output.ts';

const rowHeight = 34;
const top = 90;
const lane = 540;
const margin = 110;
/** What fits above an arrow, in letters of a common width; what is wider takes two. */
const widest = 80;

/** Text of XML, without the characters that XML cannot have (XML 1.0, 2.2). */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A text that has room, and all of it where somebody points at it. */
function label(x: number, y: number, text: string, kind: string): string {
  const shown = fitting(text);
  const title = shown === text ? '' : `<title>${escaped(text)}</title>`;
  return `<text class="${kind}" x="${x}" y="${y}">${title}${escaped(shown)}</text>`;
}

function fitting(text: string): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += (character.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2;
    if (width > widest) return `${text.slice(0, end)}…`;
    end += character.length;
  }
  return text;
}

/** A sequence diagram as SVG: it has no script and asks for nothing from elsewhere. Its colors follow the reader’s light or dark scheme. */
export function svg({ connections, rows }: Diagram): string {
  const left = new Map(connections.map(({ number }, index) => [number, margin + index * (lane + margin)]));
  const width = Math.max(1, connections.length) * (lane + margin) + margin;
  const height = top + rows.length * rowHeight + 40;
  const lines = connections.map(({ number, client, server }) => {
    const x = left.get(number) ?? margin;
    return [
      label(x, 34, client, 'end'),
      label(x + lane, 34, server, 'end'),
      label(x + lane / 2, 60, `connection ${number}`, 'small'),
      `<path class="life" d="M${x} 48V${height - 20}M${x + lane} 48V${height - 20}"/>`,
    ].join('\n');
  });
  const arrows = rows.map((row, index) => rowText(row, left.get(row.connection) ?? margin, top + index * rowHeight));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>Sequence diagram of ${connections.length} connections, ${rows.length} rows</title>
<style>
svg { background: #fff; color: #1f1f1f; font: 12px system-ui, sans-serif; }
text { fill: currentColor; text-anchor: middle; }
.time, .server { text-anchor: end; }
.client { text-anchor: start; }
.end { font-weight: 600; font-size: 14px; }
.small, .time, .gap, .over { fill-opacity: .75; font-size: 11px; }
.life { stroke: currentColor; stroke-opacity: .4; stroke-dasharray: 4 4; fill: none; }
.arrow { stroke: currentColor; fill: none; }
.failure { stroke: #b3261e; }
text.failure { stroke: none; fill: #b3261e; }
.head { fill: currentColor; stroke: none; }
@media (prefers-color-scheme: dark) {
  svg { background: #1f1f1f; color: #ececec; }
  .failure { stroke: #ff8a80; }
  text.failure { fill: #ff8a80; }
}
</style>
${[...lines, ...arrows].join('\n')}
</svg>
`;
}

function rowText({ side, kind, text, time }: DiagramRow, x: number, y: number): string {
  const at = time === 0 ? '' : label(x - 12, y + 4, new Date(time).toISOString().slice(11, 23), 'time');
  if (kind === 'gap' || kind === 'end') {
    const place = side === undefined ? x + lane / 2 : side === 'client' ? x + 10 : x + lane - 10;
    return at + label(place, y + 4, text, `${kind === 'gap' ? 'gap' : 'over'} ${side ?? ''}`.trimEnd());
  }
  const [from, to, back] = side === 'server' ? [x + lane, x, 8] : [x, x + lane, -8];
  const failure = kind === 'failure' ? ' failure' : '';
  return [
    at,
    label(x + lane / 2, y - 4, text, kind === 'failure' ? 'failure' : 'name'),
    `<path class="arrow${failure}" d="M${from} ${y}H${to}"/>`,
    `<path class="head" d="M${to} ${y}l${back} -4v8z"/>`,
  ].join('');
}
