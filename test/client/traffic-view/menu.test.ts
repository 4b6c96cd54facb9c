import { describe, expect, it } from 'vitest';
import { menuTargetOf } from '../../../client/traffic-view/menu.ts';

describe('what a menu was opened on', () => {
  it('is the unit, and in it the cell or the field', () => {
    const context = { wireloupePage: 'p', unitSeq: 7, cellColumn: 'name', nodeId: '0.1', webview: 'wireloupe.traffic' };
    expect(menuTargetOf({ ...context, wireloupePart: 'row' })).toEqual({
      page: 'p',
      target: { seq: 7, column: 'name' },
    });
    expect(menuTargetOf({ ...context, wireloupePart: 'node' })).toEqual({ page: 'p', target: { seq: 7, node: '0.1' } });
    expect(menuTargetOf({ ...context, wireloupePart: 'bytes' })).toEqual({ page: 'p', target: { seq: 7 } });
  });

  it.each([undefined, null, 'x', {}, { unitSeq: '7', wireloupePage: 3 }, { unitSeq: -1 }, { unitSeq: 1.5 }])(
    'is nothing for %o',
    (context) => expect(menuTargetOf(context)).toEqual({ target: {} }),
  );
});
