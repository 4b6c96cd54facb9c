import type { AddressInfo, ListenOptions, Server } from 'node:net';

/** A port of the playground could not be opened. `message` is for people and says what to do. */
export class PortError extends Error {
  readonly port: number;
  /** Node's error code, such as EADDRINUSE. */
  readonly code: string;

  constructor(what: string, host: string, port: number, cause: NodeJS.ErrnoException) {
    super(`The playground cannot listen for ${what} on ${host}:${port}: ${explain(port, cause)}`, { cause });
    this.name = 'PortError';
    this.port = port;
    this.code = cause.code ?? 'UNKNOWN';
  }
}

function explain(port: number, cause: NodeJS.ErrnoException): string {
  if (cause.code === 'EADDRINUSE')
    return `port ${port} is in use. End the program that uses it (perhaps another playground), or choose another port.`;
  if (cause.code === 'EACCES') return `port ${port} needs more rights than this program has. Choose a port above 1023.`;
  if (cause.code === 'EADDRNOTAVAIL') return 'this machine has no such address.';
  return cause.message;
}

/** Opens a port and tells its number, which matters where 0 was asked for. Rejects with a PortError. */
export function listen(
  server: Server,
  what: string,
  options: ListenOptions & { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: NodeJS.ErrnoException): void =>
      reject(new PortError(what, options.host, options.port, cause));
    server.once('error', failed);
    server.listen(options, () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
