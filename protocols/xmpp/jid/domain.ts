import { toASCII, toUnicode } from 'tr46';
import type { Prepared } from './jid.ts';

const ipv4 = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const label = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/i;

/**
 * The domainpart: an IPv4 address, an IPv6 address in brackets, or an internationalized domain name, whose labels are U-labels
 * once prepared (RFC 7622, 3.2).
 */
export function domainProblem(text: string): Prepared {
  if (text.startsWith('[')) return ipv6(text);
  if (ipv4.test(text)) return { text };
  const dotless = text.endsWith('.') ? text.slice(0, -1) : text;
  const forbidden = /[\s"&':<>@/\\]/u.exec(dotless);
  if (forbidden !== null) {
    return { start: forbidden.index, end: forbidden.index + forbidden[0].length, message: `${shown(forbidden[0])} cannot stand in the domainpart of a JID: remove it` };
  }
  if (/^[\x21-\x7e]*$/.test(dotless) && !/(?:^|\.)xn--/i.test(dotless)) return ascii(dotless);
  const options = { checkBidi: true, checkHyphens: false, checkJoiners: true, useSTD3ASCIIRules: false, transitionalProcessing: false };
  const name = toUnicode(dotless, options);
  if (name.error || toASCII(name.domain, { ...options, verifyDNSLength: true }) === null) {
    return { start: 0, end: text.length, message: 'The domainpart is no internationalized domain name (IDNA2008): look for forbidden characters and for labels over 63 bytes' };
  }
  return { text: name.domain };
}

function shown(character: string): string {
  return /\s/.test(character) ? 'White space' : `“${character}”`;
}

function ascii(text: string): Prepared {
  let start = 0;
  for (const each of text.split('.')) {
    const end = start + each.length;
    if (each === '') return { start: Math.max(start - 1, 0), end: Math.max(end, 1), message: 'The domainpart has an empty label: remove the extra dot' };
    if (each.length > 63) return { start, end, message: `A label of a domain name has at most 63 characters, this one has ${each.length}` };
    if (!label.test(each)) return { start, end, message: `“${each}” is no label of a domain name: use letters, digits and “-”, which may not stand at its ends` };
    start = end + 1;
  }
  return { text: text.toLowerCase() };
}

function ipv6(text: string): Prepared {
  const inner = text.endsWith(']') ? text.slice(1, -1) : '';
  const halves = inner.split('::');
  const groups = inner.split(/::?/).filter((group) => group !== '');
  const last = groups.at(-1) ?? '';
  const width = groups.length + (ipv4.test(last) ? 1 : 0);
  const fine = halves.length <= 2 && groups.every((group, i) => /^[0-9a-f]{1,4}$/i.test(group) || (i === groups.length - 1 && ipv4.test(group)));
  const full = halves.length === 2 ? width < 8 : width === 8;
  if (inner === '' || !fine || !full || /^:[^:]|[^:]:$|:::/.test(inner)) {
    return { start: 0, end: text.length, message: 'This is no IPv6 address in brackets: write it like [2001:db8::1]' };
  }
  return { text: text.toLowerCase() };
}
