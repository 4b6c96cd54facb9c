/** What an input is, by its first bytes: decided alike for every way in which they come in pieces. */
import { looksLikeHttp } from '../http/index.ts';
import { uint32 } from '../integers.ts';
import { looksLikeAmqpFrame, looksLikeTls, startsWith } from '../recognise.ts';
import { proxyHeader } from '../recognition/proxy-header.ts';
import { isProtocolSign } from '../recognition/sign.ts';
import { xmppSign } from '../recognition/xmpp.ts';

/**
 * `stream`: an XMPP stream, or AMQP from its header on; `frames`: frames of AMQP without the header before them; `carrier`: TLS or HTTP,
 * which may carry one of them; `document`: XML or a page of something else; `text`: anything else, such as a log; `more`: the bytes are
 * too few to tell.
 */
export type FirstBytes = 'stream' | 'frames' | 'carrier' | 'document' | 'text' | 'more';

/** How much of XML is looked at for its first start tag. */
const longestStart = 4096;
/** A frame whose body is no performative counts when it is there as a whole: up to this size. */
const largestFrame = 64 * 1024;

/** @param final no more bytes come */
export function firstBytes(bytes: Uint8Array, final: boolean): FirstBytes {
  const size = proxyHeader(bytes);
  if (size === 'more') return final ? 'text' : 'more';
  const rest = size === 0 ? bytes : bytes.subarray(size);
  const known = streamOf(rest, final) ?? framesOf(rest, final);
  if (known !== undefined) return known;
  if (looksLikeTls(rest)) return 'carrier';
  // A log may begin so, too.
  return final && looksLikeHttp(rest) ? 'carrier' : 'text';
}

function streamOf(bytes: Uint8Array, final: boolean): FirstBytes | undefined {
  if (looksLikeHeader(bytes)) return 'stream';
  const start = latin1.decode(bytes.subarray(0, longestStart));
  const isCut = !final && bytes.length < longestStart;
  const before = /^(?:\xef\xbb\xbf)?\s*/.exec(start)?.[0].length ?? 0;
  const text = start.slice(before);
  if (text === '') return isCut ? 'more' : undefined;
  if (!text.startsWith('<') || !isXml(text)) return undefined;
  // A comment begins no stream, but the log of a console.
  if (!final && text.startsWith('<!--')) return undefined;
  return xmlOf(text, isCut);
}

/** A protocol header of AMQP, as far as it is there: behind its name comes a number, and no text. */
function looksLikeHeader(bytes: Uint8Array): boolean {
  const [, , , , id = 0] = bytes;
  return startsWith(bytes, 'AMQP') && (id < 9 || (id > 13 && id < 32) || id > 127);
}

/** A name, or a mark of XML, behind the angle bracket: `<Buffer 41 …>`, `<<65,77>>` and `<414d5150 …>` are bytes as text. */
function isXml(text: string): boolean {
  return /^<(?:[A-Za-z_:?!/\x80-\xff]|$)/.test(text) && !/^<(?:Slow)?Buffer[ >]|^<[0-9a-f]{8}[ >]/i.test(text);
}

/** What comes before the first element. */
const prolog =
  /^(?:<\?[^<>]{0,400}\?>\s*|<!--(?:[^-]|-(?!->)){0,4096}-->\s*|<!DOCTYPE\b[^<>[]{0,400}(?:\[[^\]]{0,2048}\]\s*)?>\s*)*/i;

function xmlOf(text: string, isCut: boolean): FirstBytes | undefined {
  const before = prolog.exec(text)?.[0] ?? '';
  const start = text.slice(before.length);
  if (start === '' || /^<[?!]/.test(start)) return isCut ? 'more' : /^<!doctype\b/i.test(start) ? 'document' : 'stream';
  const kind = elementOf(start, isCut);
  // A log may begin with an element of another kind, but not a whole document.
  return kind ?? (/<[?!](?:xml|doctype)\b/i.test(before) || /^<html\b/i.test(start) ? 'document' : undefined);
}

function elementOf(start: string, isCut: boolean): FirstBytes | undefined {
  const sign = xmppSign(new TextEncoder().encode(start), true);
  if (sign === 'none' || (isProtocolSign(sign) && sign.weight < 1 && isOfText(start))) return undefined;
  if (isProtocolSign(sign)) return 'stream';
  if (isCut) return 'more';
  // A tag that is cut: by its name.
  return /^<(?:iq|message|presence|stream:[a-z]+)(?:[\s/>]|$)/.test(start) ? 'stream' : undefined;
}

/** A stanza has no text of its own: an element of such a name that has is another one. */
function isOfText(start: string): boolean {
  return /^<[^<>]*[^<>/]>\s*[^\s<]/.test(start);
}

function framesOf(bytes: Uint8Array, final: boolean): FirstBytes | undefined {
  if (looksLikeAmqpFrame(bytes)) return 'frames';
  if (bytes.length < 8) return undefined;
  const size = uint32(bytes, 0, false);
  const [, , , , doff = 0, type = 2] = bytes;
  if (size < 8 || doff < 2 || doff * 4 > size || type > 1) return undefined;
  if (size <= bytes.length) return 'frames';
  return !final && size <= largestFrame ? 'more' : undefined;
}

const latin1 = new TextDecoder('latin1');
