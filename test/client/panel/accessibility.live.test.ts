import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import type { FileState } from '../../../client/panel/messages.ts';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';
import { themeNames } from './harness/themes.ts';

/** The part of axe that is used, which its builder leaves in the page. */
interface Axe {
  run(
    context: object,
    options: object,
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
}

describePanel('the traffic panel for everybody', (panel) => {
  describe.each(themeNames)('for everybody, in the %s theme', (theme) => {
    /** Rules that colours can break; in the first theme all of them are tried. */
    const rules = theme === themeNames[0] ? undefined : ['color-contrast', 'link-in-text-block'];

    /** Brings axe into the page, once: it is large. */
    const bringAxe = async (): Promise<void> => {
      await new AxeBuilder({ page: panel.page }).withRules(['bypass']).analyze();
    };
    /** What axe finds, in the whole page or in a part of it. */
    const violations = (within = 'html'): Promise<unknown> =>
      panel.page.evaluate(
        async ([part, only]) => {
          const { axe } = window as unknown as { readonly axe: Axe };
          const found = await axe.run(
            { include: [part] },
            { resultTypes: ['violations'], ...(only !== undefined && { runOnly: only }) },
          );
          return found.violations.map(({ id, nodes }) => ({
            id,
            where: nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary ?? ''}`),
          }));
        },
        [within, rules] as const,
      );
    const select = async (seq: number): Promise<void> => {
      await panel.row(seq).click();
      await eventually(() => panel.page.locator('.unit-header').innerText()).toContain(`#${seq}`);
    };
    const resize = async (width: number, height: number): Promise<void> => {
      await panel.page.setViewportSize({ width, height });
      await panel.settled();
    };

    it('axe finds nothing from the empty panel to units and their details, wide, narrow and low', async () => {
      await panel.open({ theme, width: 1700, height: 500, flags: ['disconnected'] });
      const { page } = panel;
      await bringAxe();
      expect(await violations()).toEqual([]);
      await unverify();
      await panel.arrive(300);
      for (const [at, seq] of [298, 295].entries()) {
        await select(seq);
        await page.getByRole('tab', { name: 'Tree' }).click();
        await page.locator('.line').nth(1).click();
        for (const [tabAt, tab] of (await page.getByRole('tab').all()).entries()) {
          await tab.click();
          expect(await violations(at + tabAt === 0 ? 'html' : 'wl-details')).toEqual([]);
        }
      }
      for (const [width, height] of [
        [480, 800],
        [1042, 258],
      ] as const) {
        await resize(width, height);
        for (const tab of ['Tree', 'Bytes']) {
          await page.getByRole('tab', { name: tab }).click();
          expect(await violations()).toEqual([]);
        }
      }
    });

    it('axe finds nothing in the search, in sorted and marked rows, and in a filter, its faults and its help', async () => {
      await panel.open({ theme, units: 60, width: 1200, height: 500 });
      await bringAxe();
      const { page } = panel;
      const find = page.locator('wl-find input');
      await select(58);
      await panel.list().focus();
      await page.keyboard.press('Control+f');
      await find.waitFor();
      expect(await violations('wl-find')).toEqual([]);
      await find.fill('nowhere');
      await page.keyboard.press('Enter');
      await eventually(() => page.locator('.find .outcome').innerText()).toContain('nowhere');
      expect(await violations('wl-find')).toEqual([]);
      await page.keyboard.press('Escape');
      for (const action of ['mark', 'setTimeReference', 'selectForCompare', 'sortDown'] as const)
        await page.evaluate(
          (run) => window.harness.push({ type: 'run', action: run, target: { seq: 58, column: 'size' } }),
          action,
        );
      await panel.settled();
      expect(await violations()).toEqual([]);
      for (const [filter, keys] of [
        ['name:', ['Control+Space', 'ArrowDown']],
        ['dir:up', []],
        ['nam:transfer', []],
        ['nowhere', []],
      ] as const) {
        await page.fill('#filter', filter);
        for (const key of keys) await page.keyboard.press(key);
        if (keys.length > 0) await eventually(() => page.locator('.suggestions .active').count()).toBe(1);
        await panel.settled();
        expect(await violations()).toEqual([]);
      }
      await page.getByRole('button', { name: 'Filter syntax' }).click();
      expect(await violations('wl-toolbar')).toEqual([]);
    });

    it('axe finds nothing in the editor of a file, while it is read, with notes, cut short, and without rows', async () => {
      await panel.open({ theme, width: 1200, height: 500, flags: ['file'] });
      await bringAxe();
      const told = { name: 'a.pcap', read: 40, size: 100 };
      const about = { kind: 'about', text: 'One connection is inside TLS.' } as const;
      const cut = { kind: 'problem', text: 'The file ends in the middle of unit 31.' } as const;
      const changed = { kind: 'file', text: 'The file has changed since it was opened.' } as const;
      await tellFile({ ...told, state: 'reading', notes: [] });
      expect(await violations()).toEqual([]);
      await tellFile({ ...told, state: 'unreadable', notes: [cut] });
      expect(await violations()).toEqual([]);
      await panel.arrive(30);
      await tellFile({ ...told, state: 'reading', notes: [about] });
      await panel.row(1).click();
      expect(await violations()).toEqual([]);
      await tellFile({ ...told, state: 'complete', notes: [about, cut, changed] });
      await panel.page.locator('summary').click();
      expect(await violations('.banners.file')).toEqual([]);
    });

    /** The TLS of a connection is not verified, which a banner says. */
    const unverify = (): Promise<void> =>
      panel.page.evaluate(() => {
        const connections = ['romeo', 'broker', 'juliet'].map((name, at) => ({
          name,
          numbers: [at + 1],
          state: 'connected',
          verified: name !== 'broker',
        }));
        window.harness.push({ type: 'connections', connections });
      });

    const tellFile = async (file: FileState): Promise<void> => {
      await panel.page.evaluate((state) => window.harness.push({ type: 'file', ...state }), file);
      await panel.settled();
    };
  });
});
