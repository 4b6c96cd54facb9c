import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import { applyEdits } from '../../../../protocols/core/index.ts';

/** The numbers that the quick fixes of a text offer in place of the value of its last field. */
function offered(text: string): string[] {
  const document = amqpLanguage.parse(text, {});
  return amqpLanguage
    .diagnostics(document)
    .flatMap((finding) =>
      (amqpLanguage.fixes?.(document, finding) ?? []).flatMap(
        ({ edits }) => /: (\d+)(?: \})+\n$/.exec(applyEdits(text, edits))?.[1] ?? [],
      ),
    );
}

const open = (field: string): string => `- header: amqp\n- open: { container-id: a, ${field} }\n`;
const attach = (field: string): string => `- attach: { name: a, handle: 0, role: receiver, ${field} }\n`;

describe('the quick fix of a number with a unit', () => {
  it.each([
    [open('idle-time-out: 30s'), '30000'],
    [open('idle-time-out: "30s"'), '30000'],
    [open('idle-time-out: 1.5 seconds'), '1500'],
    [open('idle-time-out: 250ms'), '250'],
    [open('idle-time-out: 2min'), '120000'],
    [open('max-frame-size: 4k'), '4096'],
    [open('max-frame-size: 4kB'), '4096'],
    [open('max-frame-size: 4KiB'), '4096'],
    [open('max-frame-size: 1M'), '1048576'],
    [open('max-frame-size: 512 bytes'), '512'],
    [open('max-frame-size: 9G'), '4294967295'],
    [attach('max-message-size: 1GB'), '1073741824'],
    [attach('source: { timeout: 5min }'), '300'],
  ])('counts as the field does: %j', (text, expected) => {
    expect(offered(text)[0]).toBe(expected);
  });

  it.each([
    open('idle-time-out: 4k'),
    open('idle-time-out: 4kB'),
    open('max-frame-size: 30s'),
    open('max-frame-size: 4kHz'),
    open('channel-max: 4k'),
    open('idle-time-out: 0.5ms'),
    open('idle-time-out: toString'),
  ])('is not there where the unit makes no sense: %j', (text) => {
    expect(offered(text)).toEqual([]);
  });
});
