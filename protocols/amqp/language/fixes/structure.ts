import { closest, type Fix } from '../../../text/index.ts';
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
  if (near !== undefined) fixes.push(replace(`Change to “${near}”`, start, end, near));
  const value = /^\s*:[ \t]*/.exec(text.slice(end))?.[0].length;
  const stop = text.slice(0, behind).trimEnd().length;
  if (value !== undefined && name === 'connection') fixes.push(...(document.context.connections ?? []).slice(0, 3).map((each) => replace(`Name the connection ${each}`, end + value, Math.max(stop, end + value), each)), replace('Name a connection', end + value, Math.max(stop, end + value), 'NAME'));
  if (value !== undefined && name === 'vars') fixes.push(replace('Write a mapping', end + value, blockEnd(text, end + value, stop), '{}'));
  // A mapping in the place of the list of steps is one step.
  if (found.startsWith('{')) fixes.push(replace('Make it a list of one step', start, end, `[${found}]`));
  if (!/^[[{]/.test(found) && text.slice(line, start).trim() === '') {
    fixes.push(replace('Begin a step with “- ”', start, start, '- '));
    const block = blockEnd(text, end, stop);
    fixes.push(replace('Begin a step with “- ”', start, block, `- ${text.slice(start, block).replace(/\r?\n(?=.)/g, (each) => `${each}  `)}`));
    fixes.push(replace('Put it below frames:', start, block, `frames:${eol}  - ${text.slice(start, block).replace(/\r?\n(?=.)/g, (each) => `${each}    `)}`));
  }
  const dashes = text.slice(start, end);
  if (/[\r\n]/.test(dashes)) fixes.push(replace('Make it a list of one step', start, end, `- ${dashes.replace(/\r?\n(?=.)/g, (each) => `${each}  `)}`));
  fixes.push(replace('Make the line a comment', line, line, '# '), replace(`Remove ${shown(text.slice(line, stop))}`, line, blockEnd(text, end, behind), ''));
  return fixes;
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
