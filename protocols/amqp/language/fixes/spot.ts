import type { Diagnostic, Fix } from '../../../core/index.ts';
import { placesOf } from '../../notation/analyse.ts';
import type { Expected, Place } from '../../notation/read/context.ts';
import { keyText } from '../../notation/source/node.ts';
import type { Entry, MapNode, SourceNode } from '../../notation/source/node.ts';
import type { AmqpDocument, AnalysedStep } from '../document.ts';

export { fix, replace, shown, shownEnd } from '../../../core/fix-parts.ts';

/** Where a finding stands. All offsets are the document's: `base` is added to those of a step's nodes. */
export interface Spot {
  readonly document: AmqpDocument;
  readonly text: string;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  /** The step that holds the finding; undefined in the head of the file, and where a step is too broken to be one. */
  readonly step: AnalysedStep | undefined;
  readonly index: number;
  /** The nodes around the finding, from the step's own to the innermost. */
  readonly path: readonly SourceNode[];
  /** The entries around the finding, from the outermost; the last one holds it in its key or its value. */
  readonly entries: readonly Held[];
}

/** An entry with the mapping that it is in. */
export interface Held {
  readonly map: MapNode;
  readonly entry: Entry;
}

/** Proposes ways out of a finding, the best first; which of them mend it is found by trying. */
export type Repair = (spot: Spot) => readonly Fix[];

/** Repairs by the rule's id. */
export type RepairTable = Readonly<Record<string, Repair>>;

/** The step at an offset, or right before it. */
function stepAt({ steps }: AmqpDocument, offset: number): number {
  return steps.findLastIndex(({ step }) => step.start <= offset);
}

/** A finding's place, with every offset moved to the document's. */
export function spotOf(document: AmqpDocument, { code, start, end }: Diagnostic): Spot {
  const index = stepAt(document, start);
  const found = index < 0 ? undefined : document.steps[index];
  const next = document.steps[index + 1]?.step.start ?? document.text.length;
  const step =
    found !== undefined && start <= Math.max(found.step.end, found.step.start) && end <= next ? found : undefined;
  const path: SourceNode[] = [];
  const entries: Held[] = [];
  if (step !== undefined) descend(moved(step.step.node, step.step.base), start, path, entries);
  return { document, text: document.text, code, start, end, step, index, path, entries };
}

function descend(node: SourceNode, offset: number, path: SourceNode[], entries: Held[]): void {
  path.push(node);
  if (node.kind === 'map') {
    const entry = node.entries.find(
      (each) =>
        each.start <= offset &&
        offset <= each.end &&
        !(offset === each.end && node.entries.some((other) => other.start === offset)),
    );
    if (entry === undefined) return;
    entries.push({ map: node, entry });
    if (offset >= startOf(entry.value) && (entry.value.end > entry.value.start || entry.value.tag !== undefined))
      descend(entry.value, offset, path, entries);
  } else if (node.kind === 'list') {
    const item = node.items.find((each) => startOf(each) <= offset && offset < Math.max(each.end, each.start + 1));
    if (item !== undefined) descend(item, offset, path, entries);
  }
}

/** Where a node begins, its tag included. */
export function startOf(node: SourceNode): number {
  return node.tag?.start ?? node.start;
}

/** The innermost entry around a finding. */
export const lastEntry = ({ entries }: Spot) => entries.at(-1);
/** The innermost node around a finding. */
export const innermost = ({ path }: Spot): SourceNode | undefined => path.at(-1);

/** Whether a finding is about a key, and not about its value. */
export function atKey({ start }: Spot, entry: Entry): boolean {
  return start < entry.key.end || start === entry.key.start;
}

/** A node with all its offsets moved. */
export function moved(node: SourceNode, by: number): SourceNode {
  const span = {
    start: node.start + by,
    end: node.end + by,
    tag: node.tag === undefined ? undefined : { ...node.tag, start: node.tag.start + by, end: node.tag.end + by },
  };
  switch (node.kind) {
    case 'scalar':
      return {
        ...node,
        ...span,
        variables: node.variables.map((each) => ({ ...each, start: each.start + by, end: each.end + by })),
      };
    case 'list':
      return { ...node, ...span, items: node.items.map((item) => moved(item, by)) };
    case 'map':
      return {
        ...node,
        ...span,
        entries: node.entries.map((entry) => ({
          key: moved(entry.key, by),
          value: moved(entry.value, by),
          start: entry.start + by,
          end: entry.end + by,
        })),
      };
  }
}

/** A step as a mapping; undefined where it is none. */
export function mapOf(step: AnalysedStep | undefined): MapNode | undefined {
  const node = step === undefined ? undefined : moved(step.step.node, step.step.base);
  return node?.kind === 'map' ? node : undefined;
}

/** The performative or other head of a step, with its fields where they are a mapping. */
export function headOf(
  { document }: Spot,
  step: AnalysedStep | undefined,
): (Held & { readonly name: string }) | undefined {
  const map = mapOf(step);
  const name = step?.plan?.kind === 'frame' ? step.plan.performative : step?.plan?.kind;
  const entry =
    map?.entries.find((each) => keyText(each) === name) ??
    map?.entries.find((each) => document.registry.byName(keyText(each) ?? '')?.kind === 'composite');
  return map === undefined || entry === undefined ? undefined : { map, entry, name: keyText(entry) ?? '' };
}

/** What is known of places in the spot's step, moved to the document's offsets. */
export function placesIn({ document, step }: Spot): readonly Place[] {
  if (step === undefined) return [];
  const { base, node } = step.step;
  return placesOf(node, document.registry, document.environment).map((place) => ({
    ...place,
    start: place.start + base,
    end: place.end + base,
  }));
}

/** What is expected of the value that an offset stands in. */
export function expectedAt(spot: Spot, offset: number): Expected | undefined {
  let best: Place | undefined;
  for (const place of placesIn(spot)) {
    if (place.kind !== 'value' || place.start > offset || place.end < offset) continue;
    if (best === undefined || place.end - place.start <= best.end - best.start) best = place;
  }
  return best?.kind === 'value' ? best.expected : undefined;
}

export const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  let start = Math.min(at, text.length);
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Behind the end of the line of an offset, its line break included. */
export function behindLine(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}
