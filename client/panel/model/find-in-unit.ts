import type { InspectNode } from '../../../protocols/core/inspect/index.ts';
import { fromHex } from '../../../protocols/core/index.ts';
import type { ByteRange } from './unit.ts';

/** The nodes of a tree in the order of its lines. */
function* nodesOf(root: InspectNode): Generator<InspectNode> {
  const open: InspectNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined) open.push(child);
    }
  }
}

/** The next node whose name, value or type has a text, behind or before one, round about the end. Upper and lower case are alike. */
export function findNode(root: InspectNode, text: string, from: string | null, backwards: boolean): string | undefined {
  const wanted = text.toLowerCase();
  if (wanted === '') return undefined;
  let [first, last, before, after]: (string | undefined)[] = [];
  let passed = false;
  for (const { id, label, value, type } of nodesOf(root)) {
    const matches = [label, value, type].some((each) => each?.toLowerCase().includes(wanted) === true);
    if (id === from) passed = true;
    if (!matches) continue;
    first ??= id;
    last = id;
    if (id === from) continue;
    if (passed) after ??= id;
    else before = id;
  }
  if (from === null) return backwards ? last : first;
  return backwards ? (before ?? last) : (after ?? first);
}

/** What is searched for in bytes: hex in pairs of digits, with or without `0x` and spaces, else text in UTF-8. */
export function bytesOf(text: string): Uint8Array {
  const isHex = /^(?:0x(?:[\da-f]{2})+|[\da-f]{2}(?:[ :][\da-f]{2})+)$/i.test(text.trim());
  const bytes = isHex ? fromHex(text.trim().replace(/^0x|[ :]/gi, '')) : undefined;
  return bytes ?? new TextEncoder().encode(text);
}

/** The next place of bytes in others, that begins behind (or before) an offset, round about the end. Linear (Knuth, Morris, Pratt). */
export function findBytes(
  bytes: Uint8Array,
  wanted: Uint8Array,
  from: number | null,
  backwards: boolean,
): ByteRange | undefined {
  if (wanted.length === 0 || wanted.length > bytes.length) return undefined;
  const borders = bordersOf(wanted);
  let [first, last, before, after]: (number | undefined)[] = [];
  let matched = 0;
  for (let i = 0; i < bytes.length; i++) {
    while (matched > 0 && bytes[i] !== wanted[matched]) matched = borders[matched - 1] ?? 0;
    if (bytes[i] === wanted[matched]) matched++;
    if (matched < wanted.length) continue;
    const at = i + 1 - matched;
    matched = borders[matched - 1] ?? 0;
    first ??= at;
    last = at;
    if (from === null || at < from) before = at;
    else if (at > from) after ??= at;
  }
  const found = from === null ? (backwards ? last : first) : backwards ? (before ?? last) : (after ?? first);
  return found === undefined ? undefined : [found, found + wanted.length];
}

/** Of each beginning of the bytes the length of the longest that also ends it. */
function bordersOf(bytes: Uint8Array): Uint32Array {
  const borders = new Uint32Array(bytes.length);
  for (let i = 1, length = 0; i < bytes.length; i++) {
    while (length > 0 && bytes[i] !== bytes[length]) length = borders[length - 1] ?? 0;
    if (bytes[i] === bytes[length]) length++;
    borders[i] = length;
  }
  return borders;
}
