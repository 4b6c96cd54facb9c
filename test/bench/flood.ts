// What the benchmark of the playground under a flood sends: four clients that go as fast as the server takes it, and one that asks.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeFrame, type EncodeValue } from '../../protocols/amqp/index.ts';
import { HEADER, payload, response, scramFinal, scramFirst } from '../playground/xmpp/login.ts';

/** What a flood consists of: messages that are sent and received, links, stanzas. */
export type Flood = 'messages' | 'links' | 'stanzas';

const described = (code: bigint, ...items: EncodeValue[]): EncodeValue => ({
  type: 'described',
  descriptor: { type: 'ulong', value: code },
  value: { type: 'list', items },
});
const uint = (value: number): EncodeValue => ({ type: 'uint', value });
const text = (value: string): EncodeValue => ({ type: 'string', value });
const bool = (value: boolean): EncodeValue => ({ type: 'boolean', value });
const none: EncodeValue = { type: 'null', value: null };
const frame = (performative: EncodeValue, body?: Uint8Array): Buffer =>
  Buffer.from(encodeFrame(body === undefined ? { performative } : { performative, payload: body }));
const begin = (container: string): Buffer =>
  Buffer.concat([
    Buffer.from('414d515000010000', 'hex'),
    frame(described(0x10n, text(container))),
    frame(described(0x11n, none, uint(0), uint(0x7fff_ffff), uint(100_000))),
  ]);
const attach = (handle: number, receives: boolean, address: string): Buffer =>
  frame(
    described(
      0x12n,
      text(`link ${handle}`),
      uint(handle),
      bool(receives),
      receives ? { type: 'ubyte', value: 1 } : none,
      none,
      described(0x28n, text(address)),
      described(0x29n, text(address)),
      none,
      none,
      ...(receives ? [] : [uint(0)]),
    ),
  );
const flow = (handle: number, credit: number, echo: boolean): Buffer =>
  frame(
    described(
      0x13n,
      uint(0),
      uint(0x7fff_ffff),
      uint(0),
      uint(100_000),
      uint(handle),
      uint(0),
      uint(credit),
      none,
      bool(false),
      bool(echo),
    ),
  );
const body = Buffer.from('005377a10178', 'hex');
const transfer = (handle: number, id: number): Buffer =>
  frame(
    described(0x14n, uint(handle), uint(id), { type: 'binary', value: Buffer.from(String(id)) }, uint(0), bool(true)),
    body,
  );

/** Links that send in turn, each no more than its credit allows. */
const SENDERS = 40;
const EACH = 200;

/** Floods the port from this process until that is ended. It exits with 1 if a connection ends before. */
export async function floods(url: string, kind: Flood): Promise<void> {
  for (let index = 0; index < 4; index++) {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.on('close', () => process.exit(1));
    const next =
      kind === 'stanzas'
        ? await stanzas(socket, index)
        : kind === 'links'
          ? links(socket, index)
          : messages(socket, index);
    socket.on('data', () => undefined);
    const pump = (): void => {
      while (socket.write(next()));
    };
    socket.on('drain', () => setImmediate(pump));
    pump();
  }
}

function messages(socket: Socket, index: number): () => Buffer {
  const address = `flood ${index}`;
  socket.write(Buffer.concat([begin(address), attach(SENDERS, true, address), flow(SENDERS, 0x7fff_ffff, false)]));
  socket.write(Buffer.concat(Array.from({ length: SENDERS }, (_, handle) => attach(handle, false, address))));
  let id = 0;
  let round = 0;
  return () => {
    const handle = round++ % SENDERS;
    return Buffer.concat(Array.from({ length: EACH }, () => transfer(handle, id++)));
  };
}

function links(socket: Socket, index: number): () => Buffer {
  socket.write(begin(`flood ${index}`));
  const both = Buffer.concat([attach(0, true, `flood ${index}`), frame(described(0x16n, uint(0), bool(true)))]);
  const many = Buffer.concat(Array.from({ length: 200 }, () => both));
  return () => many;
}

async function stanzas(socket: Socket, index: number): Promise<() => Buffer> {
  await logIn(socket, `flood${index}`);
  const many = Buffer.from(
    "<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq><message to='juliet@localhost' type='headline'><body>flood</body></message>".repeat(
      100,
    ),
  );
  return () => many;
}

/** Sends so many messages to a client by its full JID, as fast as that takes them: a server ends a client that takes too long. */
export async function sendMessages(url: string, to: string, count: number): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  await logIn(socket, 'sender', 'juliet');
  const each = 1000;
  for (let id = 0; id < count; id += each) {
    const many = Array.from(
      { length: Math.min(each, count - id) },
      (_, i) =>
        `<message to='${to}' type='chat' id='m${id + i}'><body>Reading ${id + i}: 21.5 degrees at station north-7.</body></message>`,
    );
    socket.write(`${many.join('')}<iq to='${to}' type='get' id='ping-${id}-'><ping xmlns='urn:xmpp:ping'/></iq>`);
    await until(socket, `ping-${id}-`);
  }
}

async function logIn(socket: Socket, resource: string, user = 'romeo'): Promise<void> {
  socket.write(HEADER);
  await until(socket, '</stream:features>');
  socket.write(scramFirst('SCRAM-SHA-256', `n,,n=${user},r=nonce`));
  const challenge = payload(await until(socket, '</challenge>'), 'challenge');
  socket.write(response(scramFinal('sha256', 'wireloupe', `n=${user},r=nonce`, challenge).final));
  await until(socket, '</success>');
  socket.write(HEADER);
  await until(socket, '</stream:features>');
  socket.write(
    `<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind></iq>`,
  );
  await until(socket, '</iq>');
}

async function until(socket: Socket, part: string): Promise<string> {
  let got = '';
  while (!got.includes(part)) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    got += bytes.toString('latin1');
  }
  return got;
}

/** Asks again and again, with a flow that wants an echo or a ping, and gives how long each answer took, in milliseconds. */
export async function ask(url: string, count: number): Promise<number[]> {
  const { hostname, port, protocol } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await once(socket, 'connect');
  if (protocol === 'amqp:') {
    socket.write(Buffer.concat([begin('asker'), attach(0, true, 'asked')]));
    // The attach is the last of the answers.
    await until(socket, '\0\x53\x12');
  } else {
    await logIn(socket, `asker${Math.random()}`);
  }
  const question = protocol === 'amqp:' ? flow(0, 0, true) : "<iq type='get' id='q'><ping xmlns='urn:xmpp:ping'/></iq>";
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    socket.write(question);
    await once(socket, 'data');
    times.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  socket.destroy();
  return times;
}
