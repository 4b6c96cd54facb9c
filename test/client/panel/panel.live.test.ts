import { describe, expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

const number = (text: string): number => Number(text.replaceAll(',', ''));

describePanel('the traffic panel', (panel) => {
  describe('the filter', () => {
    it('narrows the rows and says how many match', async () => {
      await panel.open({ units: 1200 });
      await panel.page.fill('#filter', 'name:iq state:error');
      await eventually(() => panel.page.locator('.counts').innerText()).toMatch(/100 matching\s+recorded 1,200/);
      await eventually(() => panel.page.locator('[aria-live=polite]').innerText()).toBe('100 rows match.');
    });

    it('offers the way out when nothing matches', async () => {
      await panel.open({ units: 1200 });
      await panel.page.fill('#filter', 'nowhere');
      await eventually(() => panel.page.locator('.nothing').innerText()).toContain('No match in 1,200 rows.');
      await panel.page.getByRole('button', { name: 'Show all rows' }).click();
      await eventually(() => panel.lastSeq()).toBe('1,200');
      await eventually(() => panel.page.inputValue('#filter')).toBe('');
    });

    it('says what a term takes, and explains itself', async () => {
      await panel.open({ units: 100 });
      await panel.page.fill('#filter', 'dir:up');
      await eventually(() => panel.page.locator('#filter-hint').innerText()).toBe(
        '“dir:” takes in, out, received, sent, server or client.',
      );
      await panel.page.getByRole('button', { name: 'Filter syntax' }).click();
      await eventually(() => panel.page.locator('#filter-help').isVisible()).toBe(true);
      await panel.page.keyboard.press('Escape');
      await eventually(() => panel.page.locator('#filter-help').isVisible()).toBe(false);
    });

    it('may be one connection', async () => {
      await panel.open({ units: 1200 });
      await panel.page.selectOption('#connection', 'broker');
      await eventually(() => panel.page.locator('.counts').innerText()).toContain('500 matching');
      await eventually(async () => [...new Set(await panel.page.locator('.row .connection').allInnerTexts())]).toEqual([
        'broker',
      ]);
    });

    it('is set by the extension, with the connection, whatever was chosen before', async () => {
      await panel.open({ units: 1200 });
      await panel.page.fill('#filter', 'nowhere');
      await eventually(() => panel.page.locator('.nothing').count()).toBe(1);
      await panel.page.selectOption('#connection', 'romeo');
      await panel.page.evaluate(() => window.harness.push({ type: 'filter', filter: 'dir:out', connection: 'broker' }));
      await eventually(() => panel.page.inputValue('#filter')).toBe('dir:out');
      await eventually(() => panel.page.inputValue('#connection')).toBe('broker');
      await eventually(async () => [...new Set(await panel.page.locator('.row .connection').allInnerTexts())]).toEqual([
        'broker',
      ]);
    });
  });

  describe('recording', () => {
    it('is paused and resumed, and says so meanwhile', async () => {
      await panel.open({ units: 10 });
      await panel.page.getByRole('button', { name: 'Pause recording' }).click();
      await eventually(() => panel.page.locator('.banner').innerText()).toContain('Recording is paused');
      await panel.page.getByRole('button', { name: 'Resume' }).click();
      await eventually(() => panel.page.locator('.banner').count()).toBe(0);
    });

    it('is cleared, with the count told', async () => {
      await panel.open({ units: 1234 });
      await panel.page.getByRole('button', { name: 'Clear', exact: true }).click();
      await eventually(() => panel.page.locator('[aria-live=polite]').innerText()).toBe('Cleared 1,234 units.');
      await eventually(() => panel.page.locator('.empty').isVisible()).toBe(true);
      await panel.arrive(5);
      await eventually(() => panel.page.locator('.row').count()).toBe(5);
    });
  });

  describe('an empty panel', () => {
    it('says what to do, and offers to do it', async () => {
      await panel.open({ flags: ['disconnected'] });
      await eventually(() => panel.page.locator('.empty').innerText()).toContain('Connect, then click Send');
      await panel.page.getByText('Start Playground').click();
      const sent = await panel.page.evaluate(() => window.harness.sent.filter((message) => message.type === 'command'));
      expect(sent).toEqual([{ version: 2, type: 'command', command: 'startPlayground' }]);
    });

    it('makes room for the list with the first unit', async () => {
      await panel.open();
      await panel.arrive(1);
      await eventually(() => panel.page.locator('.row').count()).toBe(1);
    });
  });

  describe('what the page must tell', () => {
    it('is that a connection is not verified', async () => {
      await panel.open({ units: 10, flags: ['unverified'] });
      await eventually(() => panel.page.locator('.banner.warning').innerText()).toContain(
        'TLS is not verified on broker',
      );
      await panel.page.getByRole('button', { name: 'Close the warning about TLS' }).click();
      await eventually(() => panel.page.locator('.banner').count()).toBe(0);
      await eventually(() => panel.page.locator('.unverified').innerText()).toBe('TLS not verified');
    });

    it('is that the extension refused, in its own words, until it answers again', async () => {
      await panel.open({ units: 10 });
      await panel.page.evaluate(() => {
        window.harness.refused = { rows: 'The wire worker has ended.' };
        window.harness.arrive(1);
      });
      await eventually(() => panel.page.locator('.banner.error').innerText()).toContain('The wire worker has ended.');
      await panel.page.getByRole('button', { name: 'Try again' }).click();
      await eventually(() => panel.page.locator('.banner.error').count()).toBe(1);
      await panel.page.evaluate(() => {
        window.harness.refused = {};
        window.harness.arrive(1);
      });
      await eventually(() => panel.lastSeq()).toBe('12');
      await eventually(() => panel.page.locator('.banner').count()).toBe(0);
    });

    it('is that the versions differ, once', async () => {
      await panel.open({ units: 10 });
      await panel.page.evaluate(() => {
        window.harness.raw({ version: 99, type: 'changed' });
        window.harness.raw({ version: 99, type: 'changed' });
      });
      await eventually(() => panel.page.locator('.banner.warning').count()).toBe(1);
      await eventually(() => panel.page.locator('.banner.warning').innerText()).toContain('Reload the window');
      await panel.page.getByRole('button', { name: 'Close this note' }).click();
      await eventually(() => panel.page.locator('.banner').count()).toBe(0);
    });

    it('is that a unit is gone', async () => {
      await panel.open({ units: 100, capacity: 100 });
      await panel.row(100).click();
      await panel.page.evaluate(() => {
        window.harness.store.add(100);
        window.harness.push({ type: 'reveal', seq: 42 });
      });
      await eventually(() => panel.page.locator('.empty-details').innerText()).toContain('#42 was evicted');
    });
  });

  describe('a view that was hidden', () => {
    it('comes back as it was: filter, selection, place and views', async () => {
      await panel.open({ units: 3000, height: 500 });
      await panel.page.fill('#filter', 'dir:out');
      await panel.page.keyboard.press('Enter');
      await panel.list().press('Home');
      for (let i = 0; i < 12; i++) await panel.page.keyboard.press('PageDown');
      await panel.page.keyboard.press('ArrowUp');
      await panel.settled();
      const before = {
        first: await panel.firstSeq(),
        selected: await panel.selected().innerText(),
        heading: await panel.page.locator('.unit-header').innerText(),
      };
      await eventually(() => panel.saved()).toMatchObject({
        filter: 'dir:out',
        selected: number(before.selected),
        anchor: { seq: number(before.first) },
      });
      await panel.page.reload();
      await eventually(() => panel.page.locator('.unit-header').innerText()).toBe(before.heading);
      await eventually(() => panel.firstSeq()).toBe(before.first);
      await eventually(() => panel.selected().innerText()).toBe(before.selected);
      await eventually(() => panel.page.inputValue('#filter')).toBe('dir:out');
    });

    it('has lost nothing that came meanwhile', async () => {
      await panel.open({ units: 100 });
      await eventually(() => panel.saved()).toMatchObject({ follow: true });
      await panel.page.goto(panel.page.url().replace('units=100', 'units=150'));
      await eventually(() => panel.lastSeq()).toBe('150');
    });
  });
});
