import { expect, it } from 'vitest';
import type { MenuAction, MenuTarget } from '../../../client/panel/messages.ts';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

describePanel('the menus of the traffic panel', (panel) => {
  /** Notes what VS Code's menu would know, which it reads in the same way, once an event is its own to handle. */
  const listen = (): Promise<void> =>
    panel.page.evaluate(() => {
      window.addEventListener('contextmenu', (event) => {
        if (event.defaultPrevented) return;
        event.preventDefault();
        let known: object = {};
        let element = event.target instanceof Element ? event.target.closest('[data-vscode-context]') : null;
        while (element !== null) {
          const own = JSON.parse(element.getAttribute('data-vscode-context') ?? '{}') as object;
          known = { ...own, ...known };
          element = element.parentElement?.closest('[data-vscode-context]') ?? null;
        }
        document.body.dataset.menu = JSON.stringify(known);
      });
    });
  const menu = async (): Promise<Record<string, unknown>> => {
    const text = await panel.page.evaluate(() => document.body.dataset.menu ?? '{}');
    return JSON.parse(text) as Record<string, unknown>;
  };
  const run = (action: MenuAction, target: MenuTarget = {}, page?: string): Promise<void> =>
    panel.page.evaluate(
      ([chosen, on, own]) =>
        window.harness.push({ type: 'run', action: chosen, target: on, ...(own !== undefined && { page: own }) }),
      [action, target, page] as const,
    );
  const posted = (type: string) => (): Promise<Record<string, unknown> | undefined> =>
    panel.page.evaluate(
      (wanted) => window.harness.sent.findLast((each) => each.type === wanted) as Record<string, unknown> | undefined,
      type,
    );
  const copied = async (): Promise<unknown> => (await posted('copy')())?.text;
  const filter = (): Promise<string> => panel.page.locator('#filter').inputValue();

  it('know the row and the cell under the pointer, and what they can do there', async () => {
    await panel.open({ units: 12, width: 1700 });
    await listen();
    await panel.row(3).locator('.cell.name').click({ button: 'right' });
    expect(await menu()).toMatchObject({
      preventDefaultContextMenuItems: true,
      wireloupePart: 'row',
      unitSeq: 3,
      unitLanguage: 'xml',
      unitTemplate: true,
      unitAgain: true,
      unitPair: true,
      unitMarked: false,
      followIq: true,
      followLink: false,
      cellColumn: 'name',
      valueFilter: true,
    });
    await panel.row(4).locator('.cell.time').click({ button: 'right' });
    expect(await menu()).toMatchObject({ unitSeq: 4, unitAgain: false, cellColumn: 'time', valueFilter: false });
  });

  it('open from the keyboard on the cell that the arrow keys have gone to, else on the name of the selected row', async () => {
    await panel.open({ units: 12, width: 1700 });
    await listen();
    await panel.row(7).click();
    await panel.list().focus();
    const press = (): Promise<void> =>
      panel.list().evaluate((grid) => {
        grid.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
      });
    await press();
    expect(await menu()).toMatchObject({ unitSeq: 7, cellColumn: 'name' });
    for (let i = 0; i < 3; i++) await panel.page.keyboard.press('ArrowRight');
    await eventually(() => panel.list().getAttribute('aria-activedescendant')).toBe('cell-7');
    await eventually(() => panel.page.locator('.cell.active').innerText()).toContain('out');
    await press();
    expect(await menu()).toMatchObject({ unitSeq: 7, cellColumn: 'direction', valueFilter: true });
  });

  it('know a line of the tree, and the bytes, together with their unit', async () => {
    await panel.open({ units: 12, width: 1700, height: 700 });
    await listen();
    await panel.row(7).click();
    const line = panel.page.locator('.line', { has: panel.page.locator('.label:text-is("delivery-id")') });
    await line.click({ button: 'right' });
    expect(await menu()).toMatchObject({ wireloupePart: 'node', unitSeq: 7, nodeValue: true, valueFilter: true });
    await panel.page.locator('.byte').first().click();
    await panel.page.locator('.byte').first().click({ button: 'right' });
    expect(await menu()).toMatchObject({ wireloupePart: 'bytes', unitSeq: 7, valueFilter: true });
  });

  it('copy the row, the unit in each of its forms, and a field', async () => {
    await panel.open({ units: 12, width: 1700 });
    await panel.row(3).click();
    await panel.list().focus();
    await panel.page.keyboard.press('Control+c');
    await eventually(copied).toMatch(/^#3\t[\d:.]+\tout\tromeo\tiq\t/);
    await run('copyXml', { seq: 3 });
    await eventually(copied).toBe("<iq type='get' id='p1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
    await run('copyText', { seq: 7 });
    await eventually(copied).toMatch(/^#7 .* transfer[^]*delivery-id \(delivery-number\) = 0/);
    await run('copyNotation', { seq: 7 });
    await eventually(copied).toMatch(/^- transfer:/);
    await run('copyHex', { seq: 12 });
    await eventually(copied).toBe('00 00 00 08 02 00 00 00');
    await panel.row(7).click();
    const line = panel.page.locator('.line', { has: panel.page.locator('.label:text-is("delivery-id")') });
    await line.click();
    await panel.page.keyboard.press('Control+c');
    await eventually(copied).toBe('0');
  });

  it('write a report in which no peer writes markup and secrets are masked, though they are shown', async () => {
    await panel.open({ units: 12, width: 1700 });
    await panel.row(2).click();
    await panel.page.getByText('Show secrets').click();
    await panel.page.getByText('This unit is shown with its secrets.').waitFor();
    await run('copyMarkdown');
    await eventually(copied).toMatch(/\*{20}/);
    expect(await copied()).not.toContain('AHJvbWVvAHBlbmNpbA==');
    const seq = await panel.page.evaluate(() =>
      window.harness.arriveUnit({
        row: {
          side: 'server',
          connection: 1,
          protocol: 'xmpp',
          kind: 'stanza',
          name: 'message',
          summary: '# no ```` heading',
        },
        issues: [],
        text: '<message><body>\n````\n# no heading\n</body></message>',
      }),
    );
    await run('copyMarkdown', { seq });
    await eventually(copied).toContain('`````text\nmessage  # no ```` heading\n`````');
    expect(await copied()).toContain('`````xml\n<message>');
  });

  it('mark rows, which stay marked, with an icon and a word, and count times from one', async () => {
    await panel.open({ units: 12, width: 1700 });
    await run('mark', { seq: 5 });
    await run('setTimeReference', { seq: 6 });
    await eventually(() => panel.row(5).locator('.cell.number').innerText()).toMatch(/marked,\s*5/);
    await eventually(() => panel.row(6).locator('.cell.time').innerText()).toBe('+0.00 ms');
    await eventually(() => panel.row(5).locator('.cell.time').innerText()).toMatch(/^−/);
    await eventually(async () => (await panel.saved())?.marks).toEqual([5]);
    await panel.page.reload();
    await eventually(() => panel.row(5).locator('.marks .codicon-bookmark').count()).toBe(1);
    await listen();
    await panel.row(5).locator('.cell.name').click({ button: 'right' });
    expect(await menu()).toMatchObject({ unitMarked: true, unitReference: 'other' });
    await run('unmark', { seq: 5 });
    await run('clearTimeReference');
    await eventually(() => panel.page.locator('.marks').count()).toBe(1);
  });

  it('filter by a cell and by a field, exclude, and follow', async () => {
    await panel.open({ units: 12, width: 1700 });
    await panel.row(7).click();
    await run('filterBy', { seq: 7, column: 'name' });
    await eventually(filter).toBe('name=transfer');
    await run('exclude', { seq: 7, column: 'direction' });
    await eventually(filter).toBe('name=transfer -dir:out');
    await run('followIq', { seq: 3 });
    await eventually(filter).toBe('follow:iq=#3');
    const state = async (): Promise<unknown> => (await panel.saved())?.usedFilters;
    await eventually(state).toEqual(['follow:iq=#3', 'name=transfer -dir:out', 'name=transfer']);
  });

  it('open a template, compare two units, and go to the pair', async () => {
    await panel.open({ units: 12, width: 1700 });
    await run('openTemplate', { seq: 7 });
    await eventually(posted('template')).toMatchObject({ language: 'notation', again: false });
    await run('editAgain', { seq: 3 });
    await eventually(async () => (await posted('template')())?.text).toMatch(/^<\?connection romeo\?>\n\n<iq /);
    await run('selectForCompare', { seq: 3 });
    await listen();
    await panel.row(4).locator('.cell.name').click({ button: 'right' });
    expect(await menu()).toMatchObject({ unitComparable: true });
    await run('compareWithSelected', { seq: 4 });
    await eventually(posted('compare')).toMatchObject({ left: { title: '#3 iq' }, right: { title: '#4 iq' } });
    await run('goToPair', { seq: 3 });
    await eventually(() => panel.selected().innerText()).toContain('4');
  });

  it('do nothing for another page, and say so where a unit is gone', async () => {
    await panel.open({ units: 12, width: 1700 });
    await run('mark', { seq: 5 }, 'another');
    await run('copyHex', { seq: 99 });
    await eventually(() => panel.page.locator('[aria-live=polite]').innerText()).toContain('#99 was evicted');
    expect(await panel.page.locator('.marks').count()).toBe(0);
  });
});
