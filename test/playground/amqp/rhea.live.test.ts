import rhea, { type Connection, type EventContext, type Message, type Receiver, type Sender } from 'rhea';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../../playground/index.ts';

let playground: Playground;
const connections: Connection[] = [];
beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});
afterAll(() => playground.stop());
afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
});

/** Waits for one event of a rhea object. */
const once = (
  emitter: { once(event: string, listener: (context: EventContext) => void): unknown },
  event: string,
): Promise<EventContext> => new Promise((resolve) => emitter.once(event, resolve));

async function connect(options: Readonly<Record<string, unknown>> = {}): Promise<Connection> {
  const { hostname: host, port } = new URL(playground.info.amqp);
  const container = rhea.create_container(typeof options.id === 'string' ? { id: options.id } : undefined);
  const connection = container.connect({
    host,
    port: Number(port),
    reconnect: false,
    username: 'guest',
    password: 'guest',
    ...options,
  });
  for (const event of ['connection_error', 'disconnected', 'connection_close', 'receiver_close', 'sender_close'])
    connection.on(event, () => undefined);
  await once(connection, 'connection_open');
  connections.push(connection);
  return connection;
}

async function sender(connection: Connection, target: unknown): Promise<Sender> {
  const link = connection.open_sender({ target, autosettle: true } as never);
  link.setMaxListeners(100);
  await once(link, 'sendable');
  return link;
}

/** A receiver that settles nothing by itself and has the credit that it is given. */
async function receiver(
  connection: Connection,
  source: unknown,
  credit = 0,
  options: object = {},
): Promise<{ link: Receiver; next(): Promise<EventContext>; waiting: EventContext[] }> {
  const link = connection.open_receiver({ source, credit_window: 0, autoaccept: false, ...options } as never);
  const waiting: EventContext[] = [];
  let wake: () => void = () => undefined;
  link.on('message', (context: EventContext) => {
    waiting.push(context);
    wake();
  });
  await once(link, 'receiver_open');
  if (credit > 0) link.add_credit(credit);
  const next = async (): Promise<EventContext> => {
    while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return waiting.shift()!;
  };
  return { link, next, waiting };
}

/** Lets everything that is under way arrive: the broker answers a flow with echo-like drain after all deliveries. */
async function drained(link: Receiver): Promise<void> {
  const done = once(link, 'receiver_drained');
  link.add_credit(1);
  link.drain_credit();
  await done;
  link.drain = false;
}

const outcome = async (link: Sender, message: Message): Promise<string> => {
  const delivery = link.send(message);
  return new Promise((resolve) => {
    for (const event of ['accepted', 'rejected', 'released', 'modified'])
      link.once(event, (context: EventContext) => context.delivery === delivery && resolve(event));
  });
};

