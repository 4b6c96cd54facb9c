import { open } from 'node:fs/promises';
import { withPath } from './byte-path.ts';

/**
 * The bytes of a file in pieces of at most `size` bytes: while one is looked at, the next one is read. Rejects with the
 * system's error where the file cannot be read.
 */
export async function* readAhead(file: string, size: number): AsyncGenerator<Uint8Array> {
  const handle = await withPath(file, (found) => open(found));
  const read = () => handle.read(new Uint8Array(size), 0, size, null);
  let next = read();
  try {
    for (;;) {
      const { bytesRead, buffer } = await next;
      if (bytesRead === 0) return;
      next = read();
      yield bytesRead === size ? buffer : buffer.subarray(0, bytesRead);
    }
  } finally {
    // Whoever stops early leaves a read behind, which must end before the file is closed.
    await Promise.allSettled([next]);
    await handle.close();
  }
}
