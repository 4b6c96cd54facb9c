import type { Socket } from 'node:net';
import { fromSocketError, wireError, type WireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import type { ServiceAddress } from '../../protocols/project/index.ts';
import { openTcp } from '../net/tcp.ts';
import { startTls, type TlsInfo } from '../net/tls.ts';
import { inTurns } from '../net/turns.ts';

/** Bytes that wait to be written while the peer is read. One that asks and never reads what is answered is not read any more itself. */
const maxBacklog = 1 << 20;

/** A connected byte stream to an AMQP peer. */
export interface AmqpSocket {
  readonly tls: TlsInfo | null;
  write(bytes: Uint8Array): void;
  /** Starts the flow; `onEnd` is called once, with the reason unless the peer just closed. */
  listen(onData: (chunk: Buffer) => void, onEnd: (error: WireError | undefined) => void): void;
  /** Sends what is still to be written, then closes. */
  end(): void;
  destroy(): void;
}

/** Opens plain TCP or TLS, as the service says. WebSocket is not there yet. */
export async function openAmqpSocket(
  service: ServiceAddress,
  request: Pick<OpenRequest, 'profile' | 'timeouts' | 'signal'>,
): Promise<AmqpSocket> {
  if (service.transport !== 'tcp')
    throw wireError('policy', 'AMQP over WebSocket is not supported yet.', 'Use amqp: or amqps:.');
  const plain = await openTcp(service, request.timeouts.tcp, request.signal);
  if (service.tls === 'none') return wrap(plain, null, service);
  const { socket, info } = await startTls({
    socket: plain,
    name: service.host,
    target: service.target,
    options: request.profile.tls ?? {},
    ms: request.timeouts.tls,
    signal: request.signal,
  });
  return wrap(socket, info, service);
}

function wrap(socket: Socket, tls: TlsInfo | null, service: ServiceAddress): AmqpSocket {
  // An error may come before anybody listens, or after.
  socket.on('error', () => undefined);
  return {
    tls,
    write: (bytes) => {
      if (socket.writable) socket.write(bytes);
    },
    listen: (onData, onEnd) => {
      let ended = false;
      const end = (error: WireError | undefined): void => {
        if (ended) return;
        ended = true;
        onEnd(error);
      };
      const isBehind = (): boolean => socket.writableLength > maxBacklog;
      const { onData: inTurn } = inTurns(
        { pause: () => socket.pause(), resume: () => (isBehind() ? undefined : socket.resume()) },
        onData,
      );
      socket.on('data', (chunk: Buffer) => {
        inTurn(chunk);
        if (!isBehind()) return;
        socket.pause();
        socket.once('drain', () => socket.resume());
      });
      socket.on('error', (error) => end(fromSocketError(error, service.target)));
      socket.on('end', () => end(undefined));
      socket.on('close', () => end(undefined));
    },
    end: () => void socket.end(),
    destroy: () => void socket.destroy(),
  };
}
