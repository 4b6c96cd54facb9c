import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPlayground } from '../../playground/index.ts';
import { findProgram, scratch } from '../servers/index.ts';
import { vsix } from './vsix.ts';
import { Workbench } from './workbench.ts';

const hasBrowser = findProgram('chromium') !== undefined || process.env.WIRELOUPE_CHROMIUM !== undefined;

describe.skipIf(!hasBrowser)('what was recorded before (needs Chromium)', () => {
  let bench: Workbench;
  let folder: string;
  let playground: Awaited<ReturnType<typeof startPlayground>>;
  let panel: Frame;

  beforeAll(async () => {
    playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    folder = scratch('recording');
    fs.writeFileSync(
      path.join(folder, 'wireloupe.json'),
      JSON.stringify({ connections: { broker: { protocol: 'amqp', service: playground.info.amqp } } }),
    );
    fs.writeFileSync(
      path.join(folder, 'a.amqp.yaml'),
      'connection: broker\nframes:\n  - send:\n      to: readings\n      message: { body: { value: hello } }\n',
    );
    bench = await Workbench.open({ vsix, workspace: folder });
  });

  afterAll(async () => {
    await bench.close();
    await playground.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const showPanel = async (): Promise<void> => {
    await bench.command('Wireloupe: Show Traffic');
    panel = await bench.webview('.toolbar');
  };
  const inspector = () =>
    bench.page.locator('.part.sidebar .pane', { has: bench.page.locator('.pane-header', { hasText: 'Inspector' }) });

  /** What VS Code has stored of workspaces in the browser. */
  const noted = () =>
    bench.page.evaluate(async () => {
      const result = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error(request.error?.message));
        });
      const values: string[] = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await result(indexedDB.open(name ?? ''));
        for (const storeName of database.objectStoreNames) {
          const store = database.transaction(storeName).objectStore(storeName);
          const [keys, stored] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
          values.push(...keys.map((key, at) => `${JSON.stringify(key)}=${String(stored[at])}`));
        }
        database.close();
      }
      return values.join('\n');
    });

  /** Sends, selects the transfer in the panel, and gives how many units were recorded. */
  const record = async (): Promise<string> => {
    await bench.openFile('a.amqp.yaml');
    await bench.lens('Send to broker').click();
    await bench.lens('accepted').waitFor();
    await showPanel();
    const row = panel.locator('.row', { has: panel.locator('.cell.name:has-text("transfer")') }).first();
    // Rows move while others come, so that a click may meet the next one.
    await expect
      .poll(
        async () => {
          await row.click();
          return panel.locator('[role=tree]', { hasText: 'delivery-id' }).count();
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
    if (!(await inspector().isVisible()))
      await bench.page.locator('.activitybar .action-item .action-label[aria-label^="Wireloupe"]').first().click();
    await bench.sidebarRow('delivery-tag').waitFor();
    return counts();
  };
  const counts = async (): Promise<string> => /[\d,]+/u.exec(await panel.locator('.counts').innerText())?.[0] ?? '';

  test('is shown by nothing after traffic was cleared', async () => {
    await record();
    await bench.command('Wireloupe: Clear Traffic');
    await panel.locator('.empty h2').waitFor();
    expect(await panel.locator('wl-details').count()).toBe(0);
    await bench.sidebarRow('delivery-tag').waitFor({ state: 'detached' });
  });

  test('is there again after it was cleared, when that is taken back', async () => {
    const recorded = await record();
    await bench.command('Wireloupe: Clear Traffic');
    await panel.locator('.empty h2').waitFor();
    await bench.command('Wireloupe: Undo Clear Traffic');
    await expect.poll(counts).toBe(recorded);
  });

  test('is there again after the window was loaded again, and what was selected is forgotten', async () => {
    const recorded = await record();
    await bench.picture('recording-before');
    // In a browser, VS Code saves its layout when it has a moment, and at unload that can be too late.
    await expect.poll(noted, { timeout: 30_000 }).toMatch(/^"workbench\.panel\.hidden"=false$/mu);
    await expect.poll(noted, { timeout: 30_000 }).toMatch(/^"workbench\.panelpart\.activepanelid"=.*wireloupe-panel/mu);
    await bench.page.reload();
    // The panel was open, and so it is again.
    panel = await bench.webview('.toolbar');
    // When the window went, its connection was closed, which was recorded, too.
    await expect.poll(async () => Number(await counts())).toBeGreaterThanOrEqual(Number(recorded));
    const row = panel.locator('.row', { has: panel.locator('.cell.name:has-text("transfer")') }).first();
    await row.waitFor();
    await expect.poll(() => row.innerText()).toContain('broker');
    expect(await panel.locator('.banner').count()).toBe(0);
    expect(await panel.locator('body').innerText()).not.toMatch(/evicted|cleared/u);
    expect(await bench.sidebarRow('delivery-tag').count()).toBe(0);
    await bench.picture('recording-after');
  });
});
