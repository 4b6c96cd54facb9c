import { noProject } from '../../../protocols/core/index.ts';
import { protocolOf } from '../../../protocols/index.ts';
import { tapped } from './tapped.ts';
import { connect, type AddressInfo } from 'node:net';
import { create_container, types, type Receiver, type Sender } from 'rhea';
import { expect, it, describe } from 'vitest';
import { answer, type Requests } from '../../../client/traffic-view/answer.ts';
import { requests } from '../../../client/panel/messages.ts';
import { UnitModel } from '../../../client/panel/model/unit.ts';
import type { Side } from '../../../protocols/core/index.ts';
import type { TrafficView } from '../../../wire/store/view.ts';
import { folderOf, wireloupe } from '../../cli/terminal.ts';
import { leak, token } from '../../protocols/amqp/tokens.ts';
import { cleanUp, listen } from '../fake.ts';

type Chunk = readonly [Side, Uint8Array];

/** What crosses between a client of rhea that sends a token, and messages beside it, and a broker of rhea that takes small frames. */
async function capture(): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  const broker = create_container();
  (broker.sasl_server_mechanisms as { enable_plain(check: () => Promise<boolean>): void }).enable_plain(() =>
    Promise.resolve(true),
  );
  broker.on('receiver_open', ({ receiver }: { receiver: Receiver }) =>
    receiver.set_target({ address: receiver.target.address }),
  );
  const server = broker.listen({ port: 0, host: '127.0.0.1', max_frame_size: 512 });
  cleanUp(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  // Each piece passes through here, in the order in which it crossed.
  const between = await listen((socket) => {
    const onward = connect(port, '127.0.0.1');
    onward.on('error', () => undefined);
    socket.on('data', (chunk) => {
      chunks.push(['client', Uint8Array.from(chunk)]);
      onward.write(chunk);
    });
    onward.on('data', (chunk) => {
      chunks.push(['server', Uint8Array.from(chunk)]);
      socket.write(chunk);
    });
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
  });
  const connection = create_container().connect({
    port: between,
    host: '127.0.0.1',
    max_frame_size: 512,
    username: 'romeo',
    password: 'Kw7RxPb2Vn9Tz4Lq',
    reconnect: false,
  });
  const put = {
    application_properties: { operation: 'put-token', type: 'servicebus.windows.net:sastoken', name: 'amqp://host/q' },
    subject: 'token',
    body: types.wrap_string(token.repeat(4)),
  };
  const plain = { subject: 'plain', body: types.wrap_string('a message for everybody '.repeat(40)) };
  const accepted: Promise<unknown>[] = [];
  const opened = (address: string, session: { open_sender: (options: object) => Sender }): Promise<Sender> => {
    const sender = session.open_sender({ target: { address } });
    accepted.push(new Promise((resolve) => sender.on('accepted', resolve)));
    return new Promise((resolve) => sender.once('sendable', () => resolve(sender)));
  };
  const second = connection.create_session();
  second.begin();
  const [tokens, queue, elsewhere] = await Promise.all([
    opened('$cbs', connection),
    opened('queue', connection),
    opened('queue', second),
  ]);
  queue.send(plain);
  tokens.send(put);
  elsewhere.send(plain);
  await Promise.all(accepted);
  const gone = new Promise((resolve) => connection.once('connection_close', resolve));
  connection.close();
  await gone;
  return chunks;
}

function recorded(chunks: readonly Chunk[]): TrafficView {
  const { view, tap: open } = tapped(1 << 22);
  const tap = open('broker', 'amqp');
  for (const [side, bytes] of chunks)
    if (side === 'client') tap.sent(bytes);
    else tap.received(bytes);
  return view;
}

