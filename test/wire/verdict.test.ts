import { expect, it } from 'vitest';
import { verdict } from '../../wire/verdict.ts';

it('knows good from bad', () => {
  const of = (...statuses: readonly string[]): readonly string[] => statuses.map((status) => verdict({ status }));
  expect(of('result', 'accepted', 'received')).toEqual(['good', 'good', 'good']);
  expect(of('error', 'rejected', 'released', 'modified')).toEqual(['bad', 'bad', 'bad', 'bad']);
  expect(of('sent', 'closed')).toEqual(['neutral', 'neutral']);
});

it('takes no reply with a problem for a good one', () => {
  const of = (severity: 'error' | 'warning'): readonly string[] =>
    ['received', 'closed', 'sent', 'accepted'].map((status) => verdict({ status, problem: { severity, text: 'x' } }));
  expect(new Set(of('error'))).toEqual(new Set(['bad']));
  expect(new Set(of('warning'))).toEqual(new Set(['partial']));
});
