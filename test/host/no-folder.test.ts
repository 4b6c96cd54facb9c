import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPlayground } from '../../playground/index.ts';
import { findProgram } from '../servers/index.ts';
import { vsix } from './vsix.ts';
import { Workbench } from './workbench.ts';

const hasBrowser = findProgram('chromium') !== undefined || process.env.WIRELOUPE_CHROMIUM !== undefined;

describe.skipIf(!hasBrowser)('in a window without a folder (needs Chromium)', () => {
  let bench: Workbench;
  let playground: Awaited<ReturnType<typeof startPlayground>>;

  beforeAll(async () => {
    playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    bench = await Workbench.open({ vsix });
  });

  afterAll(async () => {
    await bench.close();
    await playground.stop();
  });

  const step = (name: string, run: () => Promise<void>): void => {
    test(name, async () => {
      try {
        await run();
      } catch (error) {
        await bench.picture('no-folder-failed');
        throw error;
      }
    });
  };

  step('the Send lens of an unsaved file says that there is no connection, and offers to make one', async () => {
    await bench.command('Wireloupe: New AMQP File');
    const told = bench.notification('This window has no folder and no connections yet');
    await bench.clickLens('Send', told);
    for (const name of ['Start Playground and Add Connections', 'Open Folder'])
      await told.getByRole('button', { name }).waitFor();
    await bench.picture('no-folder-1-offer');
    await told.getByRole('button', { name: 'New Connection' }).click();
    await bench.answer('AMQP 1.0');
    await bench.answer(playground.info.amqp);
    await bench.answer(''); // anonymous
    await bench.answer('here');
    await bench.notification('“here”').waitFor();
  });

  step('a click on a connection opens it, and Enter shows its traffic', async () => {
    await bench.page.locator('.activitybar .action-item .action-label[aria-label^="Wireloupe"]').first().click();
    await bench.sidebarRow('here').click();
    await bench.page
      .locator('.part.sidebar .monaco-list-row[aria-label^="here"]', { hasText: 'default for' })
      .first()
      .waitFor();
    await bench.picture('no-folder-2-connected');
    await bench.page.keyboard.press('Enter');
    await (await bench.webview('.toolbar')).locator('.row', { hasText: 'open' }).first().waitFor();
  });

  step('the unsaved file is sent to it', async () => {
    await bench.clickLens('Send to here', bench.lens('accepted'));
    await bench.picture('no-folder-3-sent');
  });

  step('its variables are those of the user’s own wireloupe.json', async () => {
    await bench.command('Wireloupe: Open wireloupe.json');
    await bench.page.locator('.tab[aria-label^="wireloupe.json"]').first().waitFor();
    await bench.replaceText(
      JSON.stringify({
        connections: { here: { protocol: 'amqp', service: playground.info.amqp } },
        environments: { local: { queue: 'orders' } },
      }),
    );
    await bench.page.keyboard.press('Control+S');
    await bench.command('Wireloupe: New AMQP File');
    await bench.replaceText('- send: { to: "{{queue}}", message: { body: { value: "{{absent}}" } } }');
    // The variable that no environment has is underlined, and it alone.
    await bench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    expect(await bench.page.locator('.monaco-editor .squiggly-error').count()).toBe(1);
    await bench.picture('no-folder-4-variables');
  });
});
