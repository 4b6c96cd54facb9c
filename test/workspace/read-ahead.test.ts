import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAhead } from '../../workspace/read-ahead.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-read-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function fileOf(size: number): { readonly file: string; readonly bytes: Buffer } {
  const bytes = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) & 255));
  const file = path.join(folder, `${size}.bin`);
  fs.writeFileSync(file, bytes);
  return { file, bytes };
}

async function readAll(file: string, size: number): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readAhead(file, size)) pieces.push(piece);
  return pieces;
}

describe('reading a file ahead', () => {
  it.each([0, 1, 9, 10, 11, 30, 95])('gives all %i bytes in their order, in pieces of at most ten', async (size) => {
    const { file, bytes } = fileOf(size);
    const pieces = await readAll(file, 10);
    expect(Buffer.concat(pieces)).toEqual(bytes);
    expect(pieces.every((piece) => piece.length > 0 && piece.length <= 10)).toBe(true);
  });

  it('leaves the pieces that it gave as they are', async () => {
    const { file, bytes } = fileOf(40);
    const [first, second] = await readAll(file, 10);
    expect([...(first ?? []), ...(second ?? [])]).toEqual([...bytes.subarray(0, 20)]);
  });

  it.skipIf(!fs.existsSync('/proc/self/fd'))(
    'closes the file for a reader that stops early (open files are counted in /proc)',
    async () => {
      const { file } = fileOf(95);
      const before = fs.readdirSync('/proc/self/fd', { encoding: 'utf8' }).length;
      for (let i = 0; i < 20; i++) for await (const piece of readAhead(file, 10)) if (piece.length > 0) break;
      expect(fs.readdirSync('/proc/self/fd').length).toBeLessThan(before + 20);
    },
  );

  it.each([
    ['a file that is missing', 'missing.bin', 'ENOENT'],
    ['a folder', '.', 'EISDIR'],
  ])('fails for %s as the system says', async (_what, name, code) => {
    await expect(readAll(path.join(folder, name), 10)).rejects.toMatchObject({ code });
  });
});
