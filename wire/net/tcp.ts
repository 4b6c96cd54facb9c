import { connect, type Socket } from 'node:net';
import { fromSocketError } from '../failures.ts';
import { underDeadline } from './deadline.ts';
import type { ServiceAddress } from '../../protocols/project/index.ts';

/**
 * Opens a TCP connection. The socket that comes back has no listeners; fails with a `WireError`.
 * @param allowHalfOpen whether either direction may end before the other one
 */
export function openTcp(
  service: ServiceAddress,
  ms: number,
  signal: AbortSignal,
  allowHalfOpen = false,
): Promise<Socket> {
  const deadline = {
    ms,
    signal,
    what: `Connecting to ${service.target}`,
    hint: 'A firewall may drop the packets, or the host is down; check host and port.',
  };
  return underDeadline<Socket>(deadline, (resolve, reject) => {
    const socket = connect({ host: service.host, port: service.port, noDelay: true, allowHalfOpen });
    let connected = false;
    const onConnect = (): void => {
      connected = true;
      resolve(socket);
    };
    const onError = (error: Error): void => reject(fromSocketError(error, service.target));
    socket.once('connect', onConnect);
    socket.once('error', onError);
    return () => {
      socket.removeListener('connect', onConnect);
      socket.removeListener('error', onError);
      if (connected) return;
      socket.on('error', () => undefined);
      socket.destroy();
    };
  });
}
