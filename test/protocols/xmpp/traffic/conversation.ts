import type { Side } from '../../../../protocols/core/index.ts';
import { feedTraffic } from './feed.ts';

/** The rules that units break against what came before: lines of `> sent` and `< received`. */
export function broken(lines: readonly string[]): string[] {
  const traffic = feedTraffic();
  return lines.flatMap((line) => {
    const direction: Side = line.startsWith('>') ? 'client' : 'server';
    const bytes = new TextEncoder().encode(line.slice(2));
    return traffic.follow(direction, bytes).map(({ code, offset, length }) => {
      if (offset < 0 || length <= 0 || offset + length > bytes.length)
        throw new Error(`${code} lies outside of its unit`);
      return code;
    });
  });
}
