import type { Fix } from '../../../core/index.ts';
import { behindLine, fix, lineEnd, lineStart, replace, shown, shownEnd, type Repair, type Spot } from './spot.ts';

/** Brackets and quotes that are open where a piece of YAML ends, and where each line ended. */
interface Scan {
  /** What would close everything, the innermost first. */
  readonly closers: string;
  /** The quote that is open, and where. */
  readonly quote: { readonly character: string; readonly at: number } | undefined;
  /** Brackets that close nothing. */
  readonly strays: readonly number[];
}

/** Reads flow brackets and quotes from one offset to another; quotes begin at the beginning of a value only. */
function scan(text: string, from: number, to: number): Scan {
  const open: string[] = [];
  const strays: number[] = [];
  let quote: Scan['quote'];
  for (let at = from; at < to; at++) {
    const character = text.charAt(at);
    if (quote !== undefined) {
      if (character === '\\' && quote.character === '"') at++;
      else if (character === quote.character) {
        if (character === "'" && text[at + 1] === "'") at++;
        else quote = undefined;
      }
    } else if (
      (character === '"' || character === "'") &&
      /[\s[{,:]$/.test(text.slice(Math.max(from, at - 1), at) || ' ')
    )
      quote = { character, at };
    else if (character === '#' && /\s/.test(text.charAt(at - 1))) at = behindLine(text, at) - 1;
    else if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']');
    else if (character === '}' || character === ']') {
      if (open.at(-1) === character) open.pop();
      else strays.push(at);
    }
  }
  return {
    closers: open
      .reverse()
      .map((each) => (each === '}' ? ' }' : each))
      .join(''),
    quote,
    strays,
  };
}

/** The lines from one offset to another: where each begins, and where its content ends. */
function linesOf(text: string, from: number, to: number): { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  for (let start = from; start < to;) {
    const behind = Math.min(behindLine(text, start), to);
    const content = text.slice(start, behind).trimEnd();
    if (content.trim() !== '') lines.push({ start, end: start + content.length });
    start = behind > start ? behind : to;
  }
  return lines;
}

/** YAML that cannot be read: closing what is open, quoting what is no plain text, spaces and indentation. Trying tells what helps. */
export const yamlSyntax: Repair = (spot) => {
  const { text, start } = spot;
  const [from, to] = stepRange(spot);
  const all = linesOf(text, from, to);
  return [
    ...closed(text, from, all),
    ...strays(text, from, to),
    ...quoted(spot),
    ...spaced(spot, from, to),
    ...colons(spot),
    ...aligned(text, start, all),
    ...rest(spot),
  ];
};

/** From the line of the finding's step to the next one; from the line itself outside of steps. */
function stepRange({ text, start }: Spot): readonly [number, number] {
  let from = lineStart(text, start);
  const item = /^ *- /;
  let line = from;
  while (!item.test(text.slice(line, line + 40)) && line > 0 && /^\s/.test(text.slice(line, line + 1)))
    line = lineStart(text, line - 1);
  if (item.test(text.slice(line, line + 40))) from = line;
  const column = /^ */.exec(text.slice(from, from + 80))?.[0].length ?? 0;
  let to = behindLine(text, from);
  while (to < text.length) {
    const next = text.slice(to, behindLine(text, to));
    const indent = next.length - next.trimStart().length;
    if (next.trim() !== '' && !next.trimStart().startsWith('#') && indent <= column) break;
    to = behindLine(text, to);
  }
  return [from, to];
}

/** Closes what is open, at the end of one of the lines. */
function closed(text: string, from: number, lines: readonly { readonly start: number; readonly end: number }[]): Fix[] {
  const fixes: Fix[] = [];
  for (const { start, end } of lines.slice(0, 6)) {
    const { closers, quote } = scan(text, from, end);
    if (quote !== undefined) {
      // What follows a long text is not looked at.
      const rest = end - quote.at > 1000 ? '' : text.slice(quote.at, end);
      for (const stop of [/\s*[}\]]+\s*$/, /\s*,\s*[\w-]+:/, /\s+[\w-]+:\s/, /$/]) {
        const at = rest === '' ? end : quote.at + (stop.exec(rest)?.index ?? rest.length);
        const inner = scan(
          `${text.slice(from, at)}${quote.character}${text.slice(at, end)}`,
          0,
          end - from + 1,
        ).closers;
        fixes.push(
          fix(
            `Close the text with ${quote.character} after ${shownEnd(text.slice(quote.at, at))}`,
            ...(inner === '' ? [] : at === end ? [] : [{ start: end, end, text: inner }]),
            { start: at, end: at, text: at === end ? quote.character + inner : quote.character },
          ),
        );
      }
    } else if (closers !== '')
      fixes.push(
        replace(`Close it with ${closers.trim()} after ${shownEnd(text.slice(start, end))}`, end, end, closers),
      );
  }
  return fixes;
}

