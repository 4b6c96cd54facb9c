import { ipv4, ipv6 } from '../ip-address.ts';
import type { Endpoint } from './packet.ts';

/** The address and port of `127.0.0.1:5672` or `[::1]:5672`; undefined where a text is something else. */
export function endpointOf(text: string | undefined): Endpoint | undefined {
  const [, v6, host, digits] = /^(?:\[([0-9a-f:.]{2,45})\]|([^[\]:]{1,253})):(\d{1,5})$/i.exec(text ?? '') ?? [];
  const port = Number(digits);
  const address = v6 !== undefined ? ipv6(v6) : host !== undefined ? ipv4(host) : undefined;
  return address === undefined || port > 65535 ? undefined : { address, port };
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
