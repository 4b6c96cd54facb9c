import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PanelState } from '../../../../client/panel/model/state.ts';
import { PanelBrowser, type PageOptions } from './open.ts';

/** Reads until an expectation holds, for as long as vitest.config.ts allows: `await eventually(read).toBe(…)`. */
export function eventually<T>(read: () => Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read);
}

/** One panel at a time, and what tests read of it again and again. */
export class PanelDriver {
  #browser: PanelBrowser | undefined;
  #page: Page | undefined;
  #problems: readonly string[] = [];

  get page(): Page {
    if (this.#page === undefined) throw new Error('open() comes first');
    return this.#page;
  }

  async start(): Promise<void> {
    this.#browser = await PanelBrowser.start();
  }

  async stop(): Promise<void> {
    await this.#browser?.stop();
  }

  async open(options?: PageOptions): Promise<void> {
    if (this.#browser === undefined) throw new Error('start() comes first');
    const { page, problems } = await this.#browser.open(options);
    this.#page = page;
    this.#problems = problems;
  }

  /** @returns what went wrong in the page while it was open. */
  async close(): Promise<readonly string[]> {
    await this.page.context().close();
    this.#page = undefined;
    return this.#problems;
  }

  /** The store gets more units, and says so. */
  arrive(count: number): Promise<void> {
    return this.page.evaluate((units) => window.harness.arrive(units), count);
  }

  /** Waits until the page has handled everything that happened so far. */
  settled(): Promise<void> {
    return this.page.evaluate(() => window.harness.settled());
  }

  /** The state that a reloaded page starts from: saved a moment after each change. Null before the first time. */
  saved(): Promise<Partial<PanelState> | null> {
    return this.page.evaluate(
      () => JSON.parse(sessionStorage.getItem('panel-state') ?? 'null') as Partial<PanelState> | null,
    );
  }

  list(): Locator {
    return this.page.locator('.grid');
  }

  row(seq: number): Locator {
    return this.page.locator(`#unit-${seq}`);
  }

  /** Number of the selected row. */
  selected(): Locator {
    return this.page.locator('.row.selected .number');
  }

  firstSeq(): Promise<string> {
    return this.page.locator('.row .number').first().innerText();
  }

  lastSeq(): Promise<string> {
    return this.page.locator('.row .number').last().innerText();
  }
}
