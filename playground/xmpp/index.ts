import { createServer as createHttpServer } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { WebSocketServer, type WebSocket } from 'ws';
import { listen } from '../listen.ts';
import type { Turns } from '../turns.ts';
import { Admission } from './admission.ts';
import type { PlaygroundCertificate } from '../certificate.ts';
import { XmppServer } from './server.ts';
import { addServices } from './services.ts';
import type { ChannelEvents } from './stream/channel.ts';
import { ClientStream } from './stream/client-stream.ts';
import { maxConnections, stopTimeout } from './stream/limits.ts';
import { TcpChannel } from './stream/tcp.ts';
import { WebSocketChannel } from './stream/websocket.ts';
import { maxStanza } from './xml/reader.ts';

export interface XmppOptions {
  readonly host: string;
  readonly port: number;
  readonly wsPort: number;
  readonly wsPath: string;
  readonly domain: string;
  /** Passwords by localpart. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly certificate: PlaygroundCertificate;
  /** Shares the time among all clients of the process. */
  readonly turns: Turns;
  readonly log: (line: string) => void;
}

export interface RunningXmpp {
  readonly port: number;
  readonly wsPort: number;
  /** Closes every stream with `system-shutdown`, then the ports. */
  stop(): Promise<void>;
}

/** Opens the TCP and the WebSocket port of the XMPP server. Rejects with a PortError; then nothing is left open. */
export async function startXmpp(options: XmppOptions): Promise<RunningXmpp> {
  const server = new XmppServer(options.domain, options.log);
  for (const [username, password] of Object.entries(options.accounts)) server.addAccount(username, password);
  addServices(server);
  const streams = new Set<ClientStream>();
  const { turns } = options;
  const admission = new Admission(maxConnections);

  const follow = (socket: Socket, channel: TcpChannel | WebSocketChannel): ChannelEvents => {
    const stream = new ClientStream(channel, server);
    streams.add(stream);
    admission.follow(socket, () => stream.bound);
    return {
      opened: stream.opened,
      element: stream.element,
      closed: stream.closed,
      fault: stream.fault,
      gone: () => {
        streams.delete(stream);
        stream.gone();
      },
    };
  };
  const secureContext = createSecureContext({
    cert: options.certificate.cert,
    key: options.certificate.key,
    minVersion: 'TLSv1.2',
  });
  const tcp = createServer({ allowHalfOpen: true }, (socket) => {
    if (admission.admit(socket)) new TcpChannel(socket, secureContext, turns, (channel) => follow(socket, channel));
  });

  const http = createHttpServer((_request, response) => {
    response
      .writeHead(426, { 'content-type': 'text/plain', upgrade: 'websocket' })
      .end(`XMPP over WebSocket is at ${options.wsPath}.\n`);
  });
  http.on('connection', (socket: Socket) => void admission.admit(socket));
  const webSockets = new WebSocketServer({
    server: http,
    path: options.wsPath,
    maxPayload: maxStanza * 4,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('xmpp') ? 'xmpp' : false),
  });
  webSockets.on('error', () => undefined); // the http server's own 'error' tells of a port that is taken
  webSockets.on('connection', (socket: WebSocket, request) => {
    if (socket.protocol !== 'xmpp') {
      socket.close(1002, 'The subprotocol has to be xmpp (RFC 7395, 3.1).');
      return;
    }
    const { socket: raw } = request;
    new WebSocketChannel(socket, `${raw.remoteAddress ?? '?'}:${raw.remotePort ?? 0}`, turns, (channel) =>
      follow(raw, channel),
    );
  });

  const stop = async (): Promise<void> => {
    for (const stream of streams) stream.fault('system-shutdown', 'The playground stops.');
    const closed = [tcp, http].map(
      (listening) => new Promise<void>((resolve) => void listening.close(() => resolve())),
    );
    const timer = setTimeout(() => {
      admission.destroyAll();
    }, stopTimeout);
    webSockets.close();
    http.closeIdleConnections();
    await Promise.all(closed);
    clearTimeout(timer);
  };

  try {
    const port = await listen(tcp, 'XMPP', { host: options.host, port: options.port });
    const wsPort = await listen(http, 'XMPP over WebSocket', { host: options.host, port: options.wsPort });
    return { port, wsPort, stop };
  } catch (error) {
    tcp.close();
    throw error;
  }
}
