import type { Endpoint } from './packet.ts';

/** The address and port of `127.0.0.1:5672` or `[::1]:5672`; undefined where a text is something else. */
export function endpointOf(text: string | undefined): Endpoint | undefined {
  const [, v6, host, digits] = /^(?:\[([0-9a-f:.]{2,45})\]|([^[\]:]{1,253})):(\d{1,5})$/i.exec(text ?? '') ?? [];
  const port = Number(digits);
  const address = v6 !== undefined ? ipv6(v6) : host !== undefined ? ipv4(host) : undefined;
  return address === undefined || port > 65535 ? undefined : { address, port };
}

/** The bytes of an IPv4 address in its usual form. */
export function ipv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return Uint8Array.from(parts, Number);
}

/** The bytes of an IPv6 address (RFC 4291, 2.2). */
export function ipv6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => wordsOf(half));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const zeros = halves.length === 2 ? 8 - head.length - (tail?.length ?? 0) : 0;
  const words = [...head, ...Array.from({ length: Math.max(0, zeros) }, () => 0), ...(tail ?? [])];
  if (words.length !== 8 || (halves.length === 2 && zeros < 1)) return undefined;
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 255]));
}

function wordsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const words: number[] = [];
  for (const part of text.split(':')) {
    const last = part.includes('.') ? ipv4(part) : undefined;
    if (last !== undefined) words.push(((last[0] ?? 0) << 8) | (last[1] ?? 0), ((last[2] ?? 0) << 8) | (last[3] ?? 0));
    else if (/^[0-9a-f]{1,4}$/i.test(part)) words.push(parseInt(part, 16));
    else return undefined;
  }
  return words;
}

/** Addresses for documentation (RFC 5737, RFC 3849): the client's and the server's, where they are not known. */
const unknownEnds = {
  v4: [Uint8Array.of(192, 0, 2, 1), Uint8Array.of(192, 0, 2, 2)],
  v6: [ipv6('2001:db8::1') ?? new Uint8Array(16), ipv6('2001:db8::2') ?? new Uint8Array(16)],
} as const;

const firstPort = 40_000;

/** Gives each connection a pair of ends that no other one has. */
export class Endpoints {
  readonly #used = new Set<string>();
  #next = firstPort;

  /** The client's end and the server's, whose port is given. */
  of(
    client: string | undefined,
    server: string | undefined,
    serverPort: number,
  ): readonly [client: Endpoint, server: Endpoint] {
    const [known, knownServer] = [endpointOf(client), endpointOf(server)];
    const size = (known ?? knownServer)?.address.length ?? 4;
    const [one, other] = size === 4 ? unknownEnds.v4 : unknownEnds.v6;
    const address = known?.address ?? one;
    const serverAddress = knownServer?.address.length === size ? knownServer.address : other;
    const port = this.#free(known?.port ?? 0, `${address.join('.')} ${serverAddress.join('.')} ${serverPort}`);
    return [
      { address, port },
      { address: serverAddress, port: serverPort },
    ];
  }

  /** A port of the client that is not used with the same ends; when all are, they begin again. */
  #free(wanted: number, ends: string): number {
    const isFree = (port: number): boolean => port > 0 && !this.#used.has(`${ends} ${port}`);
    let port = wanted;
    for (let tries = 0; !isFree(port) && tries < 65_536; tries++) {
      port = this.#next;
      this.#next = this.#next === 65_535 ? 1024 : this.#next + 1;
    }
    this.#used.add(`${ends} ${port}`);
    return port;
  }
}
