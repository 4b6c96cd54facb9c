import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { ensureHost } from '../../scripts/host/install.mjs';
import { installExtension, serve, writeSettings } from '../../scripts/host/serve.mjs';

export interface WorkbenchOptions {
  /** The packaged extension; left out where one is developed. */
  readonly vsix?: string;
  /** The folder of an extension that is developed. */
  readonly development?: string;
  /** The folder to open; none leaves the window empty. */
  readonly workspace?: string;
  readonly theme?: 'Default Light Modern' | 'Default Dark Modern';
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Scroll bars are drawn, and can be dragged. */
  readonly scrollBars?: boolean;
  /** `asked`: the workspace starts restricted, as a folder that nobody has vouched for. Else it is trusted. */
  readonly trust?: 'asked';
}

/** A browser on a workbench, and how both end. */
export interface OpenWorkbench {
  readonly page: Page;
  readonly browser: Browser;
  /** The server's process. */
  readonly server: number;
  /** The folder of the server's settings and state. */
  readonly data: string;
  readonly end: () => Promise<void>;
}

/** Starts VS Code's server with the packaged extension, and a browser on it. Waits until the workbench is drawn. */
export async function openWorkbench(options: WorkbenchOptions): Promise<OpenWorkbench> {
  const host = await ensureHost();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-workbench-'));
  const restricted = options.trust === 'asked';
  const trust = restricted ? { 'security.workspace.trust.startupPrompt': 'never' } : {};
  writeSettings(data, {
    'workbench.colorTheme': options.theme ?? 'Default Light Modern',
    ...trust,
    ...options.settings,
  });
  const { vsix, development } = options;
  if (vsix !== undefined) await installExtension(host, data, vsix);
  const args = [
    ...(restricted ? [] : ['--disable-workspace-trust']),
    ...(development === undefined ? [] : ['--enable-smoke-test-driver']),
  ];
  const server = await serve(host, { data, args });
  const browser = await launchBrowser({ scrollBars: options.scrollBars === true });
  const end = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1400, height: options.height ?? 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const opened = options.workspace === undefined ? 'ew=true' : `folder=${encodeURIComponent(options.workspace)}`;
    const payload =
      development === undefined
        ? ''
        : `&payload=${encodeURIComponent(JSON.stringify([['extensionDevelopmentPath', `vscode-remote://${server.authority}${development}`]]))}`;
    await page.goto(`http://${server.authority}/?${opened}${payload}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    return { page, browser, server: server.pid, data, end };
  } catch (error) {
    await end();
    throw error;
  }
}
