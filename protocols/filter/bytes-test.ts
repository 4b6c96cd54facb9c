import { fromHex } from '../core/index.ts';
import type { FilterValue } from './model.ts';
import { costs, testOf, type Test } from './test.ts';

/** Bytes occur in a unit outside of its secrets. */
export function bytesTest(value: FilterValue | undefined): Test {
  const wanted = value?.type === 'text' ? bytesOf(value.text) : undefined;
  if (wanted === undefined) return testOf(costs.bytes, () => false);
  return testOf(costs.bytes, (unit) => {
    const bytes = unit.bytes();
    let at = indexOf(bytes, wanted, 0);
    if (at < 0) return false;
    const secrets = unit.open().secrets();
    for (; at >= 0; at = indexOf(bytes, wanted, at + 1)) {
      const [start, end] = [at, at + wanted.length];
      const secret = secrets.find(([from, to]) => from < end && to > start);
      if (secret === undefined) return true;
      // Behind the secret: a hostile one may consist of what is looked for.
      at = Math.max(at, secret[1] - 1);
    }
    return false;
  });
}

function bytesOf(text: string): Uint8Array | undefined {
  return /^0x/iu.test(text) ? fromHex(text.slice(2)) : new TextEncoder().encode(text);
}

/**
 * Where bytes occur in others, from a place on; −1 where they do not. Time is linear: after a mismatch the search goes on by the
 * table of Knuth, Morris and Pratt.
 */
export function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  if (wanted.length === 0) return from <= bytes.length ? from : -1;
  const [first] = wanted;
  if (first === undefined) return -1;
  const start = bytes.indexOf(first, from);
  if (start < 0 || wanted.length === 1) return start;
  const table = tableOf(wanted);
  let matched = 0;
  for (let i = start; i < bytes.length; i++) {
    while (matched > 0 && bytes[i] !== wanted[matched]) matched = table[matched - 1] ?? 0;
    if (bytes[i] === wanted[matched]) matched++;
    if (matched === wanted.length) return i - matched + 1;
  }
  return -1;
}

const tables = new WeakMap<Uint8Array, readonly number[]>();

/** For each length, that of the longest beginning that is an end as well. */
function tableOf(wanted: Uint8Array): readonly number[] {
  const known = tables.get(wanted);
  if (known !== undefined) return known;
  const table = [0];
  let length = 0;
  for (let i = 1; i < wanted.length; i++) {
    while (length > 0 && wanted[i] !== wanted[length]) length = table[length - 1] ?? 0;
    if (wanted[i] === wanted[length]) length++;
    table.push(length);
  }
  tables.set(wanted, table);
  return table;
}
