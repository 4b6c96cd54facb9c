// What the browser host says of itself in every run, and what has nothing to do with the extension: left out of the log, and counted.

/** The beginning of such a message, and why it comes. */
const known = [
  [/^.{0,20}Cannot find module '\.\/build\/Release\/watchdog'/, 'its watchdog module is not built'],
  [/^.{0,20}getaddrinfo \w+ open-vsx\.org/, 'it reaches no extension gallery'],
  [/^\[Service Worker\] registration/, 'it has no service worker without HTTPS'],
];

/** Sorts messages of the host: `take` gives whether one is to be shown, `summary` says what was left out. */
export function quiet() {
  const counts = new Map();
  return {
    take(words) {
      const text = words.map(String).join(' ');
      const reason = known.find(([begin]) => begin.test(text))?.[1];
      if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      return reason === undefined;
    },
    summary: () =>
      counts.size === 0
        ? undefined
        : `Left out, of the host itself: ${[...counts].map(([reason, count]) => `${reason} (${count})`).join(', ')}.`,
  };
}
