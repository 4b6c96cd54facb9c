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
