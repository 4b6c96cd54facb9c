import type { Issue, UnitBytes } from '../../core/index.ts';

/** What white space, the order of attributes and the declarations of namespaces decide, which a program that prints XML again changes. */
const writing: ReadonlySet<string> = new Set([
  'xmpp/prefix-undeclared',
  'xmpp/namespace-declaration',
  'xmpp/payload-namespace',
  'xmpp/forwarded-namespace',
  'xmpp/text-not-allowed',
  'xmpp/text-range',
  'xmpp/stanza-size',
  'xmpp/encoding',
  'xmpp/comment',
  'xmpp/entity',
  'xmpp/character-forbidden',
  'xmpp/processing-instruction',
  'xmpp/element-not-here',
  'xmpp/websocket-message',
  'xmpp/websocket-namespace',
  'xmpp/bosh-payload',
]);

/** What the attributes decide that are there. */
const shown: ReadonlySet<string> = new Set([
  'xmpp/iq-type',
  'xmpp/message-type',
  'xmpp/presence-type',
  'xmpp/error-type',
  'xmpp/attribute-value',
  'xmpp/reply-unasked',
  'xmpp/reply-from',
  'xmpp/id-reused',
  'xmpp/from-own',
  'xmpp/handled-count',
]);

/** Elements whose declarations are left out by programs that print them again: the headers of streams. */
const header = /^\s*(?:<\?xml[^>]*\?>\s*)?<(?:[\w.-]+:)?stream[\s>]/;

const lt = 0x3c;
const gt = 0x3e;
const quotation = 0x22;
const apostrophe = 0x27;

/** The findings that hold for a unit, whatever the log that it comes from leaves out. */
export function withoutLost(issues: readonly Issue[], { bytes, lossy }: UnitBytes): readonly Issue[] {
  if (lossy === undefined || issues.length === 0) return issues;
  if (lossy === 'values') {
    const kept = issues.filter(({ code }) => !writing.has(code));
    return kept.length > 0 && header.test(new TextDecoder().decode(bytes.subarray(0, 1024)))
      ? kept.filter(({ code }) => code !== 'xmpp/attribute-required')
      : kept;
  }
  const end = wholeTags(bytes);
  return issues.filter(({ code, offset, length }) => shown.has(code) && offset + length <= end);
}

/** How many bytes come before a tag that does not end; values of attributes may have `>`. */
function wholeTags(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(lt); at >= 0;) {
    const end = endOfTag(bytes, at);
    if (end < 0) return at;
    at = bytes.indexOf(lt, end);
  }
  return bytes.length;
}

/** Where the tag that begins at `from` ends; -1 where it does not. */
function endOfTag(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === gt) return at + 1;
    if (byte !== quotation && byte !== apostrophe) continue;
    at = bytes.indexOf(byte, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}
