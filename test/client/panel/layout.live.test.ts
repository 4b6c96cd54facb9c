import { describe, expect, it } from 'vitest';
import type { PageOptions } from './harness/open.ts';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

describePanel('the room of the details', (panel) => {
  /** The page in a window of 1400 by 900 pixels, where the panel has the height that VS Code gives it at first. */
  const byDefault: PageOptions = { units: 12, width: 1042, height: 258 };

  /** Whole lines of a view that are in sight. */
  const lines = (view: string, height: number): Promise<number> =>
    panel.page.locator(view).evaluate((element, line) => Math.floor(element.clientHeight / line), height);
  const treeLines = () => lines('.tree', 22);
  const byteLines = () => lines('.bytes', 20);
  /** Selects a unit whose row need not be in sight. */
  const select = async (seq: number): Promise<void> => {
    await panel.page.evaluate((unit) => window.harness.push({ type: 'reveal', seq: unit }), seq);
    await panel.page.locator('.unit-header', { hasText: `#${seq}` }).waitFor();
  };
  const perRow = () => panel.page.locator('.byte-row').first().locator('.byte').count();

  describe('the details', () => {
    it('have 8 lines of the tree, or 6 of 16 bytes, at the default height', async () => {
      await panel.open(byDefault);
      await panel.row(7).click();
      await eventually(treeLines).toBeGreaterThanOrEqual(8);
      await panel.page.getByRole('tab', { name: 'Bytes' }).click();
      await eventually(byteLines).toBeGreaterThanOrEqual(6);
      await eventually(perRow).toBe(16);
    });

    it('have them also for a unit with findings, and for one with secrets', async () => {
      await panel.open(byDefault);
      for (const seq of [10, 2]) {
        await select(seq);
        await eventually(treeLines).toBeGreaterThanOrEqual(8);
      }
    });

    it('have tree and bytes beside each other in a wide panel', async () => {
      await panel.open({ units: 12, width: 1562, height: 258 });
      await panel.row(7).click();
      await eventually(treeLines).toBeGreaterThanOrEqual(8);
      await eventually(byteLines).toBeGreaterThanOrEqual(6);
      await eventually(perRow).toBe(16);
    });

    it('have them below each other in a panel at the side', async () => {
      await panel.open({ units: 12, width: 380, height: 830 });
      await panel.row(7).click();
      await eventually(treeLines).toBeGreaterThanOrEqual(8);
      await eventually(byteLines).toBeGreaterThanOrEqual(6);
    });

    it('stand beside the list in a low panel, though it is narrow', async () => {
      await panel.open({ units: 12, width: 700, height: 258 });
      await panel.row(7).click();
      await eventually(treeLines).toBeGreaterThanOrEqual(8);
    });
  });

  it('the line that stands for the field opens, and stays open after a reload', async () => {
    await panel.open({ units: 12, width: 700, height: 258 });
    await panel.row(7).click();
    await eventually(() => panel.page.locator('.field').innerText()).toContain('bytes 0–40');
    await panel.page.getByRole('button', { name: 'Show all of the field' }).press('Enter');
    await panel.page.getByTitle('Copy Hex').waitFor();
    await eventually(() => panel.saved()).toMatchObject({ fieldOpen: true });
    await panel.page.reload();
    await panel.page.getByTitle('Copy Hex').waitFor();
  });

  it('the sizes that the user gives to tree and bytes stay, for each way that they stand in', async () => {
    await panel.open({ units: 12, width: 1562, height: 258 });
    await panel.row(7).click();
    const bar = panel.page.getByRole('separator', { name: 'Size of tree and bytes' });
    await bar.press('Home');
    await eventually(() => panel.saved()).toMatchObject({ detailsSplit: { beside: 0.15, below: null } });
    await panel.page.setViewportSize({ width: 380, height: 830 });
    await eventually(() => bar.getAttribute('aria-orientation')).toBe('horizontal');
    await bar.press('End');
    await panel.page.setViewportSize({ width: 1562, height: 258 });
    await eventually(() => bar.getAttribute('aria-valuenow')).toBe('15');
    await eventually(() => panel.saved()).toMatchObject({ detailsSplit: { beside: 0.15, below: 0.85 } });
  });

  it('the findings of a low panel are one button away from the bytes', async () => {
    await panel.open(byDefault);
    await panel.row(10).click();
    await panel.page.getByRole('tab', { name: 'Bytes' }).click();
    await panel.page.getByRole('button', { name: 'Show: 1 finding' }).click();
    const findings = panel.page.getByRole('region', { name: 'Findings' });
    await eventually(() => findings.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await panel.page.getByRole('tab', { name: 'Tree' }).getAttribute('aria-selected')).toBe('true');
  });

  it('secrets of a unit in a low panel are shown when the user asks', async () => {
    await panel.open(byDefault);
    await select(2);
    await panel.page.getByRole('tab', { name: 'XML' }).click();
    await eventually(() => panel.page.locator('.code').innerText()).not.toContain('AHJvbWVv');
    await panel.page.getByRole('button', { name: 'show secrets' }).click();
    await eventually(() => panel.page.locator('.code').innerText()).toContain('AHJvbWVvAHBlbmNpbA==');
  });
});
