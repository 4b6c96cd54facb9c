import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findProgram,
  hasProsody,
  hasRabbit,
  scratch,
  startProsody,
  startRabbit,
  type AmqpServer,
  type XmppServer,
} from '../servers/index.ts';
import { fillQueue, ping } from './flood.ts';
import { vsix } from './vsix.ts';
import { Workbench } from './workbench.ts';

const hasBrowser = findProgram('chromium') !== undefined || process.env.WIRELOUPE_CHROMIUM !== undefined;
const missing = !hasBrowser || !hasProsody || !hasRabbit;

/** Messages that are received, each a transfer, and pings, each a request and a result. */
const messages = 20_000;
const pings = 40_000;
const units = messages + 2 * pings;
const messageId = 'order-4711';

describe.skipIf(missing)(`${units} units of Prosody and RabbitMQ (needs both, and Chromium)`, () => {
  let prosody: XmppServer;
  let rabbit: AmqpServer;
  let bench: Workbench;
  let folder: string;
  let panel: Frame;
  /** The editor of the file. */
  let page: Frame;
  /** Number of the message that was sent, as the list shows it. */
  let sent = '';

  beforeAll(async () => {
    folder = scratch('story');
    [prosody, rabbit] = await Promise.all([startProsody(), startRabbit()]);
    write('wireloupe.json', JSON.stringify({ connections: connectionsOf(prosody, rabbit) }));
    write(
      'presence.xmpp',
      '<?connection romeo?>\n<iq type="get" id="{{$id}}"><query xmlns="jabber:iq:roster"/></iq>\n',
    );
    write(
      'order.amqp.yaml',
      steps(
        `send: { to: /queue/orders, message: { properties: { message-id: ${messageId} }, body: { value: three roses } } }`,
      ),
    );
    write('refuse.amqp.yaml', steps('receive: { from: /queue/orders, count: 1, settle: reject }'));
    write('readings.amqp.yaml', steps(`receive: { from: /queue/readings, count: ${messages}, settle: accept }`));
    bench = await Workbench.open({
      vsix,
      workspace: folder,
      height: 1000,
      settings: { 'wireloupe.send.timeout': 120, 'wireloupe.reply.open': false },
    });
    await fillQueue(rabbit, '/queue/readings', messages);
  });

  afterAll(async () => {
    await bench.close();
    await Promise.all([prosody.stop(), rabbit.stop()]);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
  const step = (name: string, run: () => Promise<void>): void => {
    test(name, async () => {
      try {
        await run();
        await bench.picture(name);
      } catch (error) {
        await bench.picture('story-failed');
        throw error;
      }
    });
  };
  const shown = async (frame: Frame): Promise<number> =>
    Number(/([\d,]+)\s*$/u.exec(await frame.locator('.counts').innerText())?.[1]?.replaceAll(',', ''));
  const header = (text: string) => page.locator('.unit-header', { hasText: text });
  const selected = (): Promise<string> => page.locator('.row.selected .number').innerText();
  const recorded = (): Promise<number> => shown(panel);
  const file = (): string => path.join(folder, 'story.wlcap');

  step('are recorded, with one delivery that is rejected', async () => {
    await bench.openFile('presence.xmpp');
    await bench.lens('Send to romeo').click();
    await bench.password('secret');
    await bench.lens('result').waitFor();
    await bench.command('Wireloupe: Show Traffic');
    panel = await bench.webview('.toolbar');
    const pinged = ping(prosody, 'romeo@localhost/story', pings);
    await bench.openFile('order.amqp.yaml');
    await bench.lens('Send to rabbit').click();
    await bench.password('guest');
    await bench.lens('accepted').waitFor();
    await bench.openFile('refuse.amqp.yaml');
    await bench.lens('Receive from rabbit').click();
    await bench.lens('received').waitFor();
    await bench.openFile('readings.amqp.yaml');
    await bench.lens('Receive from rabbit').click({ timeout: 120_000 });
    await bench.lens('received').waitFor({ timeout: 120_000 });
    await pinged;
    await expect.poll(recorded).toBeGreaterThan(units);
  });

  step('are all there after the window was loaded again', async () => {
    const before = await recorded();
    await bench.page.reload();
    // The commands are known once the extension has started.
    await bench.page.locator('.statusbar-item[id^="wireloupe.wireloupe"]').first().waitFor({ timeout: 60_000 });
    await bench.command('Wireloupe: Show Traffic');
    panel = await bench.webview('body:not([data-file]) .toolbar');
    // When the window went, its connections were closed, which was recorded, too.
    await expect.poll(recorded).toBeGreaterThanOrEqual(before);
    expect(await panel.locator('body').innerText()).not.toMatch(/evicted|cleared/u);
  });

  step('are saved', async () => {
    const kept = await recorded();
    await bench.command('Wireloupe: Save Capture…');
    await bench.choose('Without secrets');
    await bench.saveAs('traffic.wlcap', file());
    await bench.notification(`${kept.toLocaleString('en')} units saved to story.wlcap.`).waitFor();
    const text = fs.readFileSync(file(), 'utf8');
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((line) => line.includes('"k":"')),
    ).toHaveLength(kept);
  });

  step('are opened as a file', async () => {
    const kept = await recorded();
    await bench.openFile('story.wlcap');
    page = await bench.webview('body[data-file] .toolbar');
    await expect.poll(() => shown(page)).toBe(kept);
  });

  step('are filtered to the one delivery that was rejected', async () => {
    await page.locator('#filter').fill('failed');
    await expect
      .poll(() => page.locator('.row .name').allInnerTexts())
      .toEqual([expect.stringContaining('disposition')]);
    expect(await page.locator('.row').innerText()).toContain('rejected');
  });

  step('are searched for its message-id, and its pair is shown', async () => {
    await page.locator('#filter').fill('');
    const find = page.locator('wl-find input');
    await expect
      .poll(async () => {
        await page.locator('.grid').press('Control+f');
        return find.count();
      })
      .toBe(1);
    await find.fill(messageId);
    await find.press('Enter');
    await header('transfer').waitFor();
    await page.getByRole('tab', { name: 'Notation' }).click();
    await expect.poll(() => page.locator('wl-details').innerText()).toContain(`message-id: ${messageId}`);
    sent = await selected();
    // The next one is the same message, as RabbitMQ has delivered it.
    await page.locator('wl-find input').press('Enter');
    await expect.poll(selected).not.toBe(sent);
    await page.getByRole('button', { name: /^answered by/u }).click();
    await header('disposition').waitFor();
    await expect.poll(() => page.locator('.row.selected').innerText()).toContain('rejected');
  });

  step('have it copied as a template, edited, and sent again', async () => {
    // Round about the end, to the first.
    await page.locator('wl-find input').press('Enter');
    await expect.poll(selected).toBe(sent);
    await page.locator('.row.selected .number').click({ button: 'right' });
    const again = bench.page.locator('.context-view .action-item', { hasText: 'Edit and Send Again' });
    await again.waitFor();
    // VS Code's menu takes no click in its first moment.
    await expect
      .poll(async () => {
        if (await again.isVisible()) await again.click({ timeout: 2000 }).catch(() => undefined);
        return again.isVisible();
      })
      .toBe(false);
    const line = bench.page.locator('.editor-instance .view-line', { hasText: 'message-id' });
    await line.waitFor();
    // The message is on the fifth line of the template.
    await bench.goTo(5, (await line.innerText()).indexOf(messageId) + messageId.length + 1);
    await bench.page.keyboard.type('-again');
    await line.filter({ hasText: `${messageId}-again` }).waitFor();
    await bench.lens('Send to rabbit').click();
    // VS Code in a browser keeps secrets in memory, which went with the window.
    await bench.password('guest');
    await bench.lens('accepted').waitFor();
    await panel.locator('#filter').fill(`id:${messageId}-again`);
    await expect.poll(() => panel.locator('.row .name').allInnerTexts()).toEqual([expect.stringContaining('transfer')]);
  });
});

function connectionsOf(prosody: XmppServer, rabbit: AmqpServer): object {
  return {
    romeo: {
      protocol: 'xmpp',
      service: `xmpp://localhost:${prosody.c2s}`,
      jid: 'romeo@localhost/story',
      tls: { ca: prosody.certificates.ca },
    },
    rabbit: { protocol: 'amqp', service: rabbit.service, username: 'guest', sasl: 'PLAIN' },
  };
}

function steps(...each: readonly string[]): string {
  return `connection: rabbit\nframes:\n${each.map((text) => `  - ${text}\n`).join('')}`;
}
