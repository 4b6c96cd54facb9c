import { describe, expect, it } from 'vitest';
import { describeTap, elsewhere } from '../../../client/taps/describe.ts';

const info = {
  name: 'broker',
  to: 'amqps://guest:secret@broker.example',
  listening: '127.0.0.1:25672',
  offers: 'amqp://127.0.0.1:25672',
  open: 1,
  total: 3,
  recorded: 2,
  notes: [],
} as const;

describe('the row of a tap', () => {
  it('says where it listens, and how many connections there are', () => {
    const look = describeTap(info);
    expect(look).toMatchObject({ label: 'Tap of broker', description: 'amqp://127.0.0.1:25672 · 1 open', icon: 'eye' });
    expect(look.accessible).toBe('Tap of broker, listening at amqp://127.0.0.1:25672, 1 connection open, 3 in all');
    expect(look.tooltip).not.toContain('secret');
  });

  it('shows the latest notes as they are, and none of them as markup', () => {
    const notes = ['one', 'two', 'three', 'four', 'five', '[six](command:x) <b>'];
    const { icon, tooltip, accessible } = describeTap({ ...info, notes });
    expect(icon).toBe('warning');
    expect(tooltip).not.toContain('one\n');
    expect(tooltip).not.toContain('](command:x)');
    expect(accessible).toMatch(/\[six\]/u);
  });
});

it('says on which machine a tap listens, where that is not the one of the window', () => {
  expect(elsewhere(undefined)).toBe('');
  expect(elsewhere('wsl')).toBe(', on the machine of the workspace (wsl)');
});
