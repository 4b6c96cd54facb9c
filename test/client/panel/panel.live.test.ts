import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { haveChromium, PanelBrowser, type PageOptions } from './harness/open.ts';
import type { ThemeName } from './harness/themes.ts';

describe.skipIf(!haveChromium)('the traffic panel in Chromium (skipped where it is not installed)', () => {
  let browser: PanelBrowser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    browser = await PanelBrowser.start();
  });

  afterAll(async () => {
    await browser.stop();
  });

  afterEach(async () => {
    await page.context().close();
    // Whatever a test did, nothing failed in the page and the content security policy had nothing to refuse.
    expect(problems).toEqual([]);
  });

  async function open(options?: PageOptions): Promise<void> {
    ({ page, problems } = await browser.open(options));
  }

  const arrive = (count: number): Promise<void> => page.evaluate((units) => window.harness.arrive(units), count);
  const firstSeq = (): Promise<string> => page.locator('.row .number').first().innerText();
  const lastSeq = async (): Promise<string> => page.locator('.row .number').last().innerText();
  const row = (seq: number) => page.locator(`#unit-${seq}`);
  const selected = () => page.locator('.row.selected .number');
  const list = () => page.locator('.grid');
  const eventually = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 5000 });

  describe('the list', () => {
    it('shows the newest rows, and follows what arrives', async () => {
      await open({ units: 500 });
      await eventually(lastSeq).toBe('500');
      await arrive(20);
      await eventually(lastSeq).toBe('520');
      expect(await page.locator('.pill').count()).toBe(0);
    });

    it('stays where it is once the user scrolls up, and counts what came', async () => {
      await open({ units: 500 });
      await eventually(lastSeq).toBe('500');
      await list().hover();
      await page.mouse.wheel(0, -600);
      await eventually(lastSeq).not.toBe('500');
      await page.waitForTimeout(200);
      const before = await firstSeq();
      const top = await page.locator('.row').first().boundingBox();
      await arrive(7);
      await eventually(() => page.locator('.pill').innerText()).toContain('7 new');
      expect(await firstSeq()).toBe(before);
      expect(await page.locator('.row').first().boundingBox()).toEqual(top);
      await page.locator('.pill').click();
      await eventually(lastSeq).toBe('507');
      await arrive(1);
      await eventually(lastSeq).toBe('508');
    });

    it('stays where it is while the store evicts, and says how much', async () => {
      await open({ units: 2000, capacity: 2000 });
      await list().focus();
      await page.keyboard.press('Home');
      for (let i = 0; i < 45; i++) await page.keyboard.press('PageDown');
      await page.waitForTimeout(100);
      const before = await firstSeq();
      for (let i = 0; i < 10; i++) await arrive(30);
      await eventually(() => page.locator('.counts').innerText()).toMatch(/kept 2,000\s+evicted 300/);
      expect(await firstSeq()).toBe(before);
    });

    it('draws no more than what is visible, with a million rows', async () => {
      await open({ units: 1_000_000 });
      await eventually(lastSeq).toBe('1,000,000');
      expect(await page.locator('.row').count()).toBeLessThan(40);
      await list().focus();
      await page.keyboard.press('Home');
      await eventually(firstSeq).toBe('1');
      await page.keyboard.press('End');
      await eventually(() => selected().innerText()).toBe('1,000,000');
      await list().evaluate((grid) => (grid.scrollTop = grid.scrollHeight / 2));
      await eventually(async () => Math.abs(Number((await firstSeq()).replaceAll(',', '')) - 500_000) < 2000).toBe(true);
      const middle = Number((await firstSeq()).replaceAll(',', ''));
      await list().hover();
      await page.mouse.wheel(0, 220);
      await eventually(async () => Number((await firstSeq()).replaceAll(',', '')) - middle).toBe(10);
    });

    it('asks for no more than two screens and their margins, however fast units come', async () => {
      await open({ units: 100_000 });
      await eventually(lastSeq).toBe('100,000');
      await page.evaluate(async () => {
        window.harness.sent.length = 0;
        for (let i = 0; i < 40; i++) {
          window.harness.arrive(500);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
      await eventually(lastSeq).toBe('120,000');
      const asked = await page.evaluate(() => window.harness.sent.flatMap((message) => (message.type === 'request' && message.request.type === 'rows' ? [message.request.count] : [])));
      expect(asked.length).toBeLessThanOrEqual(100);
      expect(Math.max(...asked)).toBeLessThan(200);
    });

    it('drops columns where it is narrow, and never the direction, the name and the gravity', async () => {
      await open({ units: 300, width: 420, height: 700 });
      const titles = () => page.locator('.header .cell').allInnerTexts();
      expect(await titles()).toEqual(['Dir', 'Name', 'Summary']);
      expect(await page.locator('.row.error .narrow-state').first().innerText()).toBe('error');
      await page.setViewportSize({ width: 1400, height: 400 });
      await eventually(titles).toEqual(['#', 'Time', 'Delta', 'Dir', 'Connection', 'Name', 'Summary', 'Size', 'State']);
    });

    it('has columns whose width the keyboard changes, for good', async () => {
      await open({ units: 50, width: 1500 });
      const grip = page.getByRole('separator', { name: 'Width of Name' });
      await grip.focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
      expect(await grip.getAttribute('aria-valuenow')).toBe('188');
      await page.waitForTimeout(400);
      await page.reload();
      await eventually(() => grip.getAttribute('aria-valuenow')).toBe('188');
      await grip.dblclick();
      await eventually(() => grip.getAttribute('aria-valuenow')).toBe('148');
    });

    it('has columns whose width the mouse changes', async () => {
      await open({ units: 50, width: 1500 });
      const grip = page.getByRole('separator', { name: 'Width of Time' });
      const box = (await grip.boundingBox())!;
      await page.mouse.move(box.x + 3, box.y + 5);
      await page.mouse.down();
      await page.mouse.move(box.x + 43, box.y + 5);
      await page.mouse.up();
      expect(await grip.getAttribute('aria-valuenow')).toBe('152');
    });
  });

  describe('the keyboard', () => {
    it('goes through the rows, into the details and back', async () => {
      await open({ units: 300 });
      await list().focus();
      await page.keyboard.press('End');
      await eventually(() => selected().innerText()).toBe('300');
      await page.keyboard.press('ArrowUp');
      await eventually(() => selected().innerText()).toBe('299');
      await page.keyboard.press('Home');
      await eventually(() => selected().innerText()).toBe('1');
      await page.keyboard.press('PageDown');
      await eventually(async () => Number(await selected().innerText())).toBeGreaterThan(5);
      expect(await list().getAttribute('aria-activedescendant')).toBe(await page.locator('.row.selected').getAttribute('id'));
      await page.keyboard.press('Enter');
      await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree');
      await page.keyboard.press('Escape');
      await eventually(() => page.locator('wl-details').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    });

    it('jumps from a request to its reply and back', async () => {
      await open({ units: 300 });
      await list().focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await eventually(() => page.locator('.unit-header').innerText()).toContain('answered by unit 4 after 4.23 ms');
      await page.keyboard.press('p');
      await eventually(() => selected().innerText()).toBe('4');
      await eventually(() => page.locator('.row.peer .number').innerText()).toBe('3');
      await page.keyboard.press('p');
      await eventually(() => selected().innerText()).toBe('3');
    });

    it('says when the filter hides the other half of a pair', async () => {
      await open({ units: 300 });
      await page.fill('#filter', 'dir:out');
      await page.keyboard.press('Enter');
      await list().press('Home');
      for (const wanted of ['2', '3']) {
        await eventually(() => selected().count()).toBe(1);
        await page.keyboard.press('ArrowUp');
        if ((await selected().innerText()) !== wanted) await page.keyboard.press('ArrowDown');
      }
      await eventually(() => selected().innerText()).toBe('3');
      await page.keyboard.press('p');
      await eventually(() => page.locator('.banner').innerText()).toContain('Unit 4 is selected, but the filter hides its row.');
      await page.getByRole('button', { name: 'Show all rows' }).click();
      await eventually(() => selected().innerText()).toBe('4');
    });
  });

  describe('the details', () => {
    const line = (label: string) => page.locator('.line', { has: page.locator(`.label:text-is("${label}")`) });
    const selectedBytes = async (): Promise<string> => (await page.locator('.byte.selected').allInnerTexts()).join(' ');
    const told = () => page.evaluate(() => window.harness.sent.findLast((message) => message.type === 'select'));

    it('mark the bytes of the node that is selected, and tell the extension', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(7).click();
      await line('size').click();
      expect(await selectedBytes()).toBe('00 00 00 29');
      expect(await told()).toEqual({ version: 1, type: 'select', seq: 7, range: [0, 4] });
      expect(await page.locator('.bytes-footer .place').innerText()).toBe('bytes 0–3: 4 of 41 bytes');
    });

    it('select the node of the bytes that are selected', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(7).click();
      await page.locator('#byte-4').click();
      expect(await page.locator('.line.selected .label').innerText()).toBe('doff');
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.line.selected .label').innerText()).toBe('type');
      await page.keyboard.press('Shift+ArrowRight');
      expect(await selectedBytes()).toBe('00 00');
      expect(await page.locator('.line.selected .label').innerText()).toBe('frame header');
    });

    it('select bytes by dragging', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(7).click();
      await page.locator('#byte-0').hover();
      await page.mouse.down();
      await page.locator('#byte-3').hover();
      await page.mouse.up();
      expect(await page.locator('.line.selected .label').innerText()).toBe('size');
    });

    it('show which bytes a node has while the pointer is on it, and the other way round', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(7).click();
      await line('size').hover();
      await eventually(() => page.locator('.byte.hovered').count()).toBe(4);
      await page.locator('#byte-4').hover();
      await eventually(() => page.locator('.line.hovered .label').innerText()).toBe('doff');
    });

    it('have a tree that the keyboard opens and closes', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(7).click();
      await line('frame header').click();
      await page.keyboard.press('ArrowLeft');
      expect(await line('doff').count()).toBe(0);
      expect(await line('frame header').getAttribute('aria-expanded')).toBe('false');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('.line.selected .label').innerText()).toBe('size');
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator('.line.selected .label').innerText()).toBe('frame header');
      await page.keyboard.press('Home');
      expect(await page.locator('.tree').getAttribute('aria-activedescendant')).toBe('node-0');
    });

    it('copy a value, bytes and XML through the extension, and say so', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(7).click();
      await line('size').click();
      await page.getByTitle('Copy Hex').click();
      await page.getByTitle('Copy Value').click();
      await row(9).click();
      await page.getByRole('tab', { name: 'XML' }).click();
      await page.getByTitle('Copy the text as it was sent').click();
      const copied = await page.evaluate(() => window.harness.sent.flatMap((message) => (message.type === 'copy' ? [message.text] : [])));
      expect(copied.slice(0, 2)).toEqual(['00 00 00 29', '41']);
      expect(copied[2]).toMatch(/^<message .*Grüße 🌹.*<\/message>$/);
      await eventually(() => page.locator('[aria-live=polite]').innerText()).toBe('Copied XML.');
    });

    it('show XML indented, or as it was sent, with the finding’s bytes marked', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(10).click();
      await page.getByRole('tab', { name: 'XML' }).click();
      const lines = () => page.locator('.code-line').allInnerTexts();
      expect(await lines()).toEqual(["<iq type='ask' id='w1' to='localhost'>", "<query xmlns='jabber:iq:roster'/>", '</iq>']);
      await page.getByRole('button', { name: 'bytes 4–13' }).click();
      expect((await page.locator('.code .marked').allInnerTexts()).join('')).toBe("type='ask'");
      await page.getByRole('button', { name: 'As Sent' }).click();
      expect(await lines()).toEqual(["<iq type='ask' id='w1' to='localhost'><query xmlns='jabber:iq:roster'/></iq>"]);
    });

    it('mask secrets until the user asks, unit by unit', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(2).click();
      await page.getByRole('tab', { name: 'XML' }).click();
      expect(await page.locator('.code').innerText()).not.toContain('AHJvbWVv');
      await page.getByRole('button', { name: 'Show secrets' }).click();
      await eventually(() => page.locator('.code').innerText()).toContain('AHJvbWVvAHBlbmNpbA==');
      await row(3).click();
      await eventually(() => page.locator('.code').innerText()).toContain('ping');
      await row(2).click();
      await eventually(() => page.locator('.code').innerText()).toContain('****');
    });

    it('come with the extension’s “reveal in bytes”', async () => {
      await open({ units: 5000, width: 1700, height: 600 });
      await page.evaluate(() => window.harness.push({ type: 'reveal', seq: 7, range: [4, 5] }));
      await eventually(() => selected().innerText()).toBe('7');
      await eventually(selectedBytes).toBe('02');
      expect(await page.locator('.line.selected .label').innerText()).toBe('doff');
    });

    it('stand a unit of megabytes', async () => {
      await open({ units: 5, width: 1700, height: 600 });
      const seq = await page.evaluate(() => {
        const row = { direction: 'received', connection: 2, protocol: 'unknown', kind: 'garbage', name: 'garbage', summary: 'large' } as const;
        return window.harness.arriveUnit({ row, issues: [], length: 3_000_000 });
      });
      await row(seq).click();
      await page.locator('.bytes').focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
      expect(await page.locator('.byte-row').count()).toBeLessThan(60);
      await page.locator('.bytes').evaluate((grid) => (grid.scrollTop = grid.scrollHeight));
      await eventually(() => page.locator('.byte-row .offset').last().innerText()).toBe('2dc6b8');
    });

    it('show the beginning of a very long text, say so, and show all of it when asked', async () => {
      await open({ units: 5, width: 1700, height: 600 });
      const seq = await page.evaluate(() => {
        const row = { direction: 'received', connection: 1, protocol: 'xmpp', kind: 'stanza', name: 'message', summary: 'long' } as const;
        return window.harness.arriveUnit({ row, issues: [], text: `<message><body>${'long '.repeat(50_000)}</body></message>` });
      });
      await row(seq).click();
      await page.getByRole('tab', { name: 'XML' }).click();
      await eventually(() => page.locator('.remark').innerText()).toContain('The first 100,000 of 250,032 characters are shown.');
      await page.getByRole('button', { name: 'Show all' }).click();
      await eventually(async () => (await page.locator('.code').textContent())?.endsWith('</message>')).toBe(true);
    });

    it('are not drawn again for traffic that passes meanwhile', async () => {
      await open({ units: 12, width: 1700, height: 600 });
      await row(9).click();
      await page.getByRole('tab', { name: 'XML' }).click();
      await page.evaluate(() => {
        for (const name of ['wl-details', 'wl-text', 'wl-bytes']) {
          const view = document.querySelector(name)!;
          const draw = view.performUpdate.bind(view);
          view.performUpdate = () => {
            document.body.dataset.drawn = `${document.body.dataset.drawn ?? ''} ${name}`;
            draw();
          };
        }
      });
      for (let i = 0; i < 3; i++) await arrive(5);
      await eventually(() => page.locator('.counts').innerText()).toContain('kept 27');
      expect(await page.evaluate(() => document.body.dataset.drawn)).toBeUndefined();
      await page.locator('#byte-4').click();
      expect(await page.evaluate(() => document.body.dataset.drawn)).toContain('wl-bytes');
    });

    it('take the room that the splitter gives them, also after a while', async () => {
      await open({ units: 30, width: 1200 });
      await row(30).click();
      const splitter = page.getByRole('separator', { name: 'Size of list and details' });
      await splitter.focus();
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
      expect(await splitter.getAttribute('aria-valuenow')).toBe('44');
      await page.waitForTimeout(400);
      await page.reload();
      await eventually(() => splitter.getAttribute('aria-valuenow')).toBe('44');
    });
  });

  describe('the filter', () => {
    it('narrows the rows and says how many match', async () => {
      await open({ units: 1200 });
      await page.fill('#filter', 'name:iq state:error');
      await eventually(() => page.locator('.counts').innerText()).toMatch(/100 matching\s+kept 1,200/);
      await eventually(() => page.locator('[aria-live=polite]').innerText()).toBe('100 rows match.');
    });

    it('offers the way out when nothing matches', async () => {
      await open({ units: 1200 });
      await page.fill('#filter', 'nowhere');
      await eventually(() => page.locator('.nothing').innerText()).toContain('None of the 1,200 kept units matches the filter.');
      await page.getByRole('button', { name: 'Show all rows' }).click();
      await eventually(lastSeq).toBe('1,200');
      expect(await page.inputValue('#filter')).toBe('');
    });

    it('says what a term takes, and explains itself', async () => {
      await open({ units: 100 });
      await page.fill('#filter', 'dir:up');
      await eventually(() => page.locator('#filter-hint').innerText()).toBe('“dir:” takes in, out, received or sent.');
      await page.getByRole('button', { name: 'Filter syntax' }).click();
      expect(await page.locator('#filter-help').isVisible()).toBe(true);
      await page.keyboard.press('Escape');
      expect(await page.locator('#filter-help').isVisible()).toBe(false);
    });

    it('may be one connection', async () => {
      await open({ units: 1200 });
      await page.selectOption('#connection', 'broker');
      await eventually(() => page.locator('.counts').innerText()).toContain('500 matching');
      expect(new Set(await page.locator('.row .connection').allInnerTexts())).toEqual(new Set(['broker']));
    });
  });

  describe('recording', () => {
    it('is paused and resumed, and says so meanwhile', async () => {
      await open({ units: 10 });
      await page.getByRole('button', { name: 'Pause recording' }).click();
      await eventually(() => page.locator('.banner').innerText()).toContain('Recording is paused');
      await page.getByRole('button', { name: 'Resume' }).click();
      await eventually(() => page.locator('.banner').count()).toBe(0);
    });

    it('is cleared, with the count told', async () => {
      await open({ units: 1234 });
      await page.getByRole('button', { name: 'Clear', exact: true }).click();
      await eventually(() => page.locator('[aria-live=polite]').innerText()).toBe('Cleared 1,234 units.');
      expect(await page.locator('.empty').isVisible()).toBe(true);
      await arrive(5);
      await eventually(() => page.locator('.row').count()).toBe(5);
    });
  });

  describe('an empty panel', () => {
    it('says what to do, and offers to do it', async () => {
      await open({ flags: ['disconnected'] });
      await eventually(() => page.locator('.empty').innerText()).toContain('Connect, then click Send');
      await page.getByText('Start Playground').click();
      const sent = await page.evaluate(() => window.harness.sent.filter((message) => message.type === 'command'));
      expect(sent).toEqual([{ version: 1, type: 'command', command: 'startPlayground' }]);
    });

    it('makes room for the list with the first unit', async () => {
      await open();
      await arrive(1);
      await eventually(() => page.locator('.row').count()).toBe(1);
    });
  });

  describe('what the page must tell', () => {
    it('is that a connection is not verified', async () => {
      await open({ units: 10, flags: ['unverified'] });
      await eventually(() => page.locator('.banner.warning').innerText()).toContain('TLS is not verified on broker');
    });

    it('is that the extension refused, in its own words, until it answers again', async () => {
      await open({ units: 10 });
      await page.evaluate(() => {
        window.harness.refused = { rows: 'The wire worker has ended.' };
        window.harness.arrive(1);
      });
      await eventually(() => page.locator('.banner.error').innerText()).toContain('The wire worker has ended.');
      await page.getByRole('button', { name: 'Try again' }).click();
      await eventually(() => page.locator('.banner.error').count()).toBe(1);
      await page.evaluate(() => {
        window.harness.refused = {};
        window.harness.arrive(1);
      });
      await eventually(lastSeq).toBe('12');
      expect(await page.locator('.banner').count()).toBe(0);
    });

    it('is that the versions differ, once', async () => {
      await open({ units: 10 });
      await page.evaluate(() => {
        window.harness.raw({ version: 99, type: 'changed' });
        window.harness.raw({ version: 99, type: 'changed' });
      });
      await eventually(() => page.locator('.banner.warning').count()).toBe(1);
      expect(await page.locator('.banner.warning').innerText()).toContain('Reload the window');
      await page.getByRole('button', { name: 'Close this note' }).click();
      expect(await page.locator('.banner').count()).toBe(0);
    });

    it('is that a unit is gone', async () => {
      await open({ units: 100, capacity: 100 });
      await row(100).click();
      await page.evaluate(() => {
        window.harness.store.add(100);
        window.harness.push({ type: 'reveal', seq: 42 });
      });
      await eventually(() => page.locator('.empty-details').innerText()).toContain('Unit 42 is no longer kept');
    });
  });

  describe('a view that was hidden', () => {
    it('comes back as it was: filter, selection, place and views', async () => {
      await open({ units: 3000, height: 500 });
      await page.fill('#filter', 'dir:out');
      await page.keyboard.press('Enter');
      await list().press('Home');
      for (let i = 0; i < 12; i++) await page.keyboard.press('PageDown');
      await page.keyboard.press('ArrowUp');
      await page.waitForTimeout(500);
      const before = { first: await firstSeq(), selected: await selected().innerText(), heading: await page.locator('.unit-header').innerText() };
      await page.reload();
      await eventually(() => page.locator('.unit-header').innerText()).toBe(before.heading);
      await eventually(firstSeq).toBe(before.first);
      expect(await selected().innerText()).toBe(before.selected);
      expect(await page.inputValue('#filter')).toBe('dir:out');
    });

    it('has lost nothing that came meanwhile', async () => {
      await open({ units: 100 });
      await page.waitForTimeout(300);
      await page.goto(page.url().replace('units=100', 'units=150'));
      await eventually(lastSeq).toBe('150');
    });
  });

  describe.each<ThemeName>(['dark', 'light', 'high-contrast'])('for everybody, in the %s theme', (theme) => {
    const violations = async (): Promise<unknown> => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary ?? ''}`) }));
    };

    it.each([
      ['wide', 1700, 500],
      ['narrow', 480, 800],
    ])('axe finds nothing in the %s layout', async (_name, width, height) => {
      await open({ units: 300, theme, width, height, flags: ['unverified'] });
      await row(298).click();
      await page.waitForSelector('.unit-header');
      expect(await violations()).toEqual([]);
      for (const name of ['XML', 'Notation', 'Bytes']) {
        const tab = page.getByRole('tab', { name });
        if ((await tab.count()) === 0) continue;
        await tab.click();
        expect(await violations()).toEqual([]);
      }
    });

    it('axe finds nothing in the empty panel, nor with an odd filter and its help', async () => {
      await open({ theme, flags: ['disconnected'] });
      expect(await violations()).toEqual([]);
      await arrive(30);
      await page.fill('#filter', 'dir:up');
      await page.getByRole('button', { name: 'Filter syntax' }).click();
      expect(await violations()).toEqual([]);
    });
  });
});
