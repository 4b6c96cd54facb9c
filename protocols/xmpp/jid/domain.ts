import type { Prepared } from './model.ts';
import { decodePunycode, encodePunycode } from './punycode.ts';
import { bidiRule, contextRule, idnaAllows, isRightToLeft } from './unicode.ts';

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
    return {
      start: forbidden.index,
      end: forbidden.index + forbidden[0].length,
      message: `${shown(forbidden[0])} is not allowed in the domainpart of a JID: remove it`,
    };
  }
  if (/^[\x21-\x7e]*$/.test(dotless) && !/(?:^|\.)xn--/i.test(dotless)) return ascii(dotless);
  return international(dotless);
}

function shown(character: string): string {
  return /\s/.test(character) ? 'White space' : `“${character}”`;
}

function ascii(text: string): Prepared {
  let start = 0;
  for (const each of text.split('.')) {
    const end = start + each.length;
    if (each === '')
      return {
        start: Math.max(start - 1, 0),
        end: Math.max(end, 1),
        message: 'The domainpart has an empty label: remove the extra dot',
      };
    if (each.length > 63)
      return { start, end, message: `A label of a domain name has at most 63 characters, this one has ${each.length}` };
    if (!label.test(each))
      return {
        start,
        end,
        message: `“${each}” is not a label of a domain name: use letters, digits and “-”, which must not be first or last`,
      };
    start = end + 1;
  }
  return { text: text.toLowerCase() };
}

/** IDNA2008 (RFC 5890 to 5893), after the mapping of RFC 5895: lower case, full width made ordinary, NFC. */
function international(text: string): Prepared {
  const labels: string[] = [];
  let start = 0;
  for (const written of text.split(/[.\u3002\uFF0E\uFF61]/u)) {
    const end = start + written.length;
    const mapped = written
      .replace(/[\uFF01-\uFFEE]/gu, (each) => each.normalize('NFKC'))
      .toLowerCase()
      .normalize('NFC');
    const decoded = mapped.startsWith('xn--') ? decodePunycode(mapped.slice(4)) : mapped;
    const problem = decoded === undefined ? 'is no Punycode' : labelProblem(decoded);
    if (decoded === undefined || problem !== undefined)
      return {
        start,
        end: Math.max(end, start + 1),
        message: `“${written}” is not a label of an internationalized domain name (IDNA2008): it ${problem ?? ''}`,
      };
    labels.push(decoded);
    start = end + 1;
  }
  return { text: labels.join('.') };
}

function labelProblem(label: string): string | undefined {
  if (label === '') return 'is empty';
  if (label.startsWith('-') || label.endsWith('-')) return 'begins or ends with “-”';
  if (label.normalize('NFC') !== label) return 'is not normalized (NFC)';
  if (/^\p{M}/u.test(label)) return 'begins with a combining mark';
  let index = 0;
  for (const character of label) {
    const contextual = contextRule(label, index, character);
    if (contextual === false || (contextual === undefined && !idnaAllows(character)))
      return `holds “${character}”, which is not allowed`;
    index += character.length;
  }
  if (isRightToLeft(label) && !bidiRule(label)) return 'mixes right-to-left and left-to-right characters (RFC 5893, 2)';
  // eslint-disable-next-line no-control-regex -- ASCII is just that range
  const size = /^[\x00-\x7f]*$/.test(label)
    ? label.length
    : label.length > 63
      ? Infinity
      : encodePunycode(label).length + 4;
  return size > 63 ? 'has more than 63 bytes in its ASCII form' : undefined;
}

function ipv6(text: string): Prepared {
  const inner = text.endsWith(']') ? text.slice(1, -1) : '';
  const halves = inner.split('::');
  const groups = inner.split(/::?/).filter((group) => group !== '');
  const last = groups.at(-1) ?? '';
  const width = groups.length + (ipv4.test(last) ? 1 : 0);
  const fine =
    halves.length <= 2 &&
    groups.every((group, i) => /^[0-9a-f]{1,4}$/i.test(group) || (i === groups.length - 1 && ipv4.test(group)));
  const full = halves.length === 2 ? width < 8 : width === 8;
  if (inner === '' || !fine || !full || /^:[^:]|[^:]:$|:::/.test(inner)) {
    return {
      start: 0,
      end: text.length,
      message: 'This is not an IPv6 address in brackets: write it like [2001:db8::1]',
    };
  }
  return { text: text.toLowerCase() };
}