function strays(text: string, from: number, to: number): Fix[] {
  return scan(text, from, to)
    .strays.slice(0, 3)
    .map((at) => replace(`Remove “${text.charAt(at)}”`, at, at + 1, ''));
}

/** Puts the value around the finding in quotes. */
function quoted({ text, start }: Spot): Fix[] {
  const line = lineStart(text, start);
  const stop = text.slice(0, behindLine(text, start)).trimEnd().length;
  const fixes: Fix[] = [];
  for (const { 0: value, index } of text.slice(line, stop).matchAll(/(?<!["'{])\{\{[^{}\r\n]*\}\}[^\s,}\]]*/g)) {
    if (line + index <= start && start <= line + index + value.length)
      fixes.push(
        replace(`Put ${shown(value)} in quotes`, line + index, line + index + value.length, JSON.stringify(value)),
      );
  }
  const opening = /(?:^|[\s[{,])(?=[*@`%&!|>])/.exec(text.slice(start, start + 2)) !== null ? start : -1;
  for (const separator of [/.*(?:[:,[{-]\s+|\[|\{(?!\{))(?=\S)/, /^[^:]*:\s+/]) {
    const before = separator.exec(text.slice(line, Math.max(start + 1, line)))?.[0].length;
    const begins = opening >= 0 ? opening : before === undefined ? -1 : line + before;
    if (begins < 0 || begins >= stop) continue;
    for (const length of [flowValue(text.slice(begins, stop)), stop - begins]) {
      const value = text.slice(begins, begins + length).trimEnd();
      if (value !== '' && !/^["']/.test(value))
        fixes.push(replace(`Put ${shown(value)} in quotes`, begins, begins + value.length, JSON.stringify(value)));
    }
  }
  return fixes;
}

/** The length of a value in flow style: up to a comma or a closing bracket, variables left whole. */
function flowValue(text: string): number {
  return /^(?:\{\{[^{}]*\}\}|[^,{}[\]]+){0,1000}/.exec(text)?.[0].length ?? 0;
}

/** Tabs become spaces, and what is stuck together gets a space. */
function spaced({ text, start, end }: Spot, from: number, to: number): Fix[] {
  const tabs = [...text.slice(from, to).matchAll(/^[ \t]*\t[ \t]*/gm)].map(({ 0: found, index }) => ({
    start: from + index,
    end: from + index + found.length,
    text: '  '.repeat(Math.max(found.replace(/ /g, '').length + 1, 2)),
  }));
  const narrow = tabs.map((edit) => ({ ...edit, text: edit.text.slice(2) }));
  const stuck = [...text.slice(lineStart(text, start), behindLine(text, end)).matchAll(/[:,](?=[^\s:,\]}])/g)]
    .slice(0, 4)
    .map(({ index }) => lineStart(text, start) + index + 1);
  return [
    ...(tabs.length === 0
      ? []
      : [tabs, narrow].map((edits) => fix(`Indent with ${edits[0]?.text.length ?? 0} spaces`, ...edits))),
    ...[start, end, ...stuck].map((at) =>
      replace(`Insert a space after ${shownEnd(text.slice(lineStart(text, at), at))}`, at, at, ' '),
    ),
  ];
}

/** A key without a colon, or a value with one. */
function colons({ text, start }: Spot): Fix[] {
  const line = lineStart(text, start);
  const stop = text.slice(0, behindLine(text, start)).trimEnd().length;
  const [, indent = '', key = '', rest = ''] = /^(\s*(?:- +)?)([\w-]+)(.*)$/.exec(text.slice(line, stop)) ?? [];
  if (key === '') return [];
  const at = line + indent.length + key.length;
  const [, value = ''] = /^:\s+(.*: .*)$/.exec(rest) ?? [];
  const before = lineStart(text, line - 1);
  const above = text.slice(before, line).trimEnd();
  return [
    ...(rest.startsWith(':') ? [] : [replace(`Write ${key}:`, at, at, ':')]),
    ...(value === ''
      ? []
      : [replace(`Put ${shown(value)} in quotes`, stop - value.length, stop, JSON.stringify(value))]),
    ...(line > 0 && /^\s*(?:- +)?[\w-]+$/.test(above)
      ? [replace(`Write ${above.trim()}:`, before + above.length, before + above.length, ':')]
      : []),
    ...(line > 0 && /^\s*(?:- +)?[\w-]+ +\S/.test(above) && !/:(?:\s|$)/.test(above)
      ? [
          replace(
            'Insert a colon',
            before + (/^\s*(?:- +)?[\w-]+/.exec(above)?.[0].length ?? 0),
            before + (/^\s*(?:- +)?[\w-]+/.exec(above)?.[0].length ?? 0),
            ':',
          ),
        ]
      : []),
  ];
}

/** The line is indented as one of those before or behind it. */
function aligned(text: string, at: number, lines: readonly { readonly start: number; readonly end: number }[]): Fix[] {
  const line = lines.find(({ start, end }) => start <= at && at <= end);
  if (line === undefined) return [];
  const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
  const columns = lines
    .filter((each) => each !== line)
    .map((each) => /^ *(?:- +)?/.exec(text.slice(each.start, each.end))?.[0].length ?? 0);
  return [...new Set(columns)]
    .filter((column) => column !== indent)
    .slice(0, 4)
    .map((column) =>
      replace(`Align the line with column ${column + 1}`, line.start, line.start + indent, ' '.repeat(column)),
    );
}

/** What is left: a second document, an alias without anchor, the line as a comment. */
function rest({ text, start, end }: Spot): Fix[] {
  const line = lineStart(text, start);
  const behind = behindLine(text, start);
  const content = text.slice(line, behind).trimEnd();
  const fixes: Fix[] = [];
  if (/^(?:---|\.\.\.|%)/.test(content)) fixes.push(replace(`Remove ${shown(content)}`, line, behind, ''));
  if (/^[*&@`%]/.test(text.slice(start, end)))
    fixes.push(
      replace(`Put ${shown(text.slice(start, end))} in quotes`, start, end, JSON.stringify(text.slice(start, end))),
    );
  const escaped = text.slice(start, end).replace(/\\(?!["\\/abefnrtv0xuUNLP_ \t\r\n])/g, '\\\\');
  if (escaped !== text.slice(start, end)) fixes.push(replace('Double the backslash', start, end, escaped));
  const slash = text.slice(line, behind).search(/\\(?!["\\/abefnrtv0xuUNLP_ \t\r\n])/);
  if (slash >= 0) fixes.push(replace('Double the first backslash of the line', line + slash, line + slash, '\\'));
  if (content.trim() !== '')
    fixes.push(
      replace('Make the line a comment', line, line, '# '),
      replace('Remove the line', line, behind, text.slice(line, behind) === content ? lineEnd(text).slice(0, 0) : ''),
    );
  return fixes;
}
