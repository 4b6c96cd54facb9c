import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram, scratch } from '../servers/index.ts';
import { vsix } from './vsix.ts';
import { Workbench } from './workbench.ts';

const hasBrowser = findProgram('chromium') !== undefined || process.env.WIRELOUPE_CHROMIUM !== undefined;

describe.skipIf(!hasBrowser)('in a workspace that is not trusted (needs Chromium)', () => {
  let bench: Workbench;
  let folder: string;
  let server: net.Server;
  let connections = 0;

  beforeAll(async () => {
    server = net.createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    folder = scratch('trust');
    const project = {
      connections: {
        broker: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}` },
        romeo: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost' },
      },
    };
    fs.writeFileSync(path.join(folder, 'wireloupe.json'), JSON.stringify(project));
    fs.writeFileSync(
      path.join(folder, 'a.xmpp'),
      '<?connection romeo?>\n<iq type="gett" id="a"><ping xmlns="urn:xmpp:ping"/></iq>\n',
    );
    bench = await Workbench.open({ vsix, workspace: folder, trust: 'asked' });
  });

  afterAll(async () => {
    await bench.close();
    await new Promise((resolve) => server.close(resolve));
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('files are checked all the same', async () => {
    await bench.openFile('a.xmpp');
    await bench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
  });

  test.each([
    ['Wireloupe: Send', 'Sending needs a trusted workspace'],
    ['Wireloupe: Connect', 'Connecting needs a trusted workspace'],
    ['Wireloupe: Start Playground', 'The playground needs a trusted workspace'],
  ])('%s is refused, with the way out', async (command, words) => {
    await bench.goTo(2);
    await bench.command(command);
    const told = bench.notification(words);
    await told.waitFor();
    await told.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await bench.page.keyboard.press('Escape');
  });

  test('the sidebar shows no connections, and says why', async () => {
    await bench.page.locator('.activitybar .action-item .action-label[aria-label^="Wireloupe"]').first().click();
    await bench.page.locator('.part.sidebar', { hasText: 'Connecting is off in restricted mode' }).first().waitFor();
    expect(await bench.sidebarRow('broker').count()).toBe(0);
  });

  test('nothing was connected to', () => {
    expect(connections).toBe(0);
  });
});
