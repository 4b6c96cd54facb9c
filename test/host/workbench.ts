import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { openWorkbench, type WorkbenchOptions } from './open-workbench.ts';

export type { WorkbenchOptions };

/** A VS Code workbench with the packaged extension installed, driven as a user would drive it. */
export class Workbench {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #end: () => Promise<void>;
  readonly #data: string;
  readonly #server: number;

  private constructor(page: Page, browser: Browser, server: number, data: string, end: () => Promise<void>) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
    this.#data = data;
    this.#end = end;
  }

  /** Starts VS Code's server and a browser on it. Not with the smoke-test driver, which suppresses notifications, but where an extension is developed. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const { page, browser, server, data, end } = await openWorkbench(options);
    return new Workbench(page, browser, server, data, end);
  }

  /** Opens a file of the workspace by its name, with the keyboard (quick open). */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const input = this.#quickInput();
    await input.waitFor();
    await input.fill(name);
    await this.page
      .locator('.quick-input-widget:visible .monaco-list-row')
      .filter({ hasText: path.basename(name) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.page
      .locator(`.tab[aria-label^="${path.basename(name)}"]`)
      .first()
      .waitFor();
  }

  /** Runs a command by its title from the command palette. */
  async command(title: string): Promise<void> {
    // The palette lists the extension's commands only if it is opened after they are known.
    await this.page.locator('.activitybar .action-item .action-label[aria-label^="Wireloupe"]').first().waitFor();
    const input = this.#quickInput();
    // What takes the focus at that moment, such as a page that comes late, closes the palette.
    await vi.waitFor(
      async () => {
        await this.page.keyboard.press('F1');
        await input.fill(`>${title}`, { timeout: 5000 });
        await this.page
          .locator('.quick-input-widget:visible .monaco-list-row')
          .filter({ hasText: title })
          .first()
          .waitFor({ timeout: 5000 });
      },
      { timeout: 90_000, interval: 100 },
    );
    await this.page.keyboard.press('Enter');
  }

  /** Answers the input box or pick that is open. */
  async answer(text: string): Promise<void> {
    const input = this.#quickInput();
    await input.waitFor();
    await input.fill(text);
    const question = await this.#question();
    await this.page.keyboard.press('Enter');
    // The next question comes in the same input: what is typed before it is there would answer this one.
    await vi.waitFor(async () => expect(await this.#question()).not.toBe(question), { timeout: 30_000 });
  }

  /** Chooses an entry of the list that is open, by its whole label. */
  async choose(label: string): Promise<void> {
    await this.page
      .locator('.quick-input-widget:visible .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: new RegExp(`^${label}$`, 'u') }) })
      .click();
  }

  /** Answers the dialog for a file to save to, once it proposes a name, which comes late. */
  async saveAs(proposed: string, file: string): Promise<void> {
    const input = this.#quickInput();
    await expect.poll(() => input.inputValue()).toContain(proposed);
    await input.fill(file);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'detached' });
  }

  /** Answers the question for a password. */
  async password(text: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget:visible input[type="password"]');
    await box.waitFor();
    await box.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** The title of the input box or pick that is open, which may be empty; undefined where none is. */
  async #question(): Promise<string | undefined> {
    return (await this.page.locator('.quick-input-widget:visible .quick-input-title').allInnerTexts())[0];
  }

  /** Goes to a line and column, from 1, of the active editor. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.answer(`:${line}:${column}`);
  }

  /** Replaces the text of the active editor, without completion or closing brackets in the way. */
  async replaceText(text: string): Promise<void> {
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  /** A row of a tree in the side bar, by the start of its label. */
  sidebarRow(label: string): Locator {
    return this.page.locator(`.part.sidebar .monaco-list-row[aria-label^="${label}"]`).first();
  }

  /** A code lens by its text. */
  lens(text: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  /** Clicks a code lens until its effect is visible, which it must not be before: VS Code loses a click when it draws the lenses again at that moment. */
  async clickLens(text: string, effect: Locator): Promise<void> {
    await vi.waitFor(
      async () => {
        if (!(await effect.isVisible())) await this.lens(text).click();
        await effect.waitFor({ timeout: 10_000 });
      },
      { timeout: 90_000, interval: 100 },
    );
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast', { hasText: text }).first();
  }

  /** The frame of a web view, found by its content: the frames around it carry no stable mark. */
  async webview(selector: string): Promise<Frame> {
    return vi.waitFor(
      async () => {
        for (const frame of this.page.frames())
          if (
            frame.url().includes('fake.html') &&
            (await frame
              .locator(selector)
              .count()
              .catch(() => 0)) > 0
          )
            return frame; // a frame may go while it is asked
        throw new Error(
          `No web view has ${selector}:\n${this.page
            .frames()
            .map((frame) => frame.url())
            .join('\n')}`,
        );
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  /** The numbers of the processes in which the window's extensions run: children of the server. Only where there is /proc. */
  extensionHosts(): number[] {
    return fs.readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/u.test(name)) return [];
      try {
        const parent = /^\d+ \(.*\) . (\d+)/su.exec(fs.readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
        const command = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return Number(parent) === this.#server && command.includes('--type=extensionHost') ? [Number(name)] : [];
      } catch {
        return []; // It has ended meanwhile.
      }
    });
  }

  /** A folder that the extension has for the workspace. */
  storage(name: string): string {
    const workspaces = path.join(this.#data, 'data/User/workspaceStorage');
    const found = fs
      .readdirSync(workspaces)
      .map((workspace) => path.join(workspaces, workspace, 'wireloupe.wireloupe', name))
      .find((folder) => fs.existsSync(folder));
    if (found === undefined) throw new Error(`The extension has no folder ${name}.`);
    return found;
  }

  /** A picture into WIRELOUPE_SCREENSHOTS, if that is set. */
  async picture(name: string): Promise<void> {
    const folder = process.env.WIRELOUPE_SCREENSHOTS;
    if (folder === undefined) return;
    fs.mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.#end();
  }

  get browser(): Browser {
    return this.#browser;
  }

  #quickInput(): Locator {
    return this.page
      .locator('.quick-input-widget:visible input[type="text"], .quick-input-widget:visible .quick-input-box input')
      .first();
  }
}
