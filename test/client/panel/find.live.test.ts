import { expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

describePanel('the search of the traffic panel', (panel) => {
  const box = () => panel.page.locator('wl-find input');
  const outcome = () => panel.page.locator('.find .outcome').innerText();
  const selected = () => panel.selected().innerText();
  const run = (action: 'nextFailure' | 'nextFinding' | 'previousFinding' | 'nextInConversation'): Promise<void> =>
    panel.page.evaluate((chosen) => window.harness.push({ type: 'run', action: chosen, target: {} }), action);

  it('goes from row to row that has a text, with Enter, F3 and back, and gives the focus back', async () => {
    await panel.open({ units: 36, width: 1200, height: 600 });
    await panel.row(36).click();
    await panel.list().focus();
    await panel.page.keyboard.press('Control+f');
    await box().waitFor();
    await panel.page.keyboard.type('disposition');
    await panel.page.keyboard.press('Enter');
    await eventually(selected).toBe('8');
    await panel.page.keyboard.press('F3');
    await eventually(selected).toBe('20');
    await panel.page.keyboard.press('Shift+Enter');
    await eventually(selected).toBe('8');
    await panel.page.keyboard.press('Control+a');
    await panel.page.keyboard.type('nowhere');
    await panel.page.keyboard.press('Enter');
    await eventually(outcome).toBe('No row with “nowhere”.');
    await panel.page.keyboard.press('Escape');
    await eventually(() => panel.page.evaluate(() => document.activeElement?.className)).toBe('grid');
  });

  it('finds a unit by its id, which no row shows', async () => {
    await panel.open({ units: 36, width: 1200, height: 600 });
    await panel.list().focus();
    await panel.page.keyboard.press('Control+f');
    await box().waitFor();
    await panel.page.keyboard.type('m1');
    await panel.page.keyboard.press('Enter');
    await eventually(selected).toBe('9');
  });

  it.each([
    ['wide', 1700],
    ['narrow', 480],
  ])('hides nothing of what it finds, in a %s panel', async (_layout, width) => {
    await panel.open({ units: 36, width, height: 600 });
    await panel.list().focus();
    await panel.page.keyboard.press('Control+f');
    await box().waitFor();
    await panel.page.keyboard.type('disposition');
    await panel.page.keyboard.press('Enter');
    await eventually(selected).toBe('8');
    await panel.page.getByRole('button', { name: /^answers/u }).click();
    await eventually(selected).toBe('7');
  });

  it('goes from field to field, and from bytes to bytes', async () => {
    await panel.open({ units: 12, width: 1700, height: 700 });
    await panel.row(7).click();
    await panel.page.locator('.line').first().click();
    await panel.page.keyboard.press('Control+f');
    await eventually(() => panel.page.locator('.find select').inputValue()).toBe('fields');
    await panel.page.keyboard.type('delivery-id');
    await panel.page.keyboard.press('Enter');
    await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('delivery-id');
    await panel.page.keyboard.press('Escape');
    await panel.page.locator('.bytes').focus();
    await panel.page.keyboard.press('Control+f');
    await panel.page.keyboard.press('Control+a');
    await panel.page.keyboard.type('hello');
    await panel.page.keyboard.press('Enter');
    await eventually(async () => (await panel.page.locator('.byte.selected').allInnerTexts()).join(' ')).toBe(
      '68 65 6c 6c 6f',
    );
  });

  it('goes to the next finding, and to the rest of a conversation', async () => {
    await panel.open({ units: 24, width: 1200, height: 600 });
    await panel.row(3).click();
    await run('nextFinding');
    await eventually(selected).toBe('7');
    await run('nextFinding');
    await eventually(selected).toBe('10');
    await run('previousFinding');
    await eventually(selected).toBe('7');
    await run('nextInConversation');
    await eventually(selected).toBe('8');
    await run('nextFailure');
    await eventually(() => panel.page.locator('[aria-live=polite]').innerText()).toBe('No row with a failure.');
  });

  it('leaves the slash for the filter', async () => {
    await panel.open({ units: 12 });
    await panel.list().focus();
    await panel.page.keyboard.press('/');
    await eventually(() => panel.page.evaluate(() => document.activeElement?.id)).toBe('filter');
    expect(await panel.page.locator('#filter').inputValue()).toBe('');
  });
});
