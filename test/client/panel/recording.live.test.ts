import { describe, expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

describePanel('the traffic panel and recordings', (panel) => {
  const banners = () => panel.page.locator('.banner').allInnerTexts();
  const selectTold = () =>
    panel.page.evaluate(() => window.harness.sent.filter((message) => message.type === 'select').map(({ seq }) => seq));
  /** Loads the page again with what it saved, as VS Code does with a window: the recording is another one then. */
  const reload = async (query: Readonly<Record<string, string>>): Promise<void> => {
    await eventually(async () => (await panel.saved())?.selected).toBe(21);
    const url = new URL(panel.page.url());
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    await panel.page.goto(url.href);
    await panel.page.waitForSelector('wl-panel :is(.grid, .empty)');
    await panel.settled();
  };

  describe('after the window was loaded again', () => {
    it('the panel says how many units were not kept, and has forgotten the selection', async () => {
      await panel.open({ units: 36 });
      await panel.row(21).click();
      await reload({ recording: 'second', lost: '36', units: '0' });
      await eventually(banners).toEqual([
        '36 units recorded before this session were not kept: recorded traffic is in memory only.',
      ]);
      await eventually(() => panel.page.locator('wl-details').count()).toBe(0);
      await eventually(() => panel.page.locator('.empty h2').innerText()).toBe('No traffic yet');
      await eventually(() => panel.page.locator('body').innerText()).not.toMatch(/evicted|cleared/u);
      await eventually(selectTold).toEqual([]);
      await eventually(() => panel.saved()).toMatchObject({ recording: 'second', selected: null, node: null });
      await panel.page.getByRole('button', { name: 'Close this note' }).click();
      await eventually(banners).toEqual([]);
      await eventually(() => panel.page.evaluate(() => window.harness.sent.at(-1)?.type)).toBe('lostRead');
    });

    it('a unit with the number of the selected one is another unit, and is not selected', async () => {
      await panel.open({ units: 36 });
      await panel.row(21).click();
      await reload({ recording: 'second', lost: '1', units: '40' });
      await eventually(banners).toEqual([
        '1 unit recorded before this session was not kept: recorded traffic is in memory only.',
      ]);
      await eventually(() => panel.selected().count()).toBe(0);
      await eventually(() => panel.lastSeq()).toBe('40');
    });

    it('the panel counts nothing before it knows what there is', async () => {
      await panel.open({ flags: ['held', 'disconnected'] });
      await panel.page.locator('.loading', { hasText: 'Loading …' }).waitFor();
      await eventually(() => panel.page.locator('.counts, .empty').count()).toBe(0);
      await eventually(() =>
        panel.page.evaluate(() => Array.from(document.fonts).map(({ family, status }) => `${family} ${status}`)),
      ).toEqual(['codicon loaded']);
      await panel.page.evaluate(() => window.harness.release());
      await panel.page.locator('.empty').waitFor();
      await eventually(() => panel.page.locator('.counts').innerText()).toBe('recorded 0');
      await eventually(() => panel.page.locator('.loading').count()).toBe(0);
    });

    it('a page that was only hidden goes on where it was', async () => {
      await panel.open({ units: 36 });
      await panel.row(21).click();
      await reload({});
      await eventually(banners).toEqual([]);
      await eventually(() => panel.selected().innerText()).toBe('21');
      await eventually(() => panel.page.locator('.unit-header').innerText()).toContain('21');
    });
  });

  it('when the wire worker stops, the panel says how many units were lost, and goes on with the next', async () => {
    await panel.open({ units: 36 });
    await panel.row(21).click();
    await panel.page.locator('.unit-header').waitFor();
    await panel.page.evaluate(() => {
      window.harness.store.restart();
      window.harness.record('second', { units: 36, reason: 'crash' });
    });
    await eventually(banners).toEqual(['The wire worker stopped, and 36 recorded units were lost.']);
    await eventually(() => panel.page.locator('wl-details').count()).toBe(0);
    await panel.arrive(3);
    await eventually(() => panel.lastSeq()).toBe('3');
    await eventually(() => panel.selected().count()).toBe(0);
  });

  it('when traffic is cleared by a command, the selection goes with it', async () => {
    await panel.open({ units: 36 });
    await panel.row(21).click();
    await panel.page.locator('.unit-header').waitFor();
    await panel.page.evaluate(() => {
      window.harness.store.answer({ type: 'clear' });
      window.harness.record('second');
    });
    await eventually(() => panel.page.locator('.empty h2').count()).toBe(1);
    await eventually(banners).toEqual([]);
    expect((await selectTold()).at(-1)).toBeNull();
  });

  it('a unit that is evicted while it is shown says so, and offers nothing that needs the store', async () => {
    await panel.open({ units: 30, capacity: 30, width: 1700, height: 900 });
    await panel.row(2).click();
    await panel.page.getByRole('button', { name: 'Show secrets' }).waitFor();
    await panel.arrive(10);
    await eventually(() => panel.page.locator('wl-details .banner').first().innerText()).toMatch(/^#2 was evicted/u);
    await eventually(() => panel.page.getByRole('button', { name: 'Show secrets' }).count()).toBe(0);
    await eventually(() => panel.page.locator('.line').count()).toBeGreaterThan(1);
    await panel.page.evaluate(() => window.harness.push({ type: 'types' }));
    await panel.settled();
    await eventually(() => panel.page.locator('.line').count()).toBeGreaterThan(1);
  });
});
