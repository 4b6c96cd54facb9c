import { expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';
import { themeNames } from './harness/themes.ts';

describePanel('what the traffic panel shows in little room, and on colour', (panel) => {
  /** Cells of fixed columns whose text does not fit. */
  const cut = () =>
    panel.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.row .cell:is(.number, .time, .delta, .direction, .size)')]
        .filter((cell) => cell.scrollWidth > cell.clientWidth)
        .map((cell) => `${cell.className} ${cell.innerText}`),
    );

  it.each([9_999, 10_000, 123_456, 1_234_567, 12_345_678])(
    'the number of unit %i is shown in full, and so are all other figures',
    async (newest) => {
      await panel.open({ width: 1700, height: 500 });
      const seen = await panel.page.evaluate((last) => {
        const { store } = window.harness;
        store.startAt(last - 2);
        return Array.from({ length: 3 }, (_, i) =>
          window.harness.arriveUnit({
            row: {
              side: 'server',
              connection: 1,
              protocol: 'unknown',
              kind: 'garbage',
              name: 'garbage',
              summary: 'x',
            },
            issues: [],
            length: [1, 999_999, 25_000_000][i] ?? 0,
          }),
        );
      }, newest);
      await panel.settled();
      expect(seen.at(-1)).toBe(newest);
      await eventually(() => panel.lastSeq()).toBe(newest.toLocaleString('en-US'));
      await eventually(cut).toEqual([]);
    },
  );

  it.each(themeNames)('the chip of a rule can be read in the %s theme', async (theme) => {
    await panel.open({ theme, units: 12, width: 1700, height: 500 });
    await panel.row(10).click();
    const chip = panel.page.locator('.unit-issues code').first();
    const { text, ground } = await chip.evaluate((element) => {
      // Painted on the panel's own background, so that what is translucent counts as it looks.
      const canvas = document.createElement('canvas').getContext('2d')!;
      const paint = (...colours: readonly string[]): number[] => {
        for (const colour of colours) {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data];
      };
      const { color, backgroundColor } = getComputedStyle(element);
      const page = getComputedStyle(document.body).backgroundColor;
      return { ground: paint(page, backgroundColor), text: paint(page, backgroundColor, color) };
    });
    const light = (rgb: readonly number[]): number => {
      const [r = 0, g = 0, b = 0] = rgb.map((value) =>
        value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [least = 0, most = 0] = [light(text), light(ground)].sort((a, b) => a - b);
    // WCAG 2.2, 1.4.3 and, in high contrast, 1.4.6.
    expect((most + 0.05) / (least + 0.05)).toBeGreaterThan(theme.startsWith('high') ? 7 : 4.5);
  });
});

describePanel('the columns of the traffic panel', (panel) => {
  const titles = () => panel.page.locator('.header .cell').allInnerTexts();
  const run = (action: 'chooseColumns' | 'hideColumn' | 'resetColumns', column?: string): Promise<void> =>
    panel.page.evaluate(
      ([chosen, of]) =>
        window.harness.push({ type: 'run', action: chosen, target: of === undefined ? {} : { column: of } }),
      [action, column] as const,
    );

  it('are chosen, and remembered', async () => {
    await panel.open({ units: 24, width: 1700 });
    await run('hideColumn', 'time');
    await run('hideColumn', 'name');
    await eventually(titles).not.toContain('Time');
    expect(await titles()).toContain('Name');
    await run('chooseColumns');
    const asked = () => panel.page.evaluate(() => window.harness.sent.findLast((each) => each.type === 'columns'));
    await eventually(async () => (await asked())?.columns.filter(({ shown }) => !shown).map(({ id }) => id)).toEqual([
      'time',
    ]);
    await panel.page.evaluate(() => window.harness.push({ type: 'columns', shown: ['number', 'summary'] }));
    await eventually(titles).toEqual(['#', 'Name', 'Summary']);
    await eventually(async () => (await panel.saved())?.hidden?.length).toBe(8);
    await panel.page.reload();
    await eventually(titles).toEqual(['#', 'Name', 'Summary']);
    await run('resetColumns');
    await eventually(async () => (await titles()).length).toBe(11);
  });

  it('sort the list: up, down, and back to the order of numbers', async () => {
    await panel.open({ units: 12, width: 1700 });
    const order = () =>
      panel.page.evaluate(() => {
        const request = window.harness.sent.findLast((each) => each.type === 'request' && each.request.type === 'rows');
        return request?.type === 'request' && request.request.type === 'rows' ? (request.request.sort ?? null) : null;
      });
    const header = panel.page.locator('.header .cell.size');
    const sorted = () => header.getAttribute('aria-sort');
    await header.locator('.sort').focus();
    await panel.page.keyboard.press('Enter');
    await eventually(order).toEqual({ by: 'size', descending: false });
    await eventually(sorted).toBe('ascending');
    await panel.page.keyboard.press('Enter');
    await eventually(order).toEqual({ by: 'size', descending: true });
    await eventually(sorted).toBe('descending');
    await panel.page.keyboard.press('Enter');
    await eventually(order).toBe(null);
    await eventually(sorted).toBe(null);
  });
});
