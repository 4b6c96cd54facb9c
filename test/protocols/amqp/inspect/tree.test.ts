import { PlacedIssues } from '../../../../protocols/core/inspect/index.ts';
import { amqpIssues, amqpTree } from '../opened.ts';
import { describe, expect, it } from 'vitest';
import type { InspectNode } from '../../../../protocols/core/inspect/index.ts';
import { frame, hex } from '../decode/support.ts';

function find(node: InspectNode, ...path: readonly string[]): InspectNode {
  const [label, ...rest] = path;
  if (label === undefined) return node;
  const child = node.children.find((one) => one.label === label);
  if (child === undefined)
    throw new Error(`${node.label} has no ${label}, only ${node.children.map((one) => one.label).join(', ')}`);
  return find(child, ...rest);
}

const all = (node: InspectNode): InspectNode[] => [node, ...node.children.flatMap(all)];

describe('the tree of a frame', () => {
  const tree = amqpTree(frame('00 53 12 c0 15 09 a1 01 6c 43 41 40 50 01 00 53 28 c0 04 01 a1 01 71 40 40 42'));

  it('begins with the frame’s header', () => {
    expect(tree).toMatchObject({ id: '0', label: 'attach', type: 'frame', range: [0, 34] });
    expect(find(tree, 'frame header').children.map(({ label, value, range }) => [label, value, range])).toEqual([
      ['size', '34', [0, 4]],
      ['doff', '2 (8 bytes)', [4, 5]],
      ['type', '0x00 (amqp)', [5, 6]],
      ['channel', '0', [6, 8]],
    ]);
  });

  it('has every field with type, encoding, range, presence, description and section', () => {
    expect(find(tree, 'attach', 'name')).toMatchObject({
      type: 'string',
      value: '"l"',
      encoding: '0xa1 str8-utf8',
      range: [14, 17],
      presence: 'present',
      description: expect.stringContaining('link') as string,
    });
    expect(find(tree, 'attach', 'role')).toMatchObject({
      type: 'role',
      value: 'true (receiver)',
      encoding: '0x41 true',
      section: { section: '2.8.1' },
    });
    expect(find(tree, 'attach', 'snd-settle-mode')).toMatchObject({
      presence: 'null',
      value: 'null',
      type: 'sender-settle-mode',
    });
    expect(find(tree, 'attach', 'name').section).toMatchObject({ section: '2.7.3' });
    expect(find(tree, 'attach', 'rcv-settle-mode')).toMatchObject({
      value: '1 (second)',
      section: { section: '2.8.3' },
    });
    expect(find(tree, 'attach', 'source', 'address')).toMatchObject({ value: '"q"', encoding: '0xa1 str8-utf8' });
    expect(find(tree, 'attach', 'descriptor')).toMatchObject({
      value: '0x12 (attach)',
      encoding: '0x53 smallulong',
      range: [9, 11],
    });
  });

  it('shows defaults, and what is not there', () => {
    const source = find(tree, 'attach', 'source');
    const policy = find(source, 'expiry-policy');
    expect(policy).toMatchObject({ presence: 'default', value: 'session-end' });
    expect(policy.range).toBeUndefined();
    expect(policy.encoding).toBeUndefined();
    const absent = find(tree, 'attach', 'max-message-size');
    expect(absent).toMatchObject({ presence: 'absent', type: 'ulong' });
    expect(absent.value).toBeUndefined();
  });

  it('gives each node an id of its own, by its place', () => {
    const ids = all(tree).map((node) => node.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(find(tree, 'attach').id).toBe('0.1');
    expect(find(tree, 'attach').children[2]!.id).toBe('0.1.2');
  });

  it('can be cloned for another thread', () => {
    expect(structuredClone(tree)).toEqual(tree);
  });
});

describe('the tree of other units', () => {
  it('shows a protocol header’s bytes', () => {
    const tree = amqpTree(hex('414d515003010000'));
    expect(tree).toMatchObject({ label: 'SASL header', value: '1.0.0' });
    expect(find(tree, 'protocol-id').value).toBe('3 (sasl)');
  });

  it('shows garbage with its finding', () => {
    const bytes = hex('0000000401');
    const tree = amqpTree(bytes);
    expect(tree).toMatchObject({ label: 'garbage', value: '0x0000000401' });
    expect(new PlacedIssues(tree, amqpIssues(bytes)).gravest(tree.id, true)).toBe('error');
    expect(amqpIssues(bytes).map(({ code }) => code)).toContain('amqp/garbage');
  });

  it('shows a heartbeat', () => {
    expect(amqpTree(hex('0000000802000000'))).toMatchObject({ label: 'heartbeat' });
  });

  it('shows a message’s sections, and what extensions mean', () => {
    const key = Buffer.from('x-opt-jms-msg-type').toString('hex');
    const tree = amqpTree(
      frame(`00 53 14 c0 06 04 43 43 a0 00 43 00 53 72 c1 17 02 a3 12 ${key} 51 05 00 53 75 a0 02 68 69`),
    );
    const pair = find(tree, 'message-annotations', 'x-opt-jms-msg-type');
    expect(pair).toMatchObject({ value: '5', type: 'byte', section: { document: 'AMQP JMS Mapping' } });
    expect(pair.children.map((node) => node.label)).toEqual(['key', 'value']);
    expect(find(tree, 'data').value).toBe('"hi" 0x6869');
  });

  it('shows a filter by its name, arrays with their constructor, and dates', () => {
    const tree = amqpTree(
      frame(
        '00 53 14 c0 06 04 43 43 a0 00 43 00 53 77 c0 19 03 e0 06 02 a3 01 61 01 62 83 0000011d5a58dd80 c1 05 02 52 01 a1 00',
      ),
    );
    const list = find(tree, 'amqp-value');
    expect(find(list, '0').children.map(({ label, value }) => [label, value])).toEqual([
      ['constructor', '0xa3'],
      ['0', 'a'],
      ['1', 'b'],
    ]);
    expect(find(list, '1').value).toMatch(/^2008-11-01T\d\d:\d\d:\d\d\.\d{3}Z \(\d+\)$/);
    expect(find(list, '2', '1').value).toBe('""');
  });

  it('shows so many values, and says how many more there are and where', () => {
    const count = 50_000;
    const list = `d0 ${(count + 4).toString(16).padStart(8, '0')} ${count.toString(16).padStart(8, '0')} ${'41'.repeat(count)}`;
    const tree = amqpTree(frame(`00 53 14 c0 06 04 43 43 a0 00 43 00 53 77 ${list}`));
    const { children } = find(tree, 'amqp-value');
    expect(children.length).toBeLessThan(20_100);
    expect(children.at(-1)!.label).toBe('…');
    expect(children.at(-1)!.value).toMatch(/^(?:29|30)\d{3} more values/);
    expect(children.at(-1)!.range![1]).toBe(tree.range![1]);
  });

  it('shows text on one line, with its quotation marks as they are', () => {
    const tree = amqpTree(frame('00 53 14 c0 06 04 43 43 a0 00 43 00 53 77 a1 07 7b 22 61 22 0a 07 7d'));
    expect(find(tree, 'amqp-value').value).toBe('"{"a"\\n\\u0007}"');
  });

  it('shows times that no Date can hold as numbers', () => {
    const tree = amqpTree(frame('00 53 14 c0 06 04 43 43 a0 00 43 00 53 77 83 7fffffffffffffff'));
    expect(find(tree, 'amqp-value').value).toBe('9223372036854775807');
  });
});
