import { describe, expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

describePanel('the traffic list', (panel) => {
  describe('the list', () => {
    it('shows the newest rows, and follows what arrives', async () => {
      await panel.open({ units: 500 });
      await eventually(() => panel.lastSeq()).toBe('500');
      await panel.arrive(20);
      await eventually(() => panel.lastSeq()).toBe('520');
      await eventually(() => panel.page.locator('.pill').count()).toBe(0);
    });

    it('stays where it is once the user scrolls up, and counts what came', async () => {
      await panel.open({ units: 500 });
      await eventually(() => panel.lastSeq()).toBe('500');
      await panel.list().hover();
      await panel.page.mouse.wheel(0, -600);
      await eventually(() => panel.lastSeq()).not.toBe('500');
      await panel.settled();
      const before = await panel.firstSeq();
      const top = await panel.page.locator('.row').first().boundingBox();
      await panel.arrive(7);
      await eventually(() => panel.page.locator('.pill').innerText()).toContain('7 new');
      expect(await panel.firstSeq()).toBe(before);
      expect(await panel.page.locator('.row').first().boundingBox()).toEqual(top);
      await panel.page.locator('.pill').click();
      await eventually(() => panel.lastSeq()).toBe('507');
      await panel.arrive(1);
      await eventually(() => panel.lastSeq()).toBe('508');
    });

    it('stays where it is while the store evicts, and says how much', async () => {
      await panel.open({ units: 2000, capacity: 2000 });
      await panel.list().focus();
      await panel.page.keyboard.press('Home');
      for (let i = 0; i < 45; i++) await panel.page.keyboard.press('PageDown');
      await panel.settled();
      const before = await panel.firstSeq();
      for (let i = 0; i < 10; i++) await panel.arrive(30);
      await eventually(() => panel.page.locator('.counts').innerText()).toMatch(/recorded 2,000\s+evicted 300/);
      await panel.settled();
      expect(await panel.firstSeq()).toBe(before);
    });

    it('goes on following when it gets higher, though the browser scrolls it before it says so', async () => {
      await panel.open({ units: 500 });
      const following = () => panel.page.getByLabel('Follow the newest row').getAttribute('aria-pressed');
      await eventually(following).toBe('true');
      await panel.list().evaluate((grid) => {
        const end = grid.scrollTop;
        grid.style.marginBottom = '-60px';
        grid.style.height = `${grid.clientHeight + 60}px`;
        if (grid.scrollTop === end) throw new Error('the browser did not scroll');
        grid.dispatchEvent(new Event('scroll'));
      });
      await panel.settled();
      expect(await following()).toBe('true');
      expect(await panel.lastSeq()).toBe('500');
    });

    it('brings a row that is half hidden into sight as a whole when it is clicked', async () => {
      await panel.open({ units: 500 });
      await panel.list().evaluate((grid) => (grid.scrollTop = 100 * 22 + 11));
      await panel.row(101).waitFor();
      await panel.settled();
      const edges = () =>
        panel.list().evaluate((grid) => {
          const { bottom } = grid.getBoundingClientRect();
          return {
            top: grid.querySelector('.header')!.getBoundingClientRect().bottom,
            bottom: bottom - grid.clientTop,
          };
        });
      const { top, bottom } = await edges();
      for (const [x, y] of [
        [300, top + 4],
        [300, bottom - 4],
      ] as const) {
        await panel.page.mouse.click(x, y);
        await panel.page.locator('.row.selected').waitFor();
        await panel.settled();
        const box = (await panel.page.locator('.row.selected').boundingBox())!;
        expect(box.y).toBeGreaterThanOrEqual(top - 0.5);
        expect(box.y + box.height).toBeLessThanOrEqual(bottom + 0.5);
      }
    });

    it('draws no more than what is visible, with a million rows', async () => {
      await panel.open({ units: 1_000_000 });
      await eventually(() => panel.lastSeq()).toBe('1,000,000');
      await eventually(() => panel.page.locator('.row').count()).toBeLessThan(40);
      await panel.list().focus();
      await panel.page.keyboard.press('Home');
      await eventually(() => panel.firstSeq()).toBe('1');
      await panel.page.keyboard.press('End');
      await eventually(() => panel.selected().innerText()).toBe('1,000,000');
      // The list gets lower when the details open: what is scrolled in the same moment is taken for the browser's doing.
      await eventually(() => panel.page.locator('.unit-header').innerText()).toContain('1,000,000');
      await panel.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      await panel.list().evaluate((grid) => (grid.scrollTop = grid.scrollHeight / 2));
      await eventually(
        async () => Math.abs(Number((await panel.firstSeq()).replaceAll(',', '')) - 500_000) < 2000,
      ).toBe(true);
      const middle = Number((await panel.firstSeq()).replaceAll(',', ''));
      await panel.list().hover();
      await panel.page.mouse.wheel(0, 220);
      await eventually(async () => Number((await panel.firstSeq()).replaceAll(',', '')) - middle).toBe(10);
    });

    it('asks for no more than two screens and their margins, however fast units come', async () => {
      await panel.open({ units: 100_000 });
      await eventually(() => panel.lastSeq()).toBe('100,000');
      await panel.page.evaluate(async () => {
        window.harness.sent.length = 0;
        for (let i = 0; i < 40; i++) {
          window.harness.arrive(500);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      });
      await eventually(() => panel.lastSeq()).toBe('120,000');
      const asked = await panel.page.evaluate(() =>
        window.harness.sent.flatMap((message) =>
          message.type === 'request' && message.request.type === 'rows' ? [message.request.count] : [],
        ),
      );
      expect(asked.length).toBeLessThanOrEqual(100);
      expect(Math.max(...asked)).toBeLessThan(200);
    });

    it('drops columns where it is narrow, and never the direction, the name and the gravity', async () => {
      await panel.open({ units: 300, width: 420, height: 700 });
      const titles = () => panel.page.locator('.header .cell').allInnerTexts();
      await eventually(titles).toEqual(['#', 'Dir', 'Name', 'Summary']);
      await eventually(() => panel.page.locator('.row.error .narrow-state').first().innerText()).toBe('error');
      await panel.page.setViewportSize({ width: 1400, height: 400 });
      await eventually(titles).toEqual([
        '#',
        'Time',
        'Δ',
        'Dir',
        'Connection',
        'Name',
        'Place',
        'Summary',
        'Size',
        'Latency',
        'State',
      ]);
    });

    it('has columns whose width the keyboard changes, for good', async () => {
      await panel.open({ units: 50, width: 1500 });
      const grip = panel.page.getByRole('separator', { name: 'Width of Name' });
      await grip.focus();
      for (let i = 0; i < 5; i++) await panel.page.keyboard.press('ArrowRight');
      await eventually(() => grip.getAttribute('aria-valuenow')).toBe('180');
      await eventually(() => panel.saved()).toMatchObject({ widths: { name: 180 } });
      await panel.page.reload();
      await eventually(() => grip.getAttribute('aria-valuenow')).toBe('180');
      await grip.dblclick();
      await eventually(() => grip.getAttribute('aria-valuenow')).toBe('140');
    });

    it('has columns whose width the mouse changes', async () => {
      await panel.open({ units: 50, width: 1500 });
      const grip = panel.page.getByRole('separator', { name: 'Width of Time' });
      const box = (await grip.boundingBox())!;
      await panel.page.mouse.move(box.x + 3, box.y + 5);
      await panel.page.mouse.down();
      await panel.page.mouse.move(box.x + 43, box.y + 5);
      await panel.page.mouse.up();
      await eventually(() => grip.getAttribute('aria-valuenow')).toBe('150');
    });
  });

  describe('the keyboard', () => {
    it('goes through the rows, into the details and back', async () => {
      await panel.open({ units: 300 });
      await panel.list().focus();
      await panel.page.keyboard.press('End');
      await eventually(() => panel.selected().innerText()).toBe('300');
      await panel.page.keyboard.press('ArrowUp');
      await eventually(() => panel.selected().innerText()).toBe('299');
      await panel.page.keyboard.press('Home');
      await eventually(() => panel.selected().innerText()).toBe('1');
      await panel.page.keyboard.press('PageDown');
      await eventually(async () => Number(await panel.selected().innerText())).toBeGreaterThan(5);
      expect(await panel.list().getAttribute('aria-activedescendant')).toBe(
        await panel.page.locator('.row.selected').getAttribute('id'),
      );
      await panel.page.keyboard.press('Enter');
      await eventually(() => panel.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree');
      await panel.page.keyboard.press('Escape');
      await eventually(() => panel.page.locator('wl-details').count()).toBe(0);
      await eventually(() => panel.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    });

    it('goes into the details of a row that has just been selected', async () => {
      await panel.open({ units: 300 });
      await panel.list().focus();
      await panel.page.evaluate(() => {
        const list = document.activeElement;
        for (const key of ['Home', 'ArrowDown', 'Enter'])
          list?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      });
      await eventually(() => panel.selected().innerText()).toBe('2');
      await eventually(() => panel.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree');
    });

    it('jumps from a request to its reply and back', async () => {
      await panel.open({ units: 300 });
      await panel.list().focus();
      await panel.page.keyboard.press('Home');
      await panel.page.keyboard.press('ArrowDown');
      await panel.page.keyboard.press('ArrowDown');
      await eventually(() => panel.page.locator('.unit-header').innerText()).toContain('answered by #4 after 4.23 ms');
      await panel.page.keyboard.press('p');
      await eventually(() => panel.selected().innerText()).toBe('4');
      await eventually(() => panel.page.locator('.row.peer .number').innerText()).toBe('3');
      await panel.page.keyboard.press('p');
      await eventually(() => panel.selected().innerText()).toBe('3');
    });

    it('says when the filter hides the other half of a pair', async () => {
      await panel.open({ units: 300 });
      await panel.page.fill('#filter', 'dir:out');
      await panel.page.keyboard.press('Enter');
      await panel.page.keyboard.press('Home');
      await panel.page.keyboard.press('ArrowDown');
      await eventually(() => panel.selected().innerText()).toBe('3');
      await panel.page.keyboard.press('p');
      await eventually(() => panel.page.locator('.banner').innerText()).toContain(
        '#4 is selected, but the filter hides its row.',
      );
      await panel.page.getByRole('button', { name: 'Show all rows' }).click();
      await eventually(() => panel.selected().innerText()).toBe('4');
    });
  });
});
