import { describe, expect, it } from 'vitest';
import { gravest, readRuleSettings, withSettings } from '../../../protocols/core/index.ts';

const found = [
  { code: 'a/one', severity: 'error', message: '1' },
  { code: 'a/two', severity: 'hint', message: '2' },
] as const;

describe('withSettings', () => {
  it('gives findings the severities that are set, and leaves out those whose rule is off', () => {
    expect(withSettings(found, { 'a/one': 'warning' })).toEqual([{ ...found[0], severity: 'warning' }, found[1]]);
    expect(withSettings(found, { 'a/one': 'off', 'a/two': 'error' })).toEqual([{ ...found[1], severity: 'error' }]);
    expect(withSettings(found, { 'a/one': 'off', 'a/two': 'off' })).toEqual([]);
  });

  it('gives the same list where nothing is set for what was found', () => {
    expect(withSettings(found, undefined)).toBe(found);
    expect(withSettings(found, {})).toBe(found);
    expect(withSettings(found, { 'a/three': 'off' })).toBe(found);
  });

  it('changes nothing that is asked again', () => {
    const settings = { 'a/one': 'hint', 'a/two': 'off' } as const;
    const once = withSettings(found, settings);
    expect(withSettings(once, settings)).toEqual(once);
  });
});

describe('readRuleSettings', () => {
  it('takes what a rule may be set to, and nothing else', () => {
    expect(
      readRuleSettings({ a: 'error', b: 'warning', c: 'information', d: 'hint', e: 'off', f: 'loud', g: 1, h: null }),
    ).toEqual({ a: 'error', b: 'warning', c: 'information', d: 'hint', e: 'off' });
    for (const value of [undefined, null, 'off', 3]) expect(readRuleSettings(value)).toEqual({});
  });
});

describe('gravest', () => {
  it('is the gravest severity but for hints', () => {
    expect(gravest([{ severity: 'information' }, { severity: 'warning' }])).toBe('warning');
    expect(gravest([{ severity: 'hint' }])).toBeUndefined();
    expect(gravest([])).toBeUndefined();
  });
});
