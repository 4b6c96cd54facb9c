import { keyText } from '../source/node.ts';
import type { Entry, MapNode, SourceNode } from '../source/node.ts';
import { readBytes } from './bytes.ts';
import { expectType } from './context.ts';
import type { ReadContext } from './context.ts';
import { reportUnknownKey } from './keys.ts';
import { spanOf } from './scalar.ts';
import { optionTable } from './step-keys.ts';
import { readValue } from './value.ts';

/** What is next to a performative, about the frame itself (AMQP 1.0, 2.3.1). */
export interface FrameOptions {
  readonly channel: number;
  readonly type: number | undefined;
  readonly doff: number | undefined;
  readonly size: number | undefined;
  readonly extendedHeader: Uint8Array;
  readonly payload: Uint8Array | undefined;
}

const frameTypes = new Map(Object.entries<number>({ amqp: 0, sasl: 1 }));

/** Reads the keys beside `head`, of which `allowed` may stand there; all others are reported. */
export function readOptions(
  node: MapNode,
  head: Entry,
  allowed: readonly string[],
  context: ReadContext,
): FrameOptions {
  let options: FrameOptions = {
    channel: 0,
    type: undefined,
    doff: undefined,
    size: undefined,
    extendedHeader: new Uint8Array(0),
    payload: undefined,
  };
  const seen = new Set<string>();
  for (const entry of node.entries) {
    if (entry === head) continue;
    const name = keyText(entry);
    if (name === undefined || !allowed.includes(name)) {
      reportOption(entry, name, head, allowed, context);
      continue;
    }
    context.place({ kind: 'key', start: entry.key.start, end: entry.key.end, table: optionTable, name });
    if (seen.has(name)) {
      context.report({
        rule: 'stepOption',
        ...spanOf(entry.key),
        message: `Duplicate key ${name}: the first one is sent. Remove one`,
      });
      continue;
    }
    seen.add(name);
    options = { ...options, ...readOption(name, entry.value, context) };
  }
  return options;
}

function readOption(name: string, node: SourceNode, context: ReadContext): Partial<FrameOptions> {
  switch (name) {
    case 'channel':
      return { channel: readNumber(node, 'ushort', context) ?? 0 };
    case 'doff':
      return { doff: readNumber(node, 'ubyte', context) };
    case 'size':
      return { size: readNumber(node, 'uint', context) };
    case 'type':
      return { type: readType(node, context) };
    case 'payload':
      return { payload: readBytes(node, name, context) };
    case 'extended-header': {
      const bytes = readBytes(node, name, context) ?? new Uint8Array(0);
      if (bytes.length % 4 !== 0)
        context.report({
          rule: 'stepOption',
          ...spanOf(node),
          message: `An extended header fills words of four bytes, and this one has ${bytes.length} bytes`,
        });
      return { extendedHeader: bytes };
    }
    // `message` is read together with the performative.
    default:
      return {};
  }
}

function readNumber(node: SourceNode, type: 'ubyte' | 'ushort' | 'uint', context: ReadContext): number | undefined {
  // A number of the frame's header has no other form: what is out of its range cannot be sent.
  const report: ReadContext['report'] = (finding) => {
    if (finding.rule === 'fieldType') context.report({ ...finding, rule: 'stepOption' });
    else context.report(finding.rule === 'valueRange' ? { ...finding, unsent: true } : finding);
  };
  const value = readValue(node, expectType(type), { ...context, report });
  return value.type === type && typeof value.value === 'number' ? value.value : undefined;
}

function readType(node: SourceNode, context: ReadContext): number | undefined {
  context.place({
    kind: 'words',
    start: node.start,
    end: node.end,
    words: [...frameTypes.keys()],
    about: 'the type of a frame',
  });
  const named = node.kind === 'scalar' ? frameTypes.get(node.text) : undefined;
  return named ?? readNumber(node, 'ubyte', context);
}

function reportOption(
  entry: Entry,
  name: string | undefined,
  head: Entry,
  allowed: readonly string[],
  context: ReadContext,
): void {
  const of = keyText(head) ?? '';
  // A second performative has been reported as such.
  if (!optionTable.keys.some((each) => each.name === name)) {
    if (name === undefined || !context.registry.byName(name)) {
      reportUnknownKey(
        'stepOption',
        entry.key,
        { of: `a step with ${of}`, keys: optionTable.keys.filter((each) => allowed.includes(each.name)) },
        context,
        noOptions(of, name, allowed),
      );
    } else if (!isPerformative(name, context)) {
      context.report({
        rule: 'stepOption',
        ...spanOf(entry.key),
        message: `“${name}” is not allowed next to ${of}: check the indentation`,
      });
    }
    return;
  }
  const message =
    name === 'message' || name === 'payload'
      ? `Only a transfer carries a ${name}, and this is ${of}`
      : `${name ?? ''} is not allowed next to ${of}`;
  context.report({ rule: 'stepOption', ...spanOf(entry.key), message });
}

function noOptions(of: string, name: string | undefined, allowed: readonly string[]): string | undefined {
  return allowed.length > 0 ? undefined : `“${name ?? ''}” is not allowed next to ${of}. Check the indentation.`;
}

function isPerformative(name: string, context: ReadContext): boolean {
  const type = context.registry.byName(name);
  return type?.kind === 'composite' && (type.provides.includes('frame') || type.provides.includes('sasl-frame'));
}
