import { closest, type Fix } from '../../../core/index.ts';
import { stepVocabulary } from '../../notation/read/step-keys.ts';
import { behindLine, lineEnd, lineStart, replace, shown, type Repair, type RepairTable } from './spot.ts';
import { yamlSyntax } from './yaml.ts';

const topKeys = ['connection', 'vars', 'frames'];

/** What a file is made of: the keys at its top, and the list of steps. */
const fileStructure: Repair = ({ text, start, end, document }) => {
  const found = text.slice(start, end);
  const line = lineStart(text, start);
  const behind = behindLine(text, start);
  const eol = lineEnd(text);
  const name = found.replace(/^["']|["']$/g, '');
  const fixes: Fix[] = [];
  const near = closest(name, topKeys);
  // The intended key is clear: nothing else is offered, even if the right name reveals other findings.
  if (near !== undefined) return [replace(`Change to “${near}”`, start, end, near)];
  const bare = topKeys.find((key) => found.startsWith(`${key} `));
  if (bare !== undefined) return [replace('Insert a colon', start + bare.length, start + bare.length, ':')];
  const value = /^\s*:[ \t]*/.exec(text.slice(end))?.[0].length;
  const stop = text.slice(0, behind).trimEnd().length;
  if (value !== undefined && name === 'connection')
    fixes.push(
      ...(document.context.connections ?? [])
        .slice(0, 3)
        .map((each) => replace(`Name the connection ${each}`, end + value, Math.max(stop, end + value), each)),
      replace('Name a connection', end + value, Math.max(stop, end + value), 'NAME'),
    );
  if (value !== undefined && name === 'vars')
    fixes.push(replace('Write a mapping', end + value, blockEnd(text, end + value, stop), '{}'));
  // A mapping in the place of the list of steps is one step.
  if (found.startsWith('{')) fixes.push(replace('Make it a list of one step', start, end, `[${found}]`));
  const block = blockEnd(text, end, stop);
  if (!/^[[{]/.test(found) && text.slice(line, start).trim() === '') {
    const heads = stepVocabulary(document.registry).heads.keys.map((each) => each.name);
    const head = heads.includes(name) ? name : closest(name, heads);
    const lines = (indent: string): string =>
      (head === undefined || head === name ? '' : head) +
      text
        .slice(head === undefined || head === name ? start : end, block)
        .replace(/\r?\n(?=.)/g, (each) => each + indent);
    const title = head === name ? 'Begin a step with “- ”' : `Begin a step: - ${head ?? ''}`;
    if (head !== undefined)
      fixes.push(replace(title, start, block, `- ${lines('')}`), replace(title, start, block, `- ${lines('  ')}`));
    if (head !== undefined || found.startsWith('- '))
      fixes.push(
        replace(
          'Put it below frames:',
          start,
          block,
          found.startsWith('- ') ? `frames:${eol}${text.slice(line, block)}` : `frames:${eol}  - ${lines('    ')}`,
        ),
      );
  }
  const dashes = text.slice(start, end);
  if (/[\r\n]/.test(dashes))
    fixes.push(
      replace('Make it a list of one step', start, end, `- ${dashes.replace(/\r?\n(?=.)/g, (each) => `${each}  `)}`),
    );
  if (fixes.length > 0) return fixes;
  // A line alone: what has more below it is not hidden or taken away by a reflex.
  return block > stop
    ? []
    : [
        replace('Make the line a comment', line, line, '# '),
        replace(`Remove ${shown(text.slice(line, stop))}`, line, behind, ''),
      ];
};

/** The end of what belongs to a line: lines that are indented more come with it. */
function blockEnd(text: string, at: number, stop: number): number {
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0].length ?? 0;
  let end = stop;
  for (let next = behindLine(text, at); next < text.length; next = behindLine(text, next)) {
    const line = text.slice(next, behindLine(text, next));
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
    if (line.trim() !== '') end = next + line.trimEnd().length;
  }
  return end;
}

/** Repairs of the file as YAML, and as a list of steps. */
export const structureRepairs: RepairTable = { 'amqp/file-structure': fileStructure, 'amqp/yaml-syntax': yamlSyntax };
