import type { Browser } from 'playwright-core';
export function findBrowser(): string | undefined;
export function launchBrowser(options?: { readonly scrollBars?: boolean }): Promise<Browser>;
