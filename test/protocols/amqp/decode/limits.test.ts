import { describe, expect, it } from 'vitest';
import { decodeFrame, decodeValues } from '../../../../protocols/amqp/index.ts';
import { codes, expectTiled, frame, hex } from './support.ts';

describe('what would exhaust a decoder', () => {
  it.each(['40', '41', '43', '44', '45'])('four thousand million elements of no bytes (%s) are not made', (code) => {
    const { values, issues } = decodeValues(hex(`f0 00000005 ffffffff ${code}`));
    expect(codes(issues)).toEqual(['value-limit']);
    expect(values[0]!.children).toEqual([]);
    expectTiled(values[0]!);
  });

  it('many arrays of many such elements have one limit together', () => {
    const array = 'e0 02 ff 41 '.replaceAll(' ', '');
    const count = 2000;
    const size = (count * 4 + 4).toString(16).padStart(8, '0');
    const { values, issues } = decodeValues(
      hex(`d0 ${size} ${count.toString(16).padStart(8, '0')} ${array.repeat(count)}`),
    );
    const made = values[0]!.children.reduce((sum, node) => sum + node.children.length, 0);
    expect(made).toBeLessThanOrEqual(1024 + count * 4 + 9);
    expect(codes(issues)).toContain('value-limit');
  });

  it('lists nested without end are read to a depth', () => {
    let bytes = hex('45');
    for (let i = 0; i < 5000; i++) {
      const outer = new Uint8Array(bytes.length + 9);
      const view = new DataView(outer.buffer);
      outer[0] = 0xd0;
      view.setUint32(1, bytes.length + 4);
      view.setUint32(5, 1);
      outer.set(bytes, 9);
      bytes = outer;
    }
    const { values, issues } = decodeValues(bytes);
    expect(codes(issues)).toEqual(['nesting-depth']);
    expectTiled(values[0]!);
    expect(values[0]!.end).toBe(bytes.length);
  });

  it('descriptors nested without end are read to a depth', () => {
    for (const bytes of [new Uint8Array(100_000), hex('00a30161'.repeat(50_000))]) {
      const { values, issues } = decodeValues(bytes);
      expect(codes(issues)).toContain('nesting-depth');
      expect(values.at(-1)!.end).toBe(bytes.length);
    }
  });

  it('sizes and counts of four thousand million are not believed', () => {
    for (const code of ['d0', 'd1', 'f0', 'b0', 'b1', 'b3']) {
      const { values } = decodeValues(hex(`${code} ffffffff ffffffff 41`));
      expect(values.at(-1)!.end).toBe(10);
      for (const node of values) expectTiled(node);
    }
  });

  it('values beyond the limit are left in one gap', () => {
    const { values, issues } = decodeValues(hex(`d0 00000068 00000064 ${'41'.repeat(100)}`), {
      limits: { values: 50 },
    });
    expect(codes(issues)).toEqual(['value-limit']);
    expect(values[0]!.children).toHaveLength(50);
    expect(values[0]!.children.at(-1)!.gap).toBe(true);
    expectTiled(values[0]!);
  });

  it('names that are special in JavaScript are names like others', () => {
    const key = Buffer.from('__proto__').toString('hex');
    const decoded = decodeFrame(
      frame(`00 53 18 c0 24 01 00 53 1d c0 1e 03 a3 03 613a62 40 c1 13 02 a3 09 ${key} a1 05 776f726c64`),
    );
    const info = decoded.field('error')!.children[2]!;
    expect(info.children.map((node) => node.value)).toEqual(['__proto__', 'world']);
  });
});
