import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cutText, showBody } from '../../../../../client/panel/model/body/show.ts';
import { mostUnpacked } from '../../../../../client/panel/model/body/unpack.ts';
import type { UnitBody } from '../../../../../protocols/core/index.ts';

const body = (bytes: Uint8Array | string, more: Partial<UnitBody> = {}): UnitBody => {
  const own = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes);
  return {
    name: 'data',
    type: undefined,
    encoding: undefined,
    bytes: own,
    range: [10, 10 + own.length],
    same: true,
    whole: true,
    ...more,
  };
};

describe('a body that is shown', () => {
  it('is cut between characters, and says where', async () => {
    const { lines } = await showBody(body('aé'.repeat(100)), 'auto', 4);
    expect(lines?.shown).toBe(4);
    expect((await showBody(body('aé'.repeat(100)), 'auto', 5)).lines?.shown).toBe(4);
    expect(cutText(4, 300)).toBe('The first 4 of 300 bytes are shown.');
    expect(cutText(300, 300)).toBeUndefined();
  });

  it('is unpacked, and its places are no places of the unit then', async () => {
    for (const [encoding, packed] of [
      ['gzip', gzipSync('{"a":1}')],
      ['deflate', deflateSync('{"a":1}')],
    ] as const) {
      const shown = await showBody(body(packed, { encoding }), 'auto', 1000);
      expect(shown).toMatchObject({ kind: 'json', same: false, notes: [`Unpacked from ${encoding}: 7 bytes.`] });
    }
  });

  it('is unpacked up to a limit, and says so', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { bytes, notes } = await showBody(body(bomb, { encoding: 'gzip' }), 'auto', 1000);
    expect(bytes.length).toBe(mostUnpacked);
    expect(notes[0]).toContain('the first 4,000,000 bytes of more');
  });

  it('is shown as it is where its encoding is wrong or not known', async () => {
    expect((await showBody(body('plain', { encoding: 'gzip' }), 'auto', 100)).notes).toEqual([
      'The content encoding is gzip, but the bytes are not packed in that way: they are shown as they are.',
    ]);
    expect((await showBody(body('plain', { encoding: 'br' }), 'auto', 100)).notes[0]).toContain('not unpacked here');
    expect((await showBody(body('plain', { encoding: 'identity' }), 'auto', 100)).notes).toEqual([]);
  });

  it('is shown as the user chooses, in hex where that cannot be', async () => {
    expect((await showBody(body('{"a":1}'), 'text', 100)).kind).toBe('text');
    const refused = await showBody(body('{"a":1}'), 'picture', 100);
    expect(refused.kind).toBe('hex');
    expect(refused.notes[0]).toContain('do not begin like');
  });

  it('says that it is a part', async () => {
    expect((await showBody(body('{"a', { whole: false, type: 'application/json' }), 'auto', 100)).notes).toEqual([
      'This is a part of a message that is in several units; the rest is in those next to it.',
    ]);
  });
});
