import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialState, restoreState } from '../../../../client/panel/model/state.ts';

describe('the saved state', () => {
  it('comes back as it was saved', () => {
    const state = {
      ...initialState,
      filter: 'dir:in',
      connection: 'romeo',
      selected: 7,
      node: '0.1',
      follow: false,
      anchor: { seq: 3, offset: 0.5 },
      widths: { name: 200 },
      detailsSplit: { beside: 0.4, below: null },
      fieldOpen: true,
      view: 'text' as const,
      raw: true,
    };
    expect(restoreState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('is the initial one at first', () => {
    expect(restoreState(undefined)).toEqual(initialState);
    expect(restoreState(null)).toEqual(initialState);
  });

  it('keeps its sound parts when others are broken', () => {
    expect(
      restoreState({
        filter: 'x',
        selected: -1,
        anchor: { seq: 'a' },
        widths: { name: 'wide', size: 50, nonsense: 3 },
        split: { wide: 7 },
        detailsSplit: { beside: 0.4, below: 'half' },
        fieldOpen: 'yes',
        view: 'cube',
      }),
    ).toEqual({
      ...initialState,
      filter: 'x',
      widths: { size: 50 },
      detailsSplit: { beside: 0.4, below: null },
    });
  });

  it('is sound whatever was saved', () => {
    fc.assert(
      fc.property(fc.anything(), (saved) => {
        const state = restoreState(saved);
        expect(Object.keys(state)).toEqual(Object.keys(initialState));
      }),
    );
  });
});
