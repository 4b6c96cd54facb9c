import AxeBuilder from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';
import { themeNames } from './harness/themes.ts';

describePanel('rows of the traffic panel that belong together', (panel) => {
  const group = (): Promise<void> =>
    panel.page.getByRole('button', { name: 'Group rows that belong together' }).click();
  const chosen = (): Promise<unknown> =>
    panel.page.evaluate(() => window.harness.sent.findLast((each) => each.type === 'chosen')?.units);
  const numbers = (): Promise<string[]> => panel.page.locator('.row .cell.number').allInnerTexts();
  const expanded = (seq: number): Promise<string | null> => panel.row(seq).getAttribute('aria-expanded');

  it('are one row that opens, by the button, which is remembered and told to the extension', async () => {
    await panel.open({ units: 12, width: 1700 });
    expect(await panel.list().getAttribute('role')).toBe('grid');
    await group();
    await eventually(numbers).toEqual(['1', '2', '3', '5', '6', '7', '9', '10', '11', '12']);
    expect(await panel.list().getAttribute('role')).toBe('treegrid');
    expect(await panel.row(3).innerText()).toMatch(/2\s*units/);
    expect(await panel.row(3).locator('.outcome').innerText()).toBe('result');
    await panel.row(3).locator('.twistie').click();
    await eventually(numbers).toContain('4');
    expect([await expanded(3), await expanded(7), await expanded(1)]).toEqual(['true', 'false', null]);
    expect(await panel.row(4).getAttribute('aria-level')).toBe('2');
    await eventually(async () => (await panel.saved())?.grouped).toBe(true);
    expect(await panel.page.evaluate(() => window.harness.sent.findLast((each) => each.type === 'group')?.on)).toBe(
      true,
    );
    await panel.page.evaluate(() => window.harness.push({ type: 'settings', grouped: false }));
    await eventually(numbers).toHaveLength(12);
  });

  it('are opened and closed from the keyboard', async () => {
    await panel.open({ units: 12, width: 1700 });
    await group();
    await panel.row(3).click();
    await eventually(() => panel.selected().innerText()).toBe('3');
    await panel.list().focus();
    await panel.page.keyboard.press('ArrowRight');
    await eventually(() => expanded(3)).toBe('true');
    await eventually(() => panel.page.locator('[aria-live=polite]').innerText()).toBe('1 more row of the group of #3.');
    await panel.page.keyboard.press('ArrowDown');
    await eventually(() => panel.selected().innerText()).toBe('4');
    await panel.page.keyboard.press('ArrowLeft');
    await eventually(() => panel.selected().innerText()).toBe('3');
    await panel.page.keyboard.press('ArrowLeft');
    await eventually(() => expanded(3)).toBe('false');
    // Of a row that stands for itself, the arrow goes to the first cell, as it does without groups.
    await panel.row(2).click();
    await eventually(() => panel.selected().innerText()).toBe('2');
    await panel.list().focus();
    await panel.page.keyboard.press('ArrowRight');
    await eventually(() => panel.list().getAttribute('aria-activedescendant')).toBe('cell-2');
  });

  it('are selected as one, and opened where a unit of them is gone to', async () => {
    await panel.open({ units: 12, width: 1700 });
    await group();
    await panel.row(3).click();
    await eventually(chosen).toEqual([[3, 4]]);
    await panel.row(7).click({ modifiers: ['Shift'] });
    await eventually(chosen).toEqual([[3, 8]]);
    await panel.row(7).click();
    await eventually(chosen).toEqual([[7, 8]]);
    const menu = JSON.parse((await panel.row(7).getAttribute('data-vscode-context')) ?? '{}') as { unitMany?: boolean };
    expect(menu.unitMany).toBe(false);
    await panel.list().focus();
    await panel.page.keyboard.press('p');
    await eventually(() => panel.selected().innerText()).toBe('8');
    expect(await expanded(7)).toBe('true');
  });

  it('follow a filter, and scroll among many', async () => {
    await panel.open({ units: 5000 });
    await group();
    await panel.page.fill('#filter', 'name=iq');
    await eventually(() => panel.page.locator('.counts').innerText()).toMatch(/matching/);
    await panel.list().focus();
    await panel.page.keyboard.press('Home');
    await eventually(() => panel.selected().innerText()).toBe('3');
    await panel.page.keyboard.press('ArrowRight');
    await panel.page.keyboard.press('End');
    await eventually(async () => Number((await panel.selected().innerText()).replaceAll(',', ''))).toBeGreaterThan(
      4000,
    );
    await panel.page.keyboard.press('Home');
    await eventually(() => panel.selected().innerText()).toBe('3');
    await panel.page.keyboard.press('ArrowDown');
    await eventually(() => panel.selected().innerText()).toBe('4');
  });

  it.each(themeNames)('axe finds nothing in the %s theme', async (theme) => {
    await panel.open({ units: 60, theme, width: 1200 });
    await group();
    await panel.row(51).click();
    await eventually(() => panel.selected().innerText()).toBe('51');
    await panel.list().focus();
    await panel.page.keyboard.press('ArrowRight');
    await eventually(() => expanded(51)).toBe('true');
    await panel.page.keyboard.press('Shift+ArrowDown');
    const { violations } = await new AxeBuilder({ page: panel.page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([]);
  });
});
