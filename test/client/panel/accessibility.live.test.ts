import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';
import { themeNames } from './harness/themes.ts';

const layouts: readonly (readonly [name: string, width: number, height: number])[] = [
  ['wide', 1700, 500],
  ['narrow', 480, 800],
  ['low', 1042, 258],
];

describePanel('the traffic panel for everybody', (panel) => {
  describe.each(themeNames)('for everybody, in the %s theme', (theme) => {
    /** What axe finds: all of its rules in one theme, and in the others those that colours can break. */
    const violations = async (): Promise<unknown> => {
      const axe = new AxeBuilder({ page: panel.page });
      if (theme !== themeNames[0]) axe.withRules(['color-contrast', 'link-in-text-block']);
      const { violations } = await axe.analyze();
      return violations.map(({ id, nodes }) => ({
        id,
        where: nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary ?? ''}`),
      }));
    };

    it.each(layouts)('axe finds nothing in the %s layout', async (_name, width, height) => {
      await panel.open({ units: 300, theme, width, height, flags: ['unverified'] });
      for (const seq of [298, 295]) {
        await panel.row(seq).click();
        await eventually(() => panel.page.locator('.unit-header').innerText()).toContain(`#${seq}`);
        await panel.page.getByRole('tab', { name: 'Tree' }).click();
        await panel.page.locator('.line').nth(1).click();
        for (const tab of await panel.page.getByRole('tab').all()) {
          await tab.click();
          expect(await violations()).toEqual([]);
        }
      }
    });

    it('axe finds nothing in the empty panel, nor with an odd filter and its help', async () => {
      await panel.open({ theme, flags: ['disconnected'] });
      expect(await violations()).toEqual([]);
      await panel.arrive(30);
      await panel.page.fill('#filter', 'name:');
      await panel.page.keyboard.press('Control+Space');
      await panel.page.keyboard.press('ArrowDown');
      await eventually(() => panel.page.locator('.suggestions .active').count()).toBe(1);
      expect(await violations()).toEqual([]);
      await panel.page.fill('#filter', 'dir:up');
      await panel.page.getByRole('button', { name: 'Filter syntax' }).click();
      expect(await violations()).toEqual([]);
    });
  });
});
