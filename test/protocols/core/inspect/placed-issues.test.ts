import { describe, expect, it } from 'vitest';
import { PlacedIssues, type InspectNode } from '../../../../protocols/core/inspect/index.ts';
import type { Issue, Severity } from '../../../../protocols/core/index.ts';

const leaf = (id: string, start: number, end: number): InspectNode => ({
  id,
  label: id,
  range: [start, end],
  children: [],
});
const root: InspectNode = { id: '0', label: 'iq', range: [0, 20], children: [leaf('0.0', 2, 6), leaf('0.1', 8, 20)] };
const issue = (severity: Severity, offset: number, length: number): Issue => ({
  code: 'xmpp/x',
  severity,
  message: severity,
  offset,
  length,
});

describe('a finding', () => {
  it('stands at the innermost node that holds its bytes', () => {
    const placed = new PlacedIssues(root, [issue('error', 3, 2), issue('hint', 4, 10)]);
    expect(placed.at('0.0').map(({ message }) => message)).toEqual(['error']);
    expect(placed.at('0').map(({ message }) => message)).toEqual(['hint']);
    expect(placed.at('0.1')).toEqual([]);
  });

  it('stands at the root when its bytes are nowhere', () => {
    expect(new PlacedIssues(root, [issue('error', 90, 2)]).at('0')).toHaveLength(1);
  });

  it('is shown by its parent only while that is closed', () => {
    const placed = new PlacedIssues(root, [issue('hint', 2, 1), issue('error', 3, 1)]);
    expect(placed.gravest('0', false)).toBeUndefined();
    expect(placed.gravest('0', true)).toBe('error');
    expect(placed.gravest('0.0', false)).toBe('error');
    expect(placed.gravest('0.1', true)).toBeUndefined();
  });
});
