import { spansOf, type SpanPattern } from './spans.ts';

/** A range of a text, in UTF-16 units, or of bytes. */
export type SecretRange = readonly [start: number, end: number];

/** What is shown in the place of a secret; its length tells nothing. */
export const mask = '••••••••';

/** Whether a key is one of those under which people write secrets: in a file that is shared, in a map, in a form. */
export function looksSecret(key: string): boolean {
  return /pass(word|wd|phrase)?$|secret|token|api[-_]?key|^pwd$|shared-?access-?key$|account-?key$|^(proxy-)?authorization$|^(set-)?cookie$/i.test(
    key,
  );
}

/** Names of parameters that carry a secret, wherever `name=value` stands. */
const secretName = String.raw`[\w.-]{0,64}(?:token|secret|passw(?:or)?d|passphrase|pwd|api[-_]?key|access[-_]?key|account[-_]?key|assertion)`;
/** The same in the query of an address, where short names are usual (OAuth 2.0, RFC 6750; shared access signatures). */
const queryName = String.raw`sig|signature|jwt|auth|authorization|key|sas|credential|code(?=[^&;\s]{10})`;
/** A value in a query or in pairs; in XML its characters may be written by number. */
const pairPart = /(?:&#x?[0-9a-f]{1,8};|[^&;,\s"'<>#\0-\x20]){1,1024}/iy;
const quote = '(?:"|&quot;)';

/** Each finds a secret. Every repetition is bounded, so that time stays linear and the engine's stack small. */
const patterns: readonly SpanPattern[] = [
  // HTTP's header fields (RFC 9110, 11.6; RFC 6265).
  {
    begin:
      /(?<![\w-])(?:(?:proxy-)?authorization|(?:set-)?cookie2?|x-(?:api-key|auth-token|amz-security-token|csrf-token|xsrf-token)|api-key)[ \t]{0,8}:[ \t]{0,8}(?=[^\s"'<>\0])/gi,
    part: /[^\r\n\0<]{1,4096}/y,
  },
  { begin: /(?<!\w)bearer[ \t]{1,8}(?=[a-z+/_~.-]{0,200}[0-9=])(?=[\w+/.~=-]{8})/gi, part: /[\w+/.~=-]{1,4096}/y },
  { begin: /(?<!\w)sharedaccess(?:signature|key)[ \t]{0,4}[ =:][ \t]{0,4}/gi, part: /[^;\s"'<>\0]{1,4096}/y },
  { begin: new RegExp(String.raw`(?<![\w.-])(?:${secretName})=`, 'gi'), part: pairPart },
  { begin: new RegExp(String.raw`[?&;](?:${queryName})=`, 'gi'), part: pairPart },
  // JSON, in XML too.
  {
    begin: new RegExp(String.raw`${quote}(?:${secretName}|authorization)${quote}\s{0,8}:\s{0,8}"`, 'gi'),
    part: /(?:[^"\\<]|\\.){1,1024}/y,
  },
  {
    begin: new RegExp(String.raw`&quot;(?:${secretName}|authorization)&quot;\s{0,8}:\s{0,8}&quot;`, 'gi'),
    part: /[^&<]{1,4096}/y,
  },
  // A JSON Web Token (RFC 7519), by how each of them begins; its header is encoded JSON, of some kilobytes where it holds certificates.
  { begin: /(?<![\w-])(?=eyJ[\w-]{6,20000}\.[\w-]{6})/g, part: /[\w.-]{1,4096}/y },
];

/** An address up to the colon before its password (RFC 3986, 3.2.1); a port is none. */
const beforePassword = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/?#@"'<>:]{0,256}:(?!\d{1,5}[/?#])/gi;
const mostPassword = 1024;

/** The passwords in addresses, each up to the last `@` within its bounds: found by code, since a pattern would try each of its ends. */
function* addressPasswords(text: string): Generator<SecretRange> {
  const stop = /[\s"'<>\0-\x20]/g;
  let end = 0;
  for (const { 0: before, index } of text.matchAll(beforePassword)) {
    const start = index + before.length;
    if (end < start) {
      stop.lastIndex = start;
      end = stop.exec(text)?.index ?? text.length;
    }
    const length = text.slice(start, Math.min(end, start + mostPassword + 1)).lastIndexOf('@');
    if (length > 0) yield [start, start + length];
  }
}

/** Without one of these words, or an address, no pattern fits. */
const hints =
  /token|secret|passw|passphrase|pwd|key|assertion|sig|jwt|auth|sas|credential|code=|cookie|bearer|sharedaccess|:\/\/|eyJ/i;

/**
 * Where a text holds secrets that are known by how they are written, in order and apart: HTTP's header fields that authenticate,
 * tokens and passwords in addresses and in `name=value`, JSON members of such names, and JSON Web Tokens.
 */
export function secretSpans(text: string): readonly SecretRange[] {
  if (!hints.test(text)) return [];
  return joinRanges([...addressPasswords(text), ...patterns.flatMap((pattern) => spansOf(text, pattern))]);
}

/** The text with a mask for each secret that is known by how it is written. */
export function maskSecrets(text: string): string {
  const spans = secretSpans(text);
  if (spans.length === 0) return text;
  let shown = '';
  let at = 0;
  for (const [start, end] of spans) {
    shown += text.slice(at, start) + mask;
    at = end;
  }
  return shown + text.slice(at);
}

const latin1 = new TextDecoder('latin1');

/** The same in bytes that hold text among others, in any encoding that has ASCII. */
export function secretBytes(bytes: Uint8Array): readonly SecretRange[] {
  return secretSpans(latin1.decode(bytes));
}

/** Ranges in order, those that meet joined. */
export function joinRanges(ranges: readonly SecretRange[]): readonly SecretRange[] {
  const joined: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) joined.push([start, end]);
  }
  return joined;
}

/** A finding's message without what it quotes, where its place holds a secret. */
export function maskMessage(message: string): string {
  return message.replace(/[“"‘'][^]*[”"’']/u, `“${mask}”`);
}

/** Findings whose messages quote nothing of these ranges. */
export function maskIssues<T extends { readonly offset: number; readonly length: number; readonly message: string }>(
  issues: readonly T[],
  secrets: readonly SecretRange[],
): readonly T[] {
  if (secrets.length === 0 || issues.length === 0) return issues;
  return issues.map((issue) => {
    const hit = secrets.some(([start, end]) => start < issue.offset + Math.max(issue.length, 1) && issue.offset < end);
    return hit ? { ...issue, message: maskMessage(issue.message) } : issue;
  });
}
