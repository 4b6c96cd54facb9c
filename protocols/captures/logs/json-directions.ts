const sent = /\b(?:out(?:going|bound)?|sen[dt]|sending|tx|write|wrote|request)\b/i;
const received = /\b(?:in(?:coming|bound)?|recv|received?|receiving|rx|read|response)\b/i;

/** The direction that a message, a key or a value of a logger tells: `xmpp out`, `rawSent`, `in`. Undefined for both, or none. */
export function directionBy(words: string): 'SEND' | 'RECV' | undefined {
  const plain = words
    .slice(0, 200)
    .replace(/_/g, ' ')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  const [out, into] = [sent, received].map((pattern) => pattern.test(plain));
  if (out === into) return undefined;
  return out === true ? 'SEND' : 'RECV';
}
