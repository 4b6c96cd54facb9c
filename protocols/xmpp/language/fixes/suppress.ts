import { closest, readSuppression, type Diagnostic, type Fix, type SuppressedName } from '../../../core/index.ts';
import { rules } from '../../rules/index.ts';
import type { XmppDocument } from '../document.ts';
import { cut } from './elements.ts';
import { fix, indentAt, lineEnd, replace, spotOf, type Repair, type RepairTable } from './spot.ts';

/** Turns a finding's rule off for the element that it is in, by a comment before it or in the one that stands there. */
export function suppression(document: XmppDocument, finding: Diagnostic): Fix | undefined {
  const spot = spotOf(document, finding);
  if (
    spot === undefined ||
    (spot.node.kind !== 'element' && spot.node.kind !== 'stream-open') ||
    finding.code.startsWith('xmpp/suppression')
  )
    return undefined;
  const title = `Disable ${finding.code} for this ${spot.node.kind === 'element' ? 'stanza' : 'header'}`;
  const last = lastNameBefore(document, spot.base);
  if (last !== undefined) return fix(title, { start: last.end, end: last.end, text: `, ${finding.code}` });
  const text = `<!-- wireloupe-disable-next-line ${finding.code} -->${lineEnd(spot)}${indentAt(spot, 0)}`;
  return fix(title, { start: spot.base, end: spot.base, text });
}

/** The last name in a disabling comment right before a node; offsets are the document's. */
function lastNameBefore({ nodes, starts, text }: XmppDocument, base: number): SuppressedName | undefined {
  const index = starts.indexOf(base) - 1;
  const start = starts[index] ?? 0;
  const node = nodes[index];
  const name =
    node?.disables === undefined ? undefined : readSuppression(text.slice(start, start + node.length))?.at(-1);
  return name === undefined ? undefined : { ...name, start: start + name.start, end: start + name.end };
}

/** A name of a rule that there is not. */
const unknownName: Repair = (spot) => {
  const { source, start, end, node } = spot;
  const found = source.slice(start, end);
  const near =
    closest(
      found.slice(0, 60),
      rules.map(({ id }) => id),
    ) ?? rules.map(({ id }) => id).find((id) => id.slice(id.indexOf('/') + 1) === found);
  const takeOut = fix('Remove the comment', cut(spot, 0, node.length));
  if (found.startsWith('<!--'))
    return [
      replace(
        'Change to wireloupe-disable-next-line',
        0,
        node.length,
        found.replace(/wireloupe-disable[\w-]*\s*:?/, 'wireloupe-disable-next-line ').replace(/ {2,}/g, ' '),
      ),
      takeOut,
    ];
  return [
    ...(near === undefined ? [] : [replace(`Change to “${near}”`, start, end, near)]),
    withoutName(spot),
    takeOut,
  ];
};

const unused: Repair = (spot) => [
  ...(spot.source.startsWith('<!--', spot.start) ? [] : [withoutName(spot)]),
  fix('Remove the comment', cut(spot, 0, spot.node.length)),
];

/** Takes one name out of a comment that has several. */
function withoutName({ source, start, end }: Parameters<Repair>[0]): Fix {
  const before = /[\s,]*$/.exec(source.slice(0, start))?.[0].length ?? 0;
  const after = /^[\s,]*/.exec(source.slice(end))?.[0].length ?? 0;
  const isFirst = source.slice(0, start - before).endsWith('next-line');
  return isFirst
    ? replace('Remove the name', start, end + after, '')
    : replace('Remove the name', start - before, end, '');
}

export const suppressionRepairs: RepairTable = { 'xmpp/suppression': unknownName, 'xmpp/suppression-unused': unused };
