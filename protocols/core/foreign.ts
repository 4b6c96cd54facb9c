/** What bytes of other protocols are, as far as their beginning tells: enough to explain why nothing else of them is shown. */
import { clip } from './clip.ts';
import { plural } from './counting.ts';
import { maskSecrets } from './secrets.ts';
import { tlsHelloOf } from './tls-hello.ts';

export interface Foreign {
  /** A few words for a list: `HTTP request`, `TLS client hello`. */
  readonly name: string;
  /** One line, with masks for secrets. */
  readonly summary: string;
}

/** The longest line that is shown of a text. */
const longestLine = 200;
/** Of a text no more is looked at. */
const looked = 512;

const latin1 = new TextDecoder('latin1');

/** The first line of a text; undefined for other bytes. */
function firstLine(bytes: Uint8Array): string | undefined {
  const text = latin1.decode(bytes.subarray(0, looked));
  const line = /^[\t\x20-\x7e]+(?=[\r\n]|$)/.exec(text)?.[0];
  return line === undefined || line.trim() === '' ? undefined : line.trim();
}

/** The first line of an HTTP request (RFC 9112, 3), also where the line does not end yet. */
const request = /^[A-Z]{3,16} [^\s]+(?: HTTP\/\d(?:\.\d)?)?$/;
const requestMethods = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PRI|PROPFIND|M-SEARCH|NOTIFY) /;
const response = /^HTTP\/\d(?:\.\d)? \d{3}/;

function textOf(line: string): Foreign {
  const summary = maskSecrets(clip(line, longestLine));
  if (response.test(line)) return { name: 'HTTP response', summary };
  if (requestMethods.test(line) && request.test(line)) return { name: 'HTTP request', summary };
  if (line.startsWith('SSH-')) return { name: 'SSH', summary };
  return { name: 'text', summary };
}

const recordNames: ReadonlyMap<number | undefined, string> = new Map([
  [0x14, 'change cipher spec'],
  [0x15, 'alert'],
  [0x16, 'handshake'],
  [0x17, 'application data'],
]);

/** What a unit of a protocol that is not read is. */
export function foreignOf(bytes: Uint8Array): Foreign {
  const hello = tlsHelloOf(bytes);
  if (hello !== undefined) {
    const { server, version, name } = hello;
    const what = [version, ...(name === undefined ? [] : [`for ${clip(name, longestLine)}`])].join(', ');
    return { name: server ? 'TLS server hello' : 'TLS client hello', summary: what };
  }
  const [type, major, minor = 0] = bytes;
  const record = recordNames.get(type);
  if (record !== undefined && major === 3 && minor <= 4)
    return { name: `TLS ${record}`, summary: plural(bytes.length, 'byte') };
  const line = firstLine(bytes);
  return line === undefined ? { name: 'foreign', summary: plural(bytes.length, 'byte') } : textOf(line);
}
