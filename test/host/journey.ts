import { expect } from 'vitest';
import type { Frame, Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** Where the journey goes, and what its passwords are. */
export interface Destination {
  /** Names of the connections in wireloupe.json. */
  readonly xmpp: string;
  readonly xmppPassword: string;
  readonly amqp: string;
  /** Undefined where the broker takes anonymous clients. */
  readonly amqpPassword: string | undefined;
  /** Prefix of the pictures. */
  readonly name: string;
}

/** The files that the journey opens, in the workspace. */
export const journeyFiles = {
  stanza: 'first-steps.xmpp',
  messages: 'first-message.amqp.yaml',
  script: 'first-script.amqp.yaml',
};

export function journeyTexts({ xmpp, amqp }: Destination, queue: string): Readonly<Record<string, string>> {
  return {
    [journeyFiles.stanza]: `<?connection ${xmpp}?>\n\n<iq type="gett" id="{{$id}}" to="localhost">\n  <query xmlns="http://jabber.org/protocol/disco#info"/>\n</iq>\n`,
    [journeyFiles.messages]: `connection: ${amqp}\nframes:\n  - send:\n      to: ${queue}\n      message:\n        properties: { message-id: m-1, content-type: text/plain, subject: "{{$prompt Subject}}" }\n        body: { value: "21.5 °C" }\n`,
    [journeyFiles.script]: `connection: ${amqp}\nframes:\n  - header: amqp\n  - open: { container-id: first-script }\n  - begin: { next-outgoing-id: 0, incoming-window: 8, outgoing-window: 8 }\n  - end: {}\n  - close: {}\n`,
  };
}

const rows = (panel: Frame, name: string) =>
  panel.locator('.row', { has: panel.locator(`.cell.name:has-text("${name}")`) });

const filter = (panel: Frame, text: string) => panel.locator('.toolbar input').first().fill(text);

/** A wrong stanza is underlined; mending it takes the line away. */
export async function editStanza(bench: Workbench, { name }: Destination): Promise<void> {
  const { page } = bench;
  await bench.openFile(journeyFiles.stanza);
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await bench.picture(`${name}-1-squiggle`);
  await bench.goTo(3, 14);
  await page.keyboard.press('Delete');
  await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
}

/** Sends it by the lens above; the reply is shown beside. */
export async function sendStanza(bench: Workbench, destination: Destination): Promise<void> {
  const { page } = bench;
  await bench.lens(`Send to ${destination.xmpp}`).click();
  await bench.password(destination.xmppPassword);
  await page
    .locator('.editor-group-container .view-lines', { hasText: 'type="result"' })
    .or(page.locator('.editor-group-container .view-lines', { hasText: "type='result'" }))
    .first()
    .waitFor();
  await bench.lens('result').waitFor();
  await bench.picture(`${destination.name}-2-reply`);
}

/** The traffic panel shows the bytes that crossed, SASL masked. */
export async function readTraffic(bench: Workbench, destination: Destination): Promise<Frame> {
  await bench.command('Wireloupe: Show Traffic');
  const panel = await bench.webview('.toolbar');
  await rows(panel, 'iq').first().waitFor();
  await rows(panel, 'iq').last().click();
  await panel.locator('[role=tree]').first().waitFor();
  await bench.picture(`${destination.name}-3-traffic`);
  await measureDetails(panel);
  await filter(panel, 'name:auth');
  await rows(panel, 'auth').first().click();
  await panel.locator('.secrets').waitFor();
  expect(await panel.locator('[role=tree]').first().innerText()).toMatch(/\*{3}/);
  await filter(panel, '');
  return panel;
}

/** In a panel that has the height that VS Code gives it at first, 8 lines of the tree or 6 rows of 16 bytes are in sight. */
async function measureDetails(panel: Frame): Promise<void> {
  const lines = (view: string, height: number): Promise<number> =>
    panel.locator(view).evaluate((element, line) => Math.floor(element.clientHeight / line), height);
  await expect.poll(() => lines('[role=tree]', 22)).toBeGreaterThanOrEqual(8);
  await panel.getByRole('tab', { name: 'Bytes' }).click();
  await expect.poll(() => lines('.bytes', 20)).toBeGreaterThanOrEqual(6);
  await expect.poll(() => panel.locator('.byte-row').first().locator('.byte').count()).toBe(16);
  await panel.getByRole('tab', { name: 'Tree' }).click();
}

/** A message, then a frame script, to the broker. */
export async function sendFrames(bench: Workbench, destination: Destination): Promise<void> {
  await bench.openFile(journeyFiles.messages);
  await bench.lens(`Send to ${destination.amqp}`).click();
  await bench.answer('weather');
  if (destination.amqpPassword !== undefined) await bench.password(destination.amqpPassword);
  await bench.lens('accepted').waitFor();
  await bench.picture(`${destination.name}-4-message`);
  await bench.openFile(journeyFiles.script);
  await bench.lens(`Send to ${destination.amqp}`).click();
  await bench.lens(' ms').waitFor(); // what came back, and after how long; RabbitMQ answers close before the rest
  await bench.picture(`${destination.name}-5-script`);
}

/** The transfer, decoded in the panel and in the Inspector. */
export async function readTransfer(bench: Workbench, panel: Frame, destination: Destination): Promise<void> {
  const { page } = bench;
  // The subject is what was answered when the message was sent.
  await filter(panel, 'name:transfer field:subject=weather');
  await rows(panel, 'transfer').first().click();
  await panel.locator('[role=tree]', { hasText: 'delivery-id' }).first().waitFor();
  await showSidebar(page);
  await bench.sidebarRow('delivery-tag').waitFor();
  await bench.picture(`${destination.name}-6-transfer`);
}

async function showSidebar(page: Page): Promise<void> {
  const view = page.locator('.part.sidebar .pane-header', { hasText: 'Inspector' });
  if (!(await view.isVisible()))
    await page.locator('.activitybar .action-item .action-label[aria-label^="Wireloupe"]').first().click();
  await view.waitFor();
}
