import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, findBytes, findNode } from '../../../../client/panel/model/find-in-unit.ts';
import type { InspectNode } from '../../../../protocols/core/inspect/index.ts';

const node = (id: string, label: string, value?: string, children: readonly InspectNode[] = []): InspectNode => ({
  id,
  label,
  ...(value !== undefined && { value }),
  children,
});
const tree = node('0', 'root', undefined, [
  node('0.0', 'Name', 'one', [node('0.0.0', 'x', 'two')]),
  node('0.1', 'name', 'three'),
  node('0.2', 'z', 'NAME'),
]);

describe('a text in fields', () => {
  it('is found in the order of the lines, in both directions and round about the end', () => {
    expect(findNode(tree, 'name', null, false)).toBe('0.0');
    expect(findNode(tree, 'name', '0.0', false)).toBe('0.1');
    expect(findNode(tree, 'name', '0.0.0', false)).toBe('0.1');
    expect(findNode(tree, 'name', '0.2', false)).toBe('0.0');
    expect(findNode(tree, 'name', '0.0', true)).toBe('0.2');
    expect(findNode(tree, 'name', '0.2', true)).toBe('0.1');
    expect(findNode(tree, 'two', '0.0.0', false)).toBe('0.0.0');
    expect(findNode(tree, 'nowhere', null, false)).toBeUndefined();
    expect(findNode(tree, '', null, false)).toBeUndefined();
  });
});

describe('bytes', () => {
  it('are written in hex or as text', () => {
    expect([...bytesOf('0x0053')]).toEqual([0, 0x53]);
    expect([...bytesOf('00 53')]).toEqual([0, 0x53]);
    expect([...bytesOf('ab')]).toEqual([0x61, 0x62]);
    expect([...bytesOf('ü')]).toEqual([0xc3, 0xbc]);
  });

  it('are found as a slow search finds them', () => {
    const few = fc.uint8Array({ max: 2, maxLength: 40 });
    const wanted = fc.uint8Array({ max: 2, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(few, wanted, fc.option(fc.nat(40)), fc.boolean(), (bytes, part, from, backwards) => {
        const all = Array.from({ length: Math.max(0, bytes.length - part.length + 1) }, (_, i) => i).filter((i) =>
          part.every((byte, at) => bytes[i + at] === byte),
        );
        const ahead = from === null ? all : all.filter((i) => (backwards ? i < from : i > from));
        const at = (backwards ? ahead.at(-1) : ahead[0]) ?? (backwards ? all.at(-1) : all[0]);
        expect(findBytes(bytes, part, from, backwards)).toEqual(at === undefined ? undefined : [at, at + part.length]);
      }),
    );
  });

  it('are found in linear time', () => {
    const bytes = new Uint8Array(4_000_000);
    const part = new Uint8Array(100_000);
    part[part.length - 1] = 1;
    const begun = performance.now();
    expect(findBytes(bytes, part, null, false)).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
