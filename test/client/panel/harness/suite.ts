import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { PanelDriver } from './driver.ts';
import { haveChromium } from './open.ts';

/** Tests of the panel's page in a browser of their own. The panel is there once they run; each test opens it, and it is closed after each. */
export function describePanel(what: string, tests: (panel: PanelDriver) => void): void {
  describe.skipIf(!haveChromium)(`${what} in Chromium (skipped where it is not installed)`, () => {
    const panel = new PanelDriver();

    beforeAll(() => panel.start());
    afterAll(() => panel.stop());
    afterEach(async () => {
      // Whatever a test did, nothing failed in the page and the content security policy had nothing to refuse.
      expect(await panel.close()).toEqual([]);
    });

    tests(panel);
  });
}
