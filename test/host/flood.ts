import { createHash } from 'node:crypto';
import net from 'node:net';
import rhea from 'rhea';
import { createFramer } from '../../protocols/framers.ts';
import type { AmqpServer } from '../servers/rabbitmq.ts';
import type { XmppServer } from '../servers/prosody.ts';

/** Requests of a flood that may wait for their answers. */
const window = 500;

/** Puts messages into a queue of RabbitMQ, each with a message-id of its own, and waits until it has taken them. */
export async function fillQueue(server: AmqpServer, address: string, count: number): Promise<void> {
  const { port, username, password } = server;
  const connection = rhea
    .create_container()
    .connect({ host: '127.0.0.1', port, username, password, reconnect: false } as never);
  let [sent, settled] = [0, 0];
  await new Promise<void>((resolve, reject) => {
    for (const end of ['connection_error', 'sender_error', 'disconnected'])
      connection.on(end, () => reject(new Error(`RabbitMQ took ${settled} of ${count} messages: ${end}.`)));
    const sender = connection.open_sender({ target: { address } });
    sender.on('sendable', () => {
      for (; sent < count && sender.sendable(); sent++)
        sender.send({ message_id: `reading-${sent}`, subject: 'reading', body: `It is ${sent % 40} °C.` });
    });
    sender.on('settled', () => {
      if (++settled === count) resolve();
    });
  });
  connection.removeAllListeners('disconnected');
  connection.close();
}

/** Pings a client from Prosody's component until it has answered `count` times. */
export async function ping(server: XmppServer, to: string, count: number): Promise<void> {
  const from = 'component.localhost';
  const socket = net.connect(server.component, '127.0.0.1');
  const framer = createFramer('xmpp', { side: 'server', framing: 'stream' });
  let [sent, answered] = [0, 0];
  try {
    await new Promise<void>((resolve, reject) => {
      const more = (): void => {
        let text = '';
        for (; sent < count && sent < answered + window; sent++)
          text += `<iq type='get' id='ping-${sent}' from='${from}' to='${to}'><ping xmlns='urn:xmpp:ping'/></iq>`;
        socket.write(text);
      };
      socket.on('data', (data) => {
        for (const { bytes } of framer.push(data)) {
          const text = Buffer.from(bytes).toString();
          const id = /<stream:stream [^>]*\bid=["']([^"']+)/.exec(text)?.[1];
          if (id !== undefined)
            socket.write(`<handshake>${createHash('sha1').update(`${id}s3cr3t`).digest('hex')}</handshake>`);
          else if (text.startsWith('<handshake')) more();
          else if (/^<iq [^>]*\btype=["']result/.test(text)) answered++;
          else reject(new Error(`Prosody said: ${text}`));
        }
        if (answered === count) resolve();
        else if (answered > 0) more();
      });
      socket.on('error', reject);
      socket.on('close', () => reject(new Error(`${to} answered ${answered} of ${count} pings.`)));
      socket.write(
        `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${from}'>`,
      );
    });
  } finally {
    socket.destroy();
  }
}
