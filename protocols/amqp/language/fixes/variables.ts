import { closest, variableReplacements, type Fix } from '../../../core/index.ts';
import type { SourceNode } from '../../notation/source/node.ts';
import { requoted } from './entries.ts';
import { lineEnd, lineStart, replace, shown, type Repair, type Spot } from './spot.ts';

/** A variable: a name alike, or a definition in the file. */
export const unknownVariable: Repair = (spot) => {
  const { document, start, end } = spot;
  const { source, context } = document;
  const written = [
    ...source.steps.flatMap(({ node, base }) =>
      scalarsOf(node).flatMap(({ variables }) =>
        variables.map((each) => ({ ...each, start: each.start + base, end: each.end + base })),
      ),
    ),
    ...source.variables.flatMap(({ value, base }) =>
      (value?.variables ?? []).map((each) => ({ ...each, start: each.start + base, end: each.end + base })),
    ),
  ];
  const variable = written.find((each) => each.start === start && each.end === end);
  if (variable === undefined) return badDefinition(spot);
  const known = [...(context.variables?.keys() ?? []), ...source.variables.map(({ name }) => name)];
  const fixes = variableReplacements(variable, known).map((each) => replace(`Change to ${each}`, start, end, each));
  if (variable.problem !== undefined) return [...fixes, replace('Remove the variable', start, end, '')];
  return [...fixes, ...define(spot, variable.name)];
};

function scalarsOf(node: SourceNode): Extract<SourceNode, { kind: 'scalar' }>[] {
  if (node.kind === 'scalar') return [node];
  return node.kind === 'map'
    ? node.entries.flatMap(({ key, value }) => [...scalarsOf(key), ...scalarsOf(value)])
    : node.items.flatMap(scalarsOf);
}

/** Defines a variable in `vars:`, which is written where there is none; a list of steps becomes a file with frames. */
function define({ text }: Spot, name: string): Fix[] {
  const title = `Define ${name} in this file`;
  const eol = lineEnd(text);
  const [, head = '', open = ''] = /^(vars:[ \t]*)(\{[ \t]*)?/m.exec(text) ?? [];
  const at = head === '' ? -1 : text.search(/^vars:/m) + head.length;
  if (at >= 0 && open !== '')
    return [
      replace(
        title,
        at + open.length,
        at + open.length,
        `${name}: "${name}"${/^\s*\}/.test(text.slice(at + open.length)) ? ' ' : ', '}`,
      ),
    ];
  if (at >= 0) return [replace(title, at, at, `${eol}  ${name}: "${name}"`)];
  const frames = text.search(/^(?:frames|"frames"|'frames')[ \t]*:/m);
  if (frames >= 0) return [replace(title, frames, frames, `vars: { ${name}: "${name}" }${eol}`)];
  const first = text.search(/^ *-(?:\s|$)/m);
  return first < 0
    ? []
    : [
        replace(
          title,
          lineStart(text, first),
          lineStart(text, first),
          `vars: { ${name}: "${name}" }${eol}frames:${eol}`,
        ),
      ];
}

/** A definition whose name or value is none. */
function badDefinition({ text, start, end }: Spot): Fix[] {
  const found = text.slice(start, end);
  const name = found
    .replace(/^["']|["']$/g, '')
    .replace(/[^\w.-]+/g, '_')
    .replace(/^(?=[^A-Za-z_])/, '_');
  return [
    replace(`Change to ${name}`, start, end, name),
    replace('Change to a text', start, end, JSON.stringify(found.replace(/\s+/g, ' '))),
  ];
}

/** Puts a variable in quotes, so that it is text to YAML. */
export const bareVariable: Repair = ({ text, start, end }) => {
  const whole = end + (/^[^\s,}\]]*/.exec(text.slice(end))?.[0].length ?? 0);
  return [whole, end].map((to) =>
    replace(`Put ${shown(text.slice(start, to))} in quotes`, start, to, JSON.stringify(text.slice(start, to))),
  );
};

export const unknownConnection: Repair = (spot) => {
  const { text, document, start, end } = spot;
  const known = document.context.connections ?? [];
  const found = text.slice(start, end);
  const near = closest(found.replace(/^["']|["']$/g, ''), known);
  return [
    ...(near === undefined ? [] : [replace(`Change to “${near}”`, start, end, requoted(found, near))]),
    replace(
      'Remove the line',
      lineStart(text, start),
      lineStart(text, end) + text.slice(lineStart(text, end)).search(/(?:\r?\n|$)/) + lineEnd(text).length,
      '',
    ),
  ];
};
