/** The little that recording needs of a top-level element. */
export interface XmppPeek {
  /** The element's local name: `iq`, `message`, `stream`, `features`. */
  readonly name: string;
  readonly closing: boolean;
  readonly id?: string;
  readonly type?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Start tags that are longer than this are left to the parser, which runs when somebody looks. */
const looked = 4096;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Peeks into the start tag of one unit. This runs for everything that passes, hence no parsing of the whole. Never throws. */
export function peekXmpp(bytes: Uint8Array, kind: string): XmppPeek {
  if (kind === 'keepalive') return { name: 'whitespace', closing: false };
  const text = new TextDecoder().decode(bytes.subarray(0, looked));
  const tag = /<(\/?)(?:[^\s<>/:?!]+:)?([^\s<>/:?!]+)((?:[^<>"']|"[^"]*"|'[^']*')*)/u.exec(text);
  if (tag === null) return { name: kind === 'garbage' ? 'garbage' : 'stream', closing: false };
  const found: Partial<Record<string, string>> = {};
  for (const [, name, double, single] of (tag[3] ?? '').matchAll(
    /\s(id|type|from|to)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu,
  )) {
    if (name !== undefined) found[name] = detached(decodeEntities(double ?? single ?? ''));
  }
  return { name: detached(tag[2] ?? ''), closing: tag[1] === '/', ...found };
}

/** A copy of its own: what is remembered of a unit must not keep the rest of its text. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function decodeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/gu, (whole, name: string) => entities[name] ?? whole);
}
