import { describe, expect, it } from 'vitest';
import { presentNode, rangeText } from '../../../client/inspector/presentation.ts';
import type { InspectNode } from '../../../protocols/core/inspect/index.ts';

const node = (more: Partial<InspectNode>): InspectNode => ({
  id: '0',
  label: 'handle',
  type: 'handle',
  value: '0',
  range: [12, 13],
  children: [],
  ...more,
});

describe('a row of the Inspector', () => {
  it('shows the value, the type, the encoding and the bytes', () => {
    expect(presentNode(node({ encoding: '0x52 smalluint', range: [12, 14] }), [], true)).toMatchObject({
      label: 'handle',
      description: '0  handle  0x52 smalluint  [12–13]',
      context: 'path value bytes',
    });
    expect(presentNode(node({}), [], true).description).toBe('0  handle  [12]');
    expect(presentNode(node({ range: [12, 12] }), [], true).description).toBe('0  handle');
  });

  it('keeps type, encoding and bytes in sight behind a long value', () => {
    const { description } = presentNode(node({ value: 'x'.repeat(10_000), encoding: '0xb1 str32-utf8' }), [], true);
    expect(description).toBe(`${'x'.repeat(60)}…  handle  0xb1 str32-utf8  [12]`);
  });

  it('says encoding, bytes and section in its tooltip', () => {
    const { tooltip } = presentNode(
      node({
        encoding: '0x43 uint0',
        description: 'The link.',
        section: { document: 'AMQP 1.0', section: '2.7.3', href: 'https://example.org/#a' },
      }),
      [],
      true,
    );
    expect(tooltip).toContain('Encoding: `0x43 uint0`');
    expect(tooltip).toContain('Bytes: 12 (1 byte)');
    expect(tooltip).toContain('The link\\.');
    expect(tooltip).toContain('(https://example.org/#a)');
  });

  it('tells null, default and absent apart', () => {
    expect(presentNode(node({ presence: 'null', value: 'null' }), [], true).description).toBe('null  handle  [12]');
    const byDefault = { id: '0', label: 'n', type: 'uint', value: '7', presence: 'default', children: [] } as const;
    expect(presentNode(byDefault, [], true).description).toBe('7 (default)  uint');
    const absent = { id: '0', label: 'handle', type: 'handle', presence: 'absent', children: [] } as const;
    expect(presentNode(absent, [], true)).toMatchObject({
      description: '(absent)  handle',
      context: 'path',
      icon: { name: 'circle-outline' },
    });
  });

  it('marks the gravest finding, and reads it to a screen reader', () => {
    const issue = { code: 'amqp/x', message: 'Too large.', offset: 12, length: 1 };
    const found = [
      { ...issue, severity: 'hint' },
      { ...issue, severity: 'error' },
    ] as const;
    const look = presentNode(node({}), found, true);
    expect(look.icon?.name).toBe('error');
    expect(look.accessible).toContain('error: Too large.');
    expect(look.tooltip).toContain('$(error) Too large');
  });

  it('offers no bytes for what was never on the wire', () => {
    expect(presentNode(node({}), [], false).context).toBe('path value');
  });

  it('cuts a very long value in the tooltip, and says so', () => {
    expect(presentNode(node({ value: 'x'.repeat(10_000) }), [], true).tooltip).toContain('10000 characters');
  });
});

describe('rangeText', () => {
  it('counts the last byte in', () => {
    expect(rangeText([4, 8])).toBe('4–7 (4 bytes)');
    expect(rangeText([4, 5])).toBe('4 (1 byte)');
    expect(rangeText([4, 4])).toBe('none, at 4');
  });
});