/** What the panel's model and the Inspector show of every unit. */
async function shown(
  view: TrafficView,
  secrets: boolean,
): Promise<{ readonly names: readonly string[]; readonly text: string }> {
  const { rows } = await view.rows({ filter: {}, from: 0, count: 1000 });
  const parts: string[] = [JSON.stringify(rows)];
  const wire = {
    unit: ({ seq, secrets }: { seq: number; secrets: boolean }) => Promise.resolve(view.unit(seq, secrets)),
  } as unknown as Requests;
  const model = new UnitModel(
    {
      unit: async (seq, asked) => {
        const found = await answer({ type: 'unit', seq, secrets: asked }, wire, {
          opened: () => [],
          clear: () => Promise.resolve(),
          types: () => Promise.resolve({ amqpDefinitions: [], xmppSchemas: [] }),
        });
        const sent: unknown = structuredClone(found);
        if (!requests.unit.gives(sent)) throw new Error('the page would not take this');
        return sent;
      },
    },
    () => undefined,
  );
  for (const { seq } of rows) {
    await model.select(seq);
    if (secrets) await model.showSecrets(true);
    const { unit } = model;
    if (unit === null) throw new Error(model.problem ?? 'no unit');
    parts.push(
      JSON.stringify([unit.root, unit.issues]),
      unit.opened.text() ?? '',
      Buffer.from(unit.bytes).toString('latin1'),
    );
    const found = view.unit(seq, secrets);
    if (found === null) throw new Error('no unit');
    // As the Inspector does.
    const { row, bytes, context, issues } = found;
    const { protocol, kind } = row;
    const opened = protocolOf(protocol).codec.open({ protocol, kind, bytes }, context, noProject);
    parts.push(JSON.stringify([opened.tree({ secrets }), issues]));
  }
  return { names: rows.map(({ name, summary }) => `${name} ${summary}`), text: parts.join('\n') };
}

describe('a token and a password of a real client', () => {
  it('are not shown in the list, the panel, the Inspector and decode, but the messages beside them are', async () => {
    const chunks = await capture();
    const view = recorded(chunks);
    const { names, text } = await shown(view, false);
    expect(names.filter((name) => name.startsWith('transfer')).length).toBeGreaterThanOrEqual(6);
    expect(leak(text)).toBeUndefined();
    expect(leak(text, 'Kw7RxPb2Vn9Tz4Lq')).toBeUndefined();
    expect(text).toContain('put-token');
    expect(text).toContain('a message for everybody');

    const all = await shown(view, true);
    expect(leak(all.text)).toBeDefined();
    expect(leak(all.text, 'Kw7RxPb2Vn9Tz4Lq')).toBeDefined();

    // A filter finds no more than is shown.
    for (const part of [token.slice(0, 12), token.slice(0, 4), 'Kw7RxPb2'])
      expect((await view.rows({ filter: { text: part }, from: 0, count: 10 })).matching).toBe(0);

    const of = (side: Side): Uint8Array =>
      Buffer.concat(chunks.filter(([from]) => from === side).map(([, bytes]) => bytes));
    const log = chunks
      .map(
        ([side, bytes]) =>
          `rhea:raw [c] ${side === 'client' ? 'SENT' : 'RECV'}: ${bytes.length} ${Buffer.from(bytes).toString('hex')}`,
      )
      .join('\n');
    const cwd = await folderOf({
      'client.bin': of('client'),
      'server.bin': of('server'),
      'half.bin': of('client').subarray(500),
      'both.log': `${log}\n`,
    });
    for (const args of [['client.bin'], ['--direction', 'server', 'server.bin'], ['half.bin'], ['both.log']]) {
      const ran = await wireloupe(['decode', ...args], { cwd });
      expect(leak(ran.out + ran.said)).toBeUndefined();
      expect(leak(ran.out + ran.said, 'Kw7RxPb2Vn9Tz4Lq')).toBeUndefined();
    }
    const { out } = await wireloupe(['decode', 'client.bin'], { cwd });
    expect(out).toContain('put-token');
    expect(out).toMatch(/for everybody|666f722065766572/u);
    // By contract these say all that they have.
    for (const format of ['jsonl', 'yaml'])
      expect(
        leak((await wireloupe(['decode', '--format', format, 'client.bin'], { cwd })).out, 'Kw7RxPb2Vn9Tz4Lq'),
      ).toBeDefined();
  });
});
