import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../../../client/traffic-view/html.ts';
import { pageBundle } from '../../../../scripts/build.mjs';
import { findBrowser, launchBrowser } from '../../../../scripts/host/browser.mjs';
import { bodyClasses, themeCss, themeNames, type ThemeName } from './themes.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
export const haveChromium = findBrowser() !== undefined;

export interface PageOptions {
  /** Units in the store before the page starts. */
  readonly units?: number;
  readonly capacity?: number;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Further words of the address: `unverified`, `disconnected`, `file` (the editor of a file), `held` (no request is answered until the harness is released). */
  readonly flags?: readonly string[];
}

/** A page with the panel, and what went wrong in it. */
export interface PanelPage {
  readonly page: Page;
  /** Uncaught errors, console errors, and what the content security policy refused. */
  readonly problems: string[];
}

/** The panel as it is bundled for VS Code, served under the same content security policy, in a real browser. */
export class PanelBrowser {
  readonly #folder: string;
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #stop: () => Promise<void>;

  private constructor(folder: string, browser: Browser, origin: string, stop: () => Promise<void>) {
    this.#folder = folder;
    this.#browser = browser;
    this.#origin = origin;
    this.#stop = stop;
  }

  static async start(): Promise<PanelBrowser> {
    const folder = await mkdtemp(path.join(tmpdir(), 'wireloupe-panel-'));
    await build({
      absWorkingDir: root,
      ...pageBundle,
      entryPoints: { ...pageBundle.entryPoints, host: 'test/client/panel/harness/host.ts' },
      outdir: folder,
      bundle: true,
      logLevel: 'warning',
    });
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      void serve(folder, pathname, searchParams, request.headers.host ?? '').then(
        ({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const browser = await launchBrowser();
    return new PanelBrowser(
      folder,
      browser,
      `http://127.0.0.1:${port}`,
      () => new Promise((resolve) => server.close(() => resolve())),
    );
  }

  async open(options: PageOptions = {}): Promise<PanelPage> {
    const { units = 0, capacity, theme = 'dark', width = 1200, height = 420, flags = [] } = options;
    const context = await this.#browser.newContext({ viewport: { width, height }, timezoneId: 'UTC' });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    const query = new URLSearchParams({
      units: String(units),
      theme,
      ...(capacity !== undefined && { capacity: String(capacity) }),
      ...Object.fromEntries(flags.map((flag) => [flag, ''])),
    });
    await page.goto(`${this.#origin}/?${query.toString()}`);
    await page.waitForSelector('wl-panel :is(.grid, .empty, .nothing)');
    // Keys that go by pages need the list's height, which comes with a frame.
    if (!flags.includes('held')) await page.evaluate(() => window.harness.settled());
    return { page, problems };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#stop();
    await rm(this.#folder, { recursive: true });
  }
}

async function serve(
  folder: string,
  pathname: string,
  query: URLSearchParams,
  host: string,
): Promise<{ type: string; body: string | Buffer }> {
  if (pathname === '/theme.css') return { type: 'text/css', body: themeCss(themeOf(query.get('name'))) };
  if (pathname === '/favicon.ico') return { type: 'image/x-icon', body: '' };
  if (pathname === '/')
    return { type: 'text/html', body: harnessHtml(host, themeOf(query.get('theme')), query.has('file')) };
  const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };
  return {
    type: types[path.extname(pathname)] ?? 'application/octet-stream',
    // The address of a request has no `..` any more.
    body: await readFile(path.join(folder, pathname)),
  };
}

function themeOf(name: string | null): ThemeName {
  return themeNames.find((each) => each === name) ?? 'dark';
}

/** The extension's own page, with the fake extension and the theme in front. */
function harnessHtml(host: string, theme: ThemeName, isFile: boolean): string {
  const nonce = randomBytes(16).toString('base64url');
  const page = pageHtml({
    script: '/panel.js',
    style: '/panel-style.css',
    source: `http://${host}`,
    nonce,
    isFile,
  });
  return page
    .replace('<link', `<link rel="stylesheet" href="/theme.css?name=${theme}">\n  <link`)
    .replace('<script', `<script type="module" nonce="${nonce}" src="/host.js"></script>\n  <script`)
    .replace('<body', `<body class="${bodyClasses[theme]}" data-vscode-theme-kind="vscode-${theme}"`);
}
