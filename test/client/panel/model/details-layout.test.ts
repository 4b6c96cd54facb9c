import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailsLayout } from '../../../../client/panel/model/details-layout.ts';

const none = { beside: null, below: null };
const layout = (width: number, height: number) => {
  const { low, bytes, field } = detailsLayout({ width, height }, none);
  return [low ? 'low' : 'high', bytes, field].join(' ');
};

describe('the layout of the details', () => {
  it('has one view at a time where the panel has the height that VS Code gives it', () => {
    expect(layout(499, 227)).toBe('low tab beside');
    expect(layout(340, 227)).toBe('low tab line');
  });

  it('has the bytes beside the tree where both fit, and the tree then has its rows', () => {
    expect(layout(750, 227)).toBe('low beside line');
    expect(layout(1300, 227)).toBe('low beside beside');
  });

  it('has them below each other in a panel at the side', () => {
    expect(layout(380, 440)).toBe('low below line');
    expect(layout(380, 640)).toBe('high below below');
  });

  it('gives the bytes their row of 16 and no more, until the user moves the bar', () => {
    const { share } = detailsLayout({ width: 750, height: 227 }, none);
    expect(Math.round(750 * (1 - share))).toBe(493);
    expect(detailsLayout({ width: 750, height: 227 }, { beside: 0.5, below: 0.2 }).share).toBe(0.5);
    expect(detailsLayout({ width: 380, height: 440 }, { beside: 0.5, below: 0.2 }).share).toBe(0.2);
  });

  it('has shares that a pane can have, at every size', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (width, height) => {
        const { share } = detailsLayout({ width, height }, none);
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});
