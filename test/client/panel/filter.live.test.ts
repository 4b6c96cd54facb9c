import { describe, expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

describePanel('the filter of the traffic panel', (panel) => {
  const value = (): Promise<string> => panel.page.inputValue('#filter');
  const options = (): Promise<string[]> => panel.page.locator('[role=option] code').allInnerTexts();
  const active = (): Promise<string> => panel.page.locator('[role=option][aria-selected=true] code').innerText();
  const focused = (): Promise<string> => panel.page.evaluate(() => document.activeElement?.id ?? '');

  describe('by the keyboard alone', () => {
    it('completes keys and values that occur, and goes on to the list', async () => {
      await panel.open({ units: 1200 });
      await panel.page.focus('#filter');
      await panel.page.keyboard.type('na');
      await eventually(options).toEqual(['name:']);
      await panel.page.keyboard.press('ArrowDown');
      await eventually(active).toBe('name:');
      await panel.page.keyboard.press('Enter');
      await eventually(value).toBe('name:');
      await eventually(async () => (await options()).includes('iq')).toBe(true);
      await panel.page.keyboard.press('Escape');
      await eventually(options).toEqual([]);
      await panel.page.keyboard.type('iq');
      // There is nothing to add.
      await eventually(options).toEqual([]);
      await panel.page.keyboard.press('Enter');
      await eventually(() => panel.page.locator('.counts').innerText()).toContain('matching');
      await eventually(focused).not.toBe('filter');
      // What was applied is offered where nothing is written.
      await panel.page.focus('#filter');
      await panel.page.keyboard.press('Escape');
      await eventually(value).toBe('');
      await panel.page.keyboard.press('Control+Space');
      await eventually(async () => (await options())[0]).toBe('name:iq');
      await panel.page.keyboard.press('ArrowDown');
      await panel.page.keyboard.press('Enter');
      await eventually(value).toBe('name:iq');
    });
  });

  it('keeps its rows while what is written cannot be read, and marks the place', async () => {
    await panel.open({ units: 1200 });
    await panel.page.fill('#filter', 'dir:out');
    await eventually(() => panel.page.locator('.counts').innerText()).toContain('matching');
    const counts = await panel.page.locator('.counts').innerText();
    await panel.page.fill('#filter', 'dir:out kind:fraem');
    await eventually(() => panel.page.locator('.hint mark').innerText()).toBe('fraem');
    await eventually(() => panel.page.getAttribute('#filter', 'aria-invalid')).toBe('true');
    await panel.settled();
    expect(await panel.page.locator('.counts').innerText()).toBe(counts);
  });

  it('saves a filter, also for a later page', async () => {
    await panel.open({ units: 100 });
    await panel.page.fill('#filter', 'dir:out failed');
    await panel.page.getByRole('button', { name: 'Save this filter' }).click();
    await eventually(async () => JSON.stringify(await panel.saved())).toContain('"savedFilters":["dir:out failed"]');
  });
});
