/** What the hello of TLS tells to everybody (RFC 8446, 4.1; RFC 6066, 3). */

export interface TlsHello {
  /** Whether the server sent it. */
  readonly server: boolean;
  /** `TLS 1.3`: the newest version that a client offers, or the one that the server chose. */
  readonly version: string;
  /** The name of the server that a client wants. */
  readonly name?: string;
}

const versions: ReadonlyMap<number, string> = new Map([
  [0x0300, 'SSL 3.0'],
  [0x0301, 'TLS 1.0'],
  [0x0302, 'TLS 1.1'],
  [0x0303, 'TLS 1.2'],
  [0x0304, 'TLS 1.3'],
]);

const serverName = 0;
const supportedVersions = 43;

/** Reads big-endian numbers one after another; behind the end they are 0. */
class Reader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  number(size: 1 | 2): number {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (this.#bytes[this.at++] ?? 0);
    return value;
  }

  skip(size: number): void {
    this.at += size;
  }
}

/** The hello that these bytes begin with, as far as it is there; undefined for other bytes. */
export function tlsHelloOf(bytes: Uint8Array): TlsHello | undefined {
  const [type, major, , , , message] = bytes;
  if (type !== 0x16 || major !== 3 || (message !== 1 && message !== 2)) return undefined;
  const reader = new Reader(bytes, 9);
  let version = reader.number(2);
  reader.skip(32); // the random
  reader.skip(reader.number(1)); // the session
  const server = message === 2;
  if (server)
    reader.skip(3); // cipher and compression
  else {
    reader.skip(reader.number(2));
    reader.skip(reader.number(1));
  }
  let name: string | undefined;
  const size = reader.number(2);
  const end = Math.min(bytes.length, reader.at + size);
  while (reader.at + 4 <= end) {
    const extension = reader.number(2);
    const length = reader.number(2);
    const next = reader.at + length;
    if (extension === supportedVersions)
      version = newest(bytes.subarray(reader.at + (server ? 0 : 1), next)) ?? version;
    if (extension === serverName && !server) name = nameIn(bytes.subarray(reader.at, Math.min(next, end)));
    reader.at = next;
  }
  const named = versions.get(version) ?? 'TLS of an unknown version';
  return name === undefined ? { server, version: named } : { server, version: named, name };
}

/** The newest version of a list that is known: others are there to be passed over (RFC 8701). */
function newest(list: Uint8Array): number | undefined {
  let found: number | undefined;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const version = (list[at] ?? 0) * 256 + (list[at + 1] ?? 0);
    if (versions.has(version) && version > (found ?? 0)) found = version;
  }
  return found;
}

function nameIn(extension: Uint8Array): string | undefined {
  const length = (extension[3] ?? 0) * 256 + (extension[4] ?? 0);
  const text = String.fromCharCode(...extension.subarray(5, 5 + Math.min(length, 255)));
  return /^[\x21-\x7e]+$/.test(text) ? text : undefined;
}
