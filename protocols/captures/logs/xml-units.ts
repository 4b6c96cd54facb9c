import type { FramedUnit, Lossy, UnitKind } from '../../core/index.ts';

const webSocketElement = /^\s*<(?:open|close)\s[^>]*urn:ietf:params:xml:ns:xmpp-framing/;

/** Whether XML is the header or end of a stream over WebSocket (RFC 7395, 3.4). */
export function isWebSocket(text: string): boolean {
  return webSocketElement.test(text.slice(0, 4096));
}

/** What is lost where the log does not have the header of the stream: the meaning of prefixes that are declared there. */
export function lossWithoutHeader(text: string): Lossy | undefined {
  return /<\/?(?!(?:stream|xml|db):)[\w.-]+:[\w.-]|\s(?!(?:xml|xmlns):)[\w.-]+:[\w.-]+=["']/.test(text)
    ? 'values'
    : undefined;
}

const boshBody = /^\s*<body\s[^>]*http:\/\/jabber\.org\/protocol\/httpbind/;

/** What a unit is that was cut out of XML of a log. The beginning of an element whose end was cut is a stanza all the same. */
export function xmlKind({ kind, bytes }: FramedUnit, lossy: Lossy | undefined): UnitKind {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096));
  if (kind === 'garbage') return lossy === 'cut' && /^\s*<[A-Za-z_]/.test(start) ? cutKind(start) : kind;
  return kind === 'stanza' && boshBody.test(start) ? 'body' : kind;
}

function cutKind(start: string): UnitKind {
  return /^\s*<(?:[\w.-]+:)?stream[\s>]/.test(start) ? 'stream' : 'stanza';
}
