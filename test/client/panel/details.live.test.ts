import { describe, expect, it } from 'vitest';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

describePanel('the details of a unit', (panel) => {
  describe('the details', () => {
    const line = (label: string) =>
      panel.page.locator('.line', { has: panel.page.locator(`.label:text-is("${label}")`) });
    /** Selects a transfer, and opens its frame header, which starts closed. */
    const selectTransfer = async (): Promise<void> => {
      await panel.row(7).click();
      await line('frame header').click();
      await panel.page.keyboard.press('ArrowRight');
      await line('size').waitFor();
    };
    const selectedBytes = async (): Promise<string> =>
      (await panel.page.locator('.byte.selected').allInnerTexts()).join(' ');
    const told = () => panel.page.evaluate(() => window.harness.sent.findLast((message) => message.type === 'select'));

    it('mark the bytes of the node that is selected, and tell the extension', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await selectTransfer();
      await line('size').click();
      await eventually(selectedBytes).toBe('00 00 00 29');
      await eventually(told).toEqual({ version: 2, type: 'select', seq: 7, range: [0, 4] });
      await eventually(() => panel.page.locator('.bytes-footer .place').innerText()).toBe('bytes 0–3: 4 of 41 bytes');
    });

    it('select the node of the bytes that are selected', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await panel.row(7).click();
      await panel.page.locator('#byte-4').click();
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('doff');
      await panel.page.keyboard.press('ArrowRight');
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('type');
      await panel.page.keyboard.press('Shift+ArrowRight');
      await eventually(selectedBytes).toBe('00 00');
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('frame header');
    });

    it('select bytes by dragging', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await panel.row(7).click();
      await panel.page.locator('#byte-0').hover();
      await panel.page.mouse.down();
      await panel.page.locator('#byte-3').hover();
      await panel.page.mouse.up();
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('size');
    });

    it('show which bytes a node has while the pointer is on it, and the other way round', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await selectTransfer();
      await line('size').hover();
      await eventually(() => panel.page.locator('.byte.hovered').count()).toBe(4);
      await panel.page.locator('#byte-4').hover();
      await eventually(() => panel.page.locator('.line.hovered .label').innerText()).toBe('doff');
    });

    it('have a tree that the keyboard opens and closes', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await selectTransfer();
      await panel.page.keyboard.press('ArrowLeft');
      await eventually(() => line('doff').count()).toBe(0);
      await eventually(() => line('frame header').getAttribute('aria-expanded')).toBe('false');
      await panel.page.keyboard.press('ArrowRight');
      await panel.page.keyboard.press('ArrowRight');
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('size');
      await panel.page.keyboard.press('ArrowLeft');
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('frame header');
      await panel.page.keyboard.press('Home');
      await eventually(() => panel.page.locator('.tree').getAttribute('aria-activedescendant')).toBe('node-0');
    });

    it('are asked for again when the types of the project have changed, and so are the rows', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await panel.row(7).click();
      await line('frame header').waitFor();
      const asked = (type: string) =>
        panel.page.evaluate(
          (wanted) =>
            window.harness.sent.filter((message) => message.type === 'request' && message.request.type === wanted)
              .length,
          type,
        );
      const [units, rows] = [await asked('unit'), await asked('rows')];
      await panel.page.evaluate(() => window.harness.push({ type: 'types' }));
      await eventually(() => asked('unit')).toBe(units + 1);
      await eventually(() => asked('rows')).toBe(rows + 1);
      await eventually(() => panel.page.locator('.unit-header').innerText()).toContain('#7');
    });

    it('copy a value, bytes and XML through the extension, and say so', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await selectTransfer();
      await line('size').click();
      await panel.page.getByTitle('Copy Hex').click();
      await panel.page.getByTitle('Copy Value').click();
      await panel.row(9).click();
      await panel.page.getByRole('tab', { name: 'XML' }).click();
      await panel.page.getByTitle('Copy the text as it was sent').click();
      const copied = await panel.page.evaluate(() =>
        window.harness.sent.flatMap((message) => (message.type === 'copy' ? [message.text] : [])),
      );
      expect(copied.slice(0, 2)).toEqual(['00 00 00 29', '41']);
      expect(copied[2]).toMatch(/^<message .*Grüße 🌹.*<\/message>$/);
      await eventually(() => panel.page.locator('[aria-live=polite]').innerText()).toBe('Copied XML.');
    });

    it('show XML indented, or as it was sent, with the finding’s bytes marked', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await panel.row(10).click();
      await panel.page.getByRole('tab', { name: 'XML' }).click();
      const lines = () => panel.page.locator('.code-line').allInnerTexts();
      await eventually(lines).toEqual([
        "<iq type='ask' id='w1' to='localhost'>",
        "<query xmlns='jabber:iq:roster'/>",
        '</iq>',
      ]);
      await panel.page.getByRole('button', { name: 'bytes 4–13' }).click();
      expect((await panel.page.locator('.code .marked').allInnerTexts()).join('')).toBe("type='ask'");
      await panel.page.getByRole('button', { name: 'As Sent' }).click();
      await eventually(lines).toEqual(["<iq type='ask' id='w1' to='localhost'><query xmlns='jabber:iq:roster'/></iq>"]);
    });

    it('go from part to part of an XML text by the arrow keys, with the tree and the bytes', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await panel.row(10).click();
      await panel.page.getByRole('tab', { name: 'XML' }).click();
      await panel.page.locator('.code').focus();
      const marked = async () => (await panel.page.locator('.code .marked').allInnerTexts()).join('');
      for (const part of ['iq', 'type', "'ask'"]) {
        await panel.page.keyboard.press('ArrowRight');
        await eventually(marked).toBe(part);
      }
      await eventually(selectedBytes).toBe('27 61 73 6b 27');
      await panel.page.keyboard.press('ArrowLeft');
      await eventually(marked).toBe('type');
      await panel.page.getByRole('tab', { name: 'Tree' }).click();
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('type');
    });

    it('have each finding once, and mark those of the selected node', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      const seq = await panel.page.evaluate(() => {
        const text = "<iq type='ask' id='w1' to='local host'><query xmlns='jabber:iq:roster'/></iq>";
        const found = (message: string, part: string) => ({
          code: 'xmpp/test',
          severity: 'error' as const,
          message,
          offset: text.indexOf(part),
          length: part.length,
        });
        const row = {
          side: 'client',
          connection: 1,
          protocol: 'xmpp',
          kind: 'stanza',
          name: 'iq',
          summary: 'ask',
        } as const;
        return window.harness.arriveUnit({
          row,
          text,
          issues: [found('The type is wrong.', "type='ask'"), found('The address is wrong.', "to='local host'")],
        });
      });
      await panel.row(seq).click();
      const messages = panel.page.locator('wl-details .message');
      await eventually(() => messages.allInnerTexts()).toEqual(['The type is wrong.', 'The address is wrong.']);
      await eventually(() => panel.page.locator('wl-details [aria-current]').count()).toBe(0);
      await panel.page.locator('.line', { hasText: 'local host' }).click();
      await eventually(() => panel.page.locator('wl-details [aria-current] .message').allInnerTexts()).toEqual([
        'The address is wrong.',
      ]);
      await eventually(() => messages.count()).toBe(2);
      await panel.row(10).click();
      await panel.page.locator('.unit-header', { hasText: '#10' }).waitFor();
      await panel.page
        .locator('.line', { has: panel.page.locator('.label:text-is("type")') })
        .first()
        .click();
      await panel.page.locator('.field').waitFor();
      await eventually(() => messages.count()).toBe(1);
    });

    it('have each note, with a way to the other units that it is about', async () => {
      await panel.open({ units: 12 });
      const seq = await panel.page.evaluate(() => {
        const row = {
          side: 'server',
          connection: 2,
          protocol: 'amqp',
          kind: 'frame',
          name: 'detach',
          summary: '',
        } as const;
        const notes = [{ code: 'amqp/link-refused', message: 'The server refuses the link.', units: [-3, 7, 13] }];
        return window.harness.arriveUnit({ row, length: 8, issues: [], notes });
      });
      await panel.row(seq).click();
      const region = panel.page.getByRole('region', { name: 'Notes' });
      await eventually(() => region.innerText()).toMatch(/note\s+The server refuses the link\.\s+amqp\/link-refused/);
      await eventually(() => region.getByRole('button').allInnerTexts()).toEqual(['#7']);
      await region.getByRole('button', { name: '#7' }).click();
      await panel.page.locator('.unit-header', { hasText: '#7' }).waitFor();
      await eventually(() => region.count()).toBe(0);
    });

    it('mask secrets until the user asks, unit by unit', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await panel.row(2).click();
      await panel.page.getByRole('tab', { name: 'XML' }).click();
      await eventually(() => panel.page.locator('.code').innerText()).not.toContain('AHJvbWVv');
      await panel.page.getByRole('button', { name: 'Show secrets' }).click();
      await eventually(() => panel.page.locator('.code').innerText()).toContain('AHJvbWVvAHBlbmNpbA==');
      await panel.row(3).click();
      await eventually(() => panel.page.locator('.code').innerText()).toContain('ping');
      await panel.row(2).click();
      await eventually(() => panel.page.locator('.code').innerText()).toContain('****');
    });

    it('come with the extension’s “reveal in bytes”', async () => {
      await panel.open({ units: 5000, width: 1700, height: 600 });
      await panel.page.evaluate(() => window.harness.push({ type: 'reveal', seq: 7, range: [4, 5] }));
      await eventually(() => panel.selected().innerText()).toBe('7');
      await eventually(selectedBytes).toBe('02');
      await eventually(() => panel.page.locator('.line.selected .label').innerText()).toBe('doff');
    });

    it('stand a unit of megabytes', async () => {
      await panel.open({ units: 5, width: 1700, height: 600 });
      const seq = await panel.page.evaluate(() => {
        const row = {
          side: 'server',
          connection: 2,
          protocol: 'unknown',
          kind: 'garbage',
          name: 'garbage',
          summary: 'large',
        } as const;
        return window.harness.arriveUnit({ row, issues: [], length: 3_000_000 });
      });
      await panel.row(seq).click();
      await panel.page.locator('.bytes').focus();
      for (let i = 0; i < 3; i++) await panel.page.keyboard.press('PageDown');
      await eventually(() => panel.page.locator('.byte-row').count()).toBeLessThan(60);
      await panel.page.locator('.bytes').evaluate((grid) => (grid.scrollTop = grid.scrollHeight));
      await eventually(() => panel.page.locator('.byte-row .offset').last().innerText()).toBe('2dc6b0');
    });

    it('show the beginning of a very long text, say so, and show more of it when asked', async () => {
      await panel.open({ units: 5, width: 1700, height: 600 });
      const seq = await panel.page.evaluate(() => {
        const row = {
          side: 'server',
          connection: 1,
          protocol: 'xmpp',
          kind: 'stanza',
          name: 'message',
          summary: 'long',
        } as const;
        return window.harness.arriveUnit({
          row,
          issues: [],
          text: `<message><body>${'words '.repeat(41_666)}end.</body></message>`,
        });
      });
      await panel.row(seq).click();
      await panel.page.locator('.line', { hasText: 'body' }).first().click();
      await eventually(() => panel.page.locator('.field .remark').innerText()).toBe(
        'The first 10,000 of 250,000 characters are shown. Copy takes all of them.',
      );
      await panel.page.getByTitle('Copy Value').click();
      await eventually(() =>
        panel.page.evaluate(() => window.harness.sent.findLast((message) => message.type === 'copy')?.text.length),
      ).toBe(250_000);
      await panel.page.getByRole('tab', { name: 'XML' }).click();
      await eventually(() => panel.page.locator('.remark').innerText()).toContain(
        'The first 100,000 of 250,032 characters are shown.',
      );
      await panel.page.getByRole('button', { name: 'Show more' }).click();
      await eventually(async () =>
        (await panel.page.locator('.code-line').last().textContent())?.endsWith('</message>'),
      ).toBe(true);
    });

    it('are not drawn again for traffic that passes meanwhile', async () => {
      await panel.open({ units: 12, width: 1700, height: 600 });
      await panel.row(9).click();
      await panel.page.getByRole('tab', { name: 'XML' }).click();
      await panel.page.evaluate(() => {
        for (const name of ['wl-details', 'wl-text', 'wl-bytes']) {
          const view = document.querySelector<HTMLElement & { performUpdate: () => void }>(name)!;
          const draw = view.performUpdate.bind(view);
          view.performUpdate = () => {
            document.body.dataset.drawn = `${document.body.dataset.drawn ?? ''} ${name}`;
            draw();
          };
        }
      });
      for (let i = 0; i < 3; i++) await panel.arrive(5);
      await eventually(() => panel.page.locator('.counts').innerText()).toContain('recorded 27');
      await panel.settled();
      await eventually(() => panel.page.evaluate(() => document.body.dataset.drawn)).toBeUndefined();
      await panel.page.locator('#byte-4').click();
      await eventually(() => panel.page.evaluate(() => document.body.dataset.drawn)).toContain('wl-bytes');
    });

    it('take the room that the splitter gives them, also after a while', async () => {
      await panel.open({ units: 30, width: 1200 });
      await panel.row(30).click();
      const splitter = panel.page.getByRole('separator', { name: 'Size of list and details' });
      await splitter.focus();
      for (let i = 0; i < 4; i++) await panel.page.keyboard.press('ArrowLeft');
      await eventually(() => splitter.getAttribute('aria-valuenow')).toBe('44');
      await eventually(() => panel.saved()).toMatchObject({ split: { wide: expect.closeTo(0.44) as number } });
      await panel.page.reload();
      await eventually(() => splitter.getAttribute('aria-valuenow')).toBe('44');
    });
  });
});
