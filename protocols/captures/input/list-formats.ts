import type { Format } from './model.ts';

/** All formats that are read. They are loaded here, since the reader of each comes with it. */
export async function listFormats(): Promise<readonly Format[]> {
  return (await import('./formats.ts')).formats;
}
