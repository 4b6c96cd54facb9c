import { describe, expect, it } from 'vitest';
import { withRecorded } from '../../../client/traffic-view/recorded-connections.ts';

const recorded = (name: string, number: number) => ({ name, number, protocol: 'amqp' });

describe('the connections that the panel knows', () => {
  it('are those that were opened, and those of earlier sessions, which are closed', () => {
    const opened = [{ info: { name: 'broker', state: 'connected' }, numbers: [3] }] as const;
    expect(
      withRecorded(opened, [recorded('broker', 1), recorded('old', 2), recorded('broker', 3), recorded('old', 4)]),
    ).toEqual([
      { info: { name: 'broker', state: 'connected' }, numbers: [3, 1] },
      { info: { name: 'old', state: 'disconnected' }, numbers: [2, 4] },
    ]);
    expect(withRecorded([], [])).toEqual([]);
    expect(withRecorded([], [recorded('tap', 1)], new Set(['tap']))).toMatchObject([{ info: { state: 'connected' } }]);
  });
});