describe('queues, with rhea as the client', () => {
  it('accept, give out, and forget what was accepted', async () => {
    const connection = await connect();
    const link = await sender(connection, 'orders');
    expect(await outcome(link, { body: 'one', application_properties: { a: 1 } })).toBe('accepted');
    const first = await receiver(connection, 'orders', 10);
    const { message, delivery } = await first.next();
    expect(message).toMatchObject({ body: 'one', application_properties: { a: 1 } });
    delivery!.accept();
    first.link.close();
    const second = await receiver(connection, 'orders');
    await drained(second.link);
    expect(second.waiting).toEqual([]);
  });

  it('give to competing consumers in turn', async () => {
    const connection = await connect();
    const [a, b] = [await receiver(connection, 'fair', 10), await receiver(await connect(), 'fair', 10)];
    const link = await sender(connection, 'fair');
    for (let i = 0; i < 6; i++) link.send({ body: i });
    const bodies = async (consumer: typeof a): Promise<number[]> => {
      const three: number[] = [];
      while (three.length < 3) three.push((await consumer.next()).message!.body as number);
      return three;
    };
    expect([...(await bodies(a)), ...(await bodies(b))].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('send no more than there is credit for', async () => {
    const connection = await connect();
    const link = await sender(connection, 'credit');
    for (let i = 0; i < 5; i++) link.send({ body: i });
    const consumer = await receiver(connection, 'credit', 2);
    await consumer.next();
    await consumer.next();
    await once(connection.open_receiver('elsewhere'), 'receiver_open');
    expect(consumer.waiting).toEqual([]);
    consumer.link.add_credit(1);
    expect((await consumer.next()).message!.body).toBe(2);
  });

  it('drain: what there is comes, and the rest of the credit is given back', async () => {
    const connection = await connect();
    const link = await sender(connection, 'drain');
    await outcome(link, { body: 'only' });
    const consumer = await receiver(connection, 'drain', 10);
    await drained(consumer.link);
    expect(consumer.waiting.map(({ message }) => message!.body as unknown)).toEqual(['only']);
    expect((consumer.link as unknown as { credit: number }).credit).toBe(0);
  });

  it('give released messages out again, and count those that failed', async () => {
    const connection = await connect();
    const link = await sender(connection, 'again');
    link.send({ body: 'x' });
    const consumer = await receiver(connection, 'again', 10);
    (await consumer.next()).delivery!.release();
    const released = await consumer.next();
    expect(released.message!.delivery_count ?? 0).toBe(0);
    released.delivery!.modified({ delivery_failed: true, message_annotations: { 'x-opt-why': 'try again' } });
    const failed = await consumer.next();
    expect(failed.message).toMatchObject({
      body: 'x',
      delivery_count: 1,
      first_acquirer: false,
      message_annotations: { 'x-opt-why': 'try again' },
    });
    failed.delivery!.accept();
  });

  it('keep from a consumer what is undeliverable there', async () => {
    const connection = await connect();
    const [picky, other] = [await receiver(connection, 'picky', 10), await receiver(connection, 'picky')];
    const link = await sender(connection, 'picky');
    link.send({ body: 'x' });
    (await picky.next()).delivery!.modified({ undeliverable_here: true });
    other.link.add_credit(1);
    expect((await other.next()).message!.body).toBe('x');
    expect(picky.waiting).toEqual([]);
  });

  it('move what was rejected to the dead letters', async () => {
    const connection = await connect();
    const link = await sender(connection, 'strict');
    link.send({ body: 'bad' });
    const consumer = await receiver(connection, 'strict', 1);
    (await consumer.next()).delivery!.reject({ condition: 'amqp:not-allowed', description: 'never' });
    const grave = await receiver(connection, 'dead-letters', 1);
    const { message, delivery } = await grave.next();
    expect(message).toMatchObject({
      body: 'bad',
      message_annotations: { 'x-opt-rejected-from': 'strict', 'x-opt-rejected-because': 'amqp:not-allowed: never' },
    });
    delivery!.accept();
  });

  it('give back what a consumer held that went away', async () => {
    const connection = await connect();
    const link = await sender(connection, 'hold');
    link.send({ body: 'x' });
    const holder = await connect();
    const held = await receiver(holder, 'hold', 1);
    await held.next();
    holder.close();
    const next = await receiver(connection, 'hold', 1);
    expect((await next.next()).message).toMatchObject({ body: 'x', delivery_count: 1 });
  });

  it('settle in advance where the client wants it so', async () => {
    const connection = await connect();
    const link = await sender(connection, 'presettled');
    link.send({ body: 'x' });
    const consumer = await receiver(connection, 'presettled', 1, { snd_settle_mode: 1 });
    expect((await consumer.next()).delivery!.remote_settled).toBe(true);
  });

  it('settle last where the client waits for it (rcv-settle-mode second)', async () => {
    const connection = await connect();
    const link = await sender(connection, 'second');
    link.send({ body: 'x' });
    const consumer = await receiver(connection, 'second', 1, { rcv_settle_mode: 1 });
    const { delivery } = await consumer.next();
    const settled = once(consumer.link, 'settled');
    delivery!.accept();
    expect((await settled).delivery).toBe(delivery);
  });

  it('show a browser everything, and keep it', async () => {
    const connection = await connect();
    const link = await sender(connection, 'shelf');
    await outcome(link, { body: 'book' });
    const browser = await receiver(connection, { address: 'shelf', distribution_mode: 'copy' }, 10);
    expect((await browser.next()).message!.body).toBe('book');
    const reader = await receiver(connection, 'shelf', 1);
    expect((await reader.next()).message!.body).toBe('book');
  });

  it('take in large messages in many frames, and give them out in frames as small as the client wants', async () => {
    const body = 'x'.repeat(300_000);
    const link = await sender(await connect(), 'large');
    expect(await outcome(link, { body })).toBe('accepted');
    const consumer = await receiver(await connect({ max_frame_size: 1024 }), 'large', 1);
    expect((await consumer.next()).message!.body).toBe(body);
  });

  it('give out more bytes than a socket takes at once, without losing the client', async () => {
    const connection = await connect();
    const link = await sender(connection, 'heavy');
    const body = 'x'.repeat(4_000_000);
    for (let i = 0; i < 12; i++) expect(await outcome(link, { body: `${i} ${body}` })).toBe('accepted');
    const consumer = await receiver(await connect(), 'heavy', 100);
    for (let i = 0; i < 12; i++) {
      const { message, delivery } = await consumer.next();
      expect(String(message!.body).slice(0, 2).trim()).toBe(String(i));
      delivery!.accept();
    }
    await drained(consumer.link);
    expect(consumer.waiting).toEqual([]);
  });

  it('carry thousands of unsettled messages on one session', async () => {
    const connection = await connect();
    const link = await sender(connection, 'many');
    const count = 5_000;
    let sent = 0;
    const more = (): void => {
      while (sent < count && link.sendable()) link.send({ body: sent++ });
    };
    link.on('sendable', more);
    more();
    const consumer = await receiver(await connect({ session_buffer_size: 20_000 }), 'many', count);
    const bodies: unknown[] = [];
    while (bodies.length < count) bodies.push((await consumer.next()).message!.body);
    expect(bodies).toEqual(Array.from({ length: count }, (_, index) => index));
  });
});

describe('topics', () => {
  it('copy to every subscriber', async () => {
    const connection = await connect();
    const subscribers = [await receiver(connection, 'topic/news', 5), await receiver(await connect(), 'topic/news', 5)];
    const link = await sender(connection, 'topic/news');
    expect(await outcome(link, { body: 'flash' })).toBe('accepted');
    for (const subscriber of subscribers) expect((await subscriber.next()).message!.body).toBe('flash');
  });

  it('keep for a durable subscriber that is away, and forget it when it closes its link', async () => {
    const source = { address: 'topic/durable', durable: 2, expiry_policy: 'never' };
    const subscribe = async (): Promise<{
      connection: Connection;
      subscriber: Awaited<ReturnType<typeof receiver>>;
    }> => {
      const connection = await connect({ id: 'subscriber' });
      return { connection, subscriber: await receiver(connection, source, 10, { name: 'mine' }) };
    };
    const first = await subscribe();
    first.subscriber.link.detach();
    await once(first.subscriber.link, 'receiver_close');
    first.connection.close();
    const link = await sender(await connect(), 'topic/durable');
    await outcome(link, { body: 'while away' });
    const second = await subscribe();
    expect((await second.subscriber.next()).message!.body).toBe('while away');
    second.subscriber.link.close();
    await once(second.subscriber.link, 'receiver_close');
    await outcome(link, { body: 'not for you' });
    const third = await subscribe();
    await drained(third.subscriber.link);
    expect(third.subscriber.waiting).toEqual([]);
  });
});

describe('addresses', () => {
  it('are made up for dynamic nodes, for request and reply', async () => {
    const connection = await connect();
    const replies = await receiver(connection, { dynamic: true }, 5);
    const address = replies.link.source.address;
    expect(address).toMatch(/^temporary\//);
    const server = await connect();
    const requests = await receiver(server, 'rpc', 5);
    const client = await sender(connection, 'rpc');
    client.send({ body: 'ping', reply_to: address });
    const request = await requests.next();
    const relay = server.open_sender({ target: {} });
    await once(relay, 'sendable');
    relay.send({ to: request.message!.reply_to!, body: 'pong' });
    expect((await replies.next()).message!.body).toBe('pong');
  });

  it('that do not exist are refused with amqp:not-found', async () => {
    const connection = await connect();
    const link = connection.open_receiver('$management');
    const { receiver: refused } = await once(link, 'receiver_error');
    expect(refused!.error).toMatchObject({ condition: 'amqp:not-found' });
  });

  it('in a message without any are rejected by the anonymous relay', async () => {
    const connection = await connect();
    const relay = connection.open_sender({ target: {} });
    await once(relay, 'sendable');
    expect(await outcome(relay, { body: 'whither?' })).toBe('rejected');
  });
});

describe('a log-in', () => {
  it('with a wrong password fails', async () => {
    const { hostname: host, port } = new URL(playground.info.amqp);
    const connection = rhea
      .create_container()
      .connect({ host, port: Number(port), reconnect: false, username: 'guest', password: 'wrong' });
    connection.on('disconnected', () => undefined);
    const { error } = await once(connection, 'connection_error');
    expect(error).toMatchObject({ condition: 'amqp:unauthorized-access' });
  });

  it('is not needed', async () => {
    const connection = await connect({ username: undefined, password: undefined });
    expect(connection.is_open()).toBe(true);
  });
});

describe('stopping', () => {
  it('tells every client, and frees the port', async () => {
    const other = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    const { hostname: host, port } = new URL(other.info.amqp);
    const connection = rhea.create_container().connect({ host, port: Number(port), reconnect: false });
    await once(connection, 'connection_open');
    connection.on('disconnected', () => undefined);
    const closed = once(connection, 'connection_error');
    await other.stop();
    expect((await closed).error).toMatchObject({ condition: 'amqp:connection:forced' });
    const again = await startPlayground({ amqpPort: Number(port), xmppPort: 0, wsPort: 0 });
    await again.stop();
  });
});
