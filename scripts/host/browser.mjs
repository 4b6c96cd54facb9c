// Chromium for the tests: Debian's, or the one that WIRELOUPE_CHROMIUM names.
import { which } from '../lib/run.mjs';

/** The browser's path, or undefined. */
export function findBrowser() {
  return (
    process.env.WIRELOUPE_CHROMIUM ??
    ['chromium', 'chromium-browser', 'google-chrome'].map((name) => which(name)).find(Boolean)
  );
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Launches the browser headless, through Playwright, which hides scroll bars unless they are wanted.
 * @param {{scrollBars?: boolean}} options
 */
export async function launchBrowser({ scrollBars = false } = {}) {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error("No Chromium found: install Debian's package chromium, or name one in WIRELOUPE_CHROMIUM.");
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    headless: true,
    args: quiet,
    ignoreDefaultArgs: scrollBars ? ['--hide-scrollbars'] : [],
  });
}
