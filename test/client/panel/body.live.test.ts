import { gzipSync } from 'node:zlib';
import { encode } from 'cborg';
import { describe, expect, it } from 'vitest';
import { noProject } from '../../../protocols/core/index.ts';
import { openForSending } from '../../../protocols/sending.ts';
import { eventually } from './harness/driver.ts';
import { describePanel } from './harness/suite.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A transfer with a message of this body. */
async function transfer(body: Uint8Array, type: string | undefined, encoding?: string): Promise<string> {
  const properties = [
    ...(type === undefined ? [] : [`content-type: ${type}`]),
    ...(encoding === undefined ? [] : [`content-encoding: ${encoding}`]),
  ].join(', ');
  const text = `frames:\n  - transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n    message: { properties: { ${properties} }, body: { data: !hex "${hexOf(body)}" } }\n`;
  const document = await openForSending('amqp', text, noProject);
  const unit = document.unitAt(text.indexOf('transfer'), () => undefined);
  if (unit === undefined) throw new Error(text.slice(0, 300));
  return hexOf(unit.bytes);
}

/** The beginning of a PNG picture of this size, without its data. */
const pngHeader = (width: number, height: number): Buffer => {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000806000000', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
/** One red pixel. */
const gif = Buffer.from(
  '47494638396101000100800000ff0000ffffff21f90400000000002c00000000010001000002024401003b',
  'hex',
);

describePanel('the body of a message', (panel) => {
  const code = () => panel.page.getByRole('region', { name: /^Body, / });
  const note = () => panel.page.locator('.body-note');

  /** Shows the body of a new transfer. */
  const show = async (body: Uint8Array, type?: string, encoding?: string): Promise<void> => {
    const hex = await transfer(body, type, encoding);
    const seq = await panel.page.evaluate((digits) => {
      const row = {
        side: 'client',
        connection: 2,
        protocol: 'amqp',
        kind: 'frame',
        name: 'transfer',
        summary: '',
      } as const;
      return window.harness.arriveUnit({ row, issues: [], hex: digits });
    }, hex);
    await panel.page.evaluate((unit) => window.harness.push({ type: 'reveal', seq: unit }), seq);
    await panel.page.locator('.unit-header', { hasText: `#${seq}` }).waitFor();
    await panel.page.getByRole('tab', { name: 'Body' }).click();
  };
  const open = () => panel.open({ units: 3, width: 1042, height: 258 });

  describe('the body', () => {
    it('is JSON with line breaks, whose values have their bytes', async () => {
      await open();
      await show(Buffer.from('{"t":21.50,"ok":true}'), 'application/json');
      await eventually(() => code().locator('.code-line').allInnerTexts()).toEqual([
        '{',
        '"t": 21.50,',
        '"ok": true',
        '}',
      ]);
      await code().getByText('21.50').click();
      await eventually(() => code().locator('.marked').allInnerTexts()).toEqual(['21.50']);
      await panel.page.getByRole('tab', { name: 'Bytes' }).click();
      await eventually(async () => (await panel.page.locator('.byte.selected').allInnerTexts()).join('')).toBe(
        '32312e3530',
      );
    });

    it('is CBOR in its diagnostic notation, and XML indented', async () => {
      await open();
      await show(encode({ t: 21.5, list: [1, 2] }), 'application/cbor');
      await eventually(() => code().innerText()).toContain('"t": 21.5');
      await show(Buffer.from('<a><b/></a>'), 'application/xml');
      await eventually(() => code().locator('.code-line').allInnerTexts()).toEqual(['<a>', '<b/>', '</a>']);
    });

    it('is a picture, decoded without an address', async () => {
      await open();
      await show(gif, 'image/gif');
      await eventually(() => panel.page.locator('canvas').getAttribute('aria-label')).toBe(
        'GIF picture, 1 by 1 pixels',
      );
      await eventually(() =>
        panel.page
          .locator('canvas')
          .evaluate((canvas: HTMLCanvasElement) => [...(canvas.getContext('2d')?.getImageData(0, 0, 1, 1).data ?? [])]),
      ).toEqual([255, 0, 0, 255]);
    });

    it('is not decoded where it is a picture bomb, and its size is told', async () => {
      await open();
      await show(pngHeader(60_000, 60_000), 'image/png');
      await eventually(() => note().innerText()).toContain('60,000 × 60,000 pixels, and is not decoded');
      await eventually(() => panel.page.locator('wl-body .byte-row').count()).toBeGreaterThan(0);
      await panel.page.getByLabel('Show the body as').selectOption('picture');
      await eventually(() => panel.page.locator('canvas').count()).toBe(0);
    });

    it('says what is wrong with a picture that breaks off', async () => {
      await open();
      await show(pngHeader(2, 2), 'image/png');
      await eventually(() => panel.page.locator('.picture').innerText()).toContain('The picture cannot be decoded');
    });

    it('is what it is where its type is wrong, and says so', async () => {
      await open();
      await show(gif, 'application/json');
      await eventually(() => note().innerText()).toContain(
        'The content type is application/json, but the body is a GIF picture',
      );
      await panel.page.locator('canvas').waitFor();
    });

    it('never becomes markup', async () => {
      await open();
      const markup = '<img src=x onerror="document.title=1"><svg onload="document.title=2"></svg>';
      for (const type of ['text/html', 'text/plain', 'image/svg+xml', 'application/json']) {
        await show(Buffer.from(type === 'application/json' ? JSON.stringify(markup) : markup), type);
        await eventually(() => code().innerText()).toContain('onload');
        await eventually(() => panel.page.locator('wl-body :is(img, svg, script, iframe)').count()).toBe(0);
      }
      expect(await panel.page.title()).toBe('Traffic');
    });

    it('is unpacked where it is packed', async () => {
      await open();
      await show(gzipSync('{"a":1}'), 'application/json', 'gzip');
      await eventually(() => note().innerText()).toContain('Unpacked from gzip: 7 bytes.');
      await eventually(() => code().innerText()).toContain('"a": 1');
    });

    it('says how much of it is shown, and shows more', async () => {
      await open();
      await show(Buffer.from(`${'words of a long text\n'.repeat(10_000)}end`), 'text/plain');
      const remark = () => panel.page.locator('wl-body .remark').last().innerText();
      await eventually(remark).toContain('The first 65,536 of 210,003 bytes are shown.');
      await panel.page.getByRole('button', { name: 'Show more' }).click();
      await eventually(() => code().locator('.code-line').last().textContent()).toBe('end');
    });

    it('is shown in another way when the user chooses it, by keyboard', async () => {
      await open();
      await show(Buffer.from('{"a":1}'), 'application/json');
      const kind = panel.page.getByLabel('Show the body as');
      await kind.focus();
      await panel.page.keyboard.press('End');
      await eventually(() => kind.inputValue()).toBe('hex');
      await eventually(() => panel.page.locator('wl-body .byte').first().innerText()).toBe('7b');
    });

    it('is the text of a stanza, and each of several', async () => {
      await open();
      const seq = await panel.page.evaluate(() => {
        const row = {
          side: 'server',
          connection: 1,
          protocol: 'xmpp',
          kind: 'stanza',
          name: 'message',
          summary: '',
        } as const;
        const text =
          "<message xmlns='jabber:client'><body>Hi &amp; bye</body><json xmlns='urn:xmpp:json:0'>{\"a\":[]}</json></message>";
        return window.harness.arriveUnit({ row, issues: [], text });
      });
      await panel.page.evaluate((unit) => window.harness.push({ type: 'reveal', seq: unit }), seq);
      await panel.page.getByRole('tab', { name: 'Body' }).click();
      await eventually(() => code().innerText()).toBe('Hi & bye');
      await panel.page.getByLabel('Which body').selectOption({ index: 1 });
      await eventually(() => code().innerText()).toContain('"a": []');
    });
  });
});
