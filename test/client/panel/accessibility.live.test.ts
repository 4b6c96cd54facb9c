import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';
import { themeNames } from './harness/themes.ts';

describePanel('the traffic panel for everybody', (panel) => {
  describe.each(themeNames)('for everybody, in the %s theme', (theme) => {
    const violations = async (): Promise<unknown> => {
      const { violations } = await new AxeBuilder({ page: panel.page }).analyze();
      return violations.map(({ id, nodes }) => ({
        id,
        where: nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary ?? ''}`),
      }));
    };

    it.each([
      ['wide', 1700, 500],
      ['narrow', 480, 800],
    ])('axe finds nothing in the %s layout', async (_name, width, height) => {
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
      await panel.page.fill('#filter', 'dir:up');
      await panel.page.getByRole('button', { name: 'Filter syntax' }).click();
      expect(await violations()).toEqual([]);
    });
  });
});
