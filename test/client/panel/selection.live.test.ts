import AxeBuilder from '@axe-core/playwright';
import { expect, it } from 'vitest';
import type { MenuAction, MenuTarget } from '../../../client/panel/messages.ts';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';
import { themeNames } from './harness/themes.ts';

describePanel('several rows of the traffic panel', (panel) => {
  const chosen = (): Promise<unknown> =>
    panel.page.evaluate(() => window.harness.sent.findLast((each) => each.type === 'chosen')?.units);
  const copied = (): Promise<string | undefined> =>
    panel.page.evaluate(() => window.harness.sent.findLast((each) => each.type === 'copy')?.text);
  const shown = (): Promise<string[]> => panel.page.locator('.row[aria-selected=true] .number').allInnerTexts();
  const said = (): Promise<string> => panel.page.locator('[aria-live=polite]').innerText();
  const run = (action: MenuAction, target: MenuTarget = {}): Promise<void> =>
    panel.page.evaluate(
      ([chosenAction, on]) => window.harness.push({ type: 'run', action: chosenAction, target: on }),
      [action, target] as const,
    );

  it('are selected by Shift and Ctrl with a click; the last one is inspected', async () => {
    await panel.open({ units: 12, width: 1700 });
    await panel.row(3).click();
    await panel.row(6).click({ modifiers: ['Shift'] });
    await eventually(chosen).toEqual([[3, 6]]);
    expect(await shown()).toEqual(['3', '4', '5', '6']);
    await panel.row(10).click({ modifiers: ['Control'] });
    await panel.row(4).click({ modifiers: ['Control'] });
    await eventually(chosen).toEqual([
      [3, 3],
      [5, 6],
      [10, 10],
    ]);
    await eventually(() => panel.page.locator('.unit-header').innerText()).toContain('#4');
    await eventually(() => panel.page.locator('.counts').innerText()).toContain('4 selected');
    expect(await panel.page.evaluate(() => document.getSelection()?.toString())).toBe('');
    expect(await panel.list().getAttribute('aria-multiselectable')).toBe('true');
  });

  it('are selected by the keyboard, over rows that are not drawn, and counted for a screen reader', async () => {
    await panel.open({ units: 3000 });
    await panel.list().focus();
    await panel.page.keyboard.press('Home');
    await eventually(chosen).toEqual([[1, 1]]);
    await panel.page.keyboard.press('Shift+ArrowDown');
    await panel.page.keyboard.press('Shift+ArrowDown');
    await eventually(chosen).toEqual([[1, 3]]);
    await eventually(said).toBe('3 rows selected.');
    await panel.page.keyboard.press('Shift+End');
    await eventually(chosen).toEqual([[1, 3000]]);
    expect(await panel.page.locator('.row').count()).toBeLessThan(100);
    await panel.page.keyboard.press('Shift+ArrowUp');
    await eventually(chosen).toEqual([[1, 2999]]);
    await panel.page.keyboard.press('Control+ArrowUp');
    await panel.page.keyboard.press('Control+Space');
    await eventually(chosen).toEqual([
      [1, 2997],
      [2999, 2999],
    ]);
    await panel.page.keyboard.press('Escape');
    await eventually(chosen).toEqual([[2998, 2998]]);
    await panel.page.keyboard.press('Escape');
    await eventually(chosen).toEqual([]);
  });

  it('are those that the filter shows when all are selected, and no longer selected where another filter hides them', async () => {
    await panel.open({ units: 120 });
    await panel.page.fill('#filter', 'name=iq');
    await eventually(() => panel.page.locator('.counts').innerText()).toContain('matching');
    await panel.list().focus();
    await panel.page.keyboard.press('Control+a');
    await eventually(async () => ((await chosen()) as unknown[]).length).toBeGreaterThan(5);
    // As VS Code does it behind the page.
    const isText = await panel.page.evaluate<boolean>(
      "document.execCommand('selectAll'), document.getSelection().isCollapsed === false",
    );
    expect(isText).toBe(false);
    await panel.page.fill('#filter', 'name=transfer');
    await eventually(chosen).toEqual([]);
  });

  it('are copied together, secrets masked; a form that not all have is refused in words', async () => {
    await panel.open({ units: 12, width: 1700 });
    await panel.row(2).click();
    await panel.page.getByText('Show secrets').click();
    await panel.page.getByText('This unit is shown with its secrets.').waitFor();
    await panel.row(4).click({ modifiers: ['Shift'] });
    await panel.list().focus();
    await panel.page.keyboard.press('Control+c');
    await eventually(async () => (await copied())?.split('\n').map((line) => line.split('\t')[0])).toEqual([
      '#2',
      '#3',
      '#4',
    ]);
    await run('copyXml', { seq: 3 });
    await eventually(copied).toMatch(/\n\n<iq type='get' id='p1'/);
    expect(await copied()).not.toContain('AHJvbWVvAHBlbmNpbA==');
    // A menu on a row that is not selected is of that row.
    await run('copyHex', { seq: 12 });
    await eventually(copied).toBe('00 00 00 08 02 00 00 00');
    await panel.row(7).click({ modifiers: ['Shift'] });
    await eventually(said).toBe('6 rows selected.');
    await run('copyXml');
    await eventually(() => panel.page.locator('.banner').allInnerTexts()).toEqual([
      expect.stringMatching(/^\d of the 6 selected units ha\w+ no form as XML\. Select units of one protocol\./),
    ]);
    expect(await copied()).toBe('00 00 00 08 02 00 00 00');
  });

  it('are exported together, or a row alone that is not one of them', async () => {
    await panel.open({ units: 12, width: 1700 });
    const exported = (): Promise<unknown> =>
      panel.page.evaluate(() => window.harness.sent.findLast((each) => each.type === 'export')?.units);
    await run('exportUnits');
    await eventually(() => panel.page.locator('.banner').allInnerTexts()).toEqual([
      expect.stringContaining('No row is selected.'),
    ]);
    await panel.row(3).click();
    await panel.row(5).click({ modifiers: ['Shift'] });
    await eventually(chosen).toEqual([[3, 5]]);
    await run('exportUnits', { seq: 4 });
    await eventually(exported).toEqual([[3, 5]]);
    await run('exportUnits', { seq: 9 });
    await eventually(exported).toEqual([[9, 9]]);
  });

  it('are marked together, and menus know that they are several', async () => {
    await panel.open({ units: 12, width: 1700 });
    await panel.row(3).click();
    await panel.row(5).click({ modifiers: ['Shift'] });
    await eventually(chosen).toEqual([[3, 5]]);
    const many = async (seq: number): Promise<unknown> =>
      (JSON.parse((await panel.row(seq).getAttribute('data-vscode-context')) ?? '{}') as { unitMany?: unknown })
        .unitMany;
    expect([await many(4), await many(6)]).toEqual([true, false]);
    await run('mark', { seq: 4 });
    await eventually(async () => (await panel.saved())?.marks).toEqual([3, 4, 5]);
    await run('unmark');
    await eventually(async () => (await panel.saved())?.marks).toEqual([]);
  });

  it('more than can be copied at once are not, and it says what to do', async () => {
    await panel.open({ units: 2000 });
    await panel.list().focus();
    await panel.page.keyboard.press('Control+a');
    await eventually(chosen).toEqual([[1, 2000]]);
    await panel.page.keyboard.press('Control+c');
    await eventually(() => panel.page.locator('.banner').allInnerTexts()).toEqual([
      expect.stringContaining('At most 1,000 units are copied at once, and 2,000 are selected.'),
    ]);
    expect(await copied()).toBeUndefined();
  });

  it.each(themeNames)('have enough contrast in the %s theme', async (theme) => {
    await panel.open({ units: 60, theme, width: 1200 });
    await panel.row(55).click();
    await panel.row(50).click({ modifiers: ['Shift'] });
    await eventually(chosen).toEqual([[50, 55]]);
    for (const focused of [true, false]) {
      if (focused) await panel.list().focus();
      else await panel.page.locator('#filter').focus();
      const { violations } = await new AxeBuilder({ page: panel.page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([]);
    }
  });
});
