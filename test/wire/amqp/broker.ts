import type { Socket } from 'node:net';
import { createAmqpFramer, peekFrame, type DecodedFrame } from '../../../protocols/amqp/index.ts';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import { listen } from '../fake.ts';

/** Steps of the notation as bytes. */
export function bytes(text: string): Buffer {
  const { steps, problems } = encodeScript({ source: parseSource(text) }, () => undefined);
  const blocking = problems.find((problem) => problem.blocking);
  if (blocking !== undefined) throw new Error(blocking.message);
  return Buffer.concat(steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : [])));
}

/**
 * A frame that the notation would not write: a performative by its code, with its fields in hex, and a payload in hex.
 */
export function frame(
  code: number,
  fields: readonly string[],
  { channel = 0, payload = '' }: { readonly channel?: number; readonly payload?: string } = {},
): Buffer {
  const list = Buffer.from(fields.join('').replaceAll(/\s/gu, ''), 'hex');
  const rest = Buffer.from(payload, 'hex');
  const bytes = Buffer.concat([Buffer.alloc(20), list, rest]);
  bytes.set([0, 0, 0, 0, 2, 0, 0, 0, 0, 0x53, code, 0xd0]);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt16BE(channel, 6);
  bytes.writeUInt32BE(list.length + 4, 12);
  bytes.writeUInt32BE(fields.length, 16);
  return bytes;
}

/** A uint in hex, as a field of `frame`. */
export function uint(value: number): string {
  return `70${value.toString(16).padStart(8, '0')}`;
}

/** A string in hex. */
export function text(value: string): string {
  const bytes = Buffer.from(value);
  return `b1${bytes.length.toString(16).padStart(8, '0')}${bytes.toString('hex')}`;
}

export const flow =
  '- flow: { next-incoming-id: 0, incoming-window: 99, next-outgoing-id: 0, outgoing-window: 99, handle: 0, delivery-count: 0, link-credit: 9 }\n';

const usual: Answers = {
  header: ({ header }) =>
    header?.name === 'sasl'
      ? '- header: sasl\n- sasl-mechanisms: { sasl-server-mechanisms: [ANONYMOUS] }\n'
      : '- header: amqp\n',
  'sasl-init': '- sasl-outcome: { code: 0 }\n',
  open: '- open: { container-id: fake }\n',
  begin: ({ channel }) =>
    `- begin: { remote-channel: ${channel ?? 0}, next-outgoing-id: 0, incoming-window: 99, outgoing-window: 99 }\n`,
  end: '- end: {}\n',
  close: '- close: {}\n',
};

/** Steps of the notation, bytes, or what makes them from the frame that is answered. */
export type Answer = string | Buffer | ((frame: DecodedFrame, socket: Socket) => string | Buffer);
/** By the performative that is answered, `header` or `heartbeat`. */
export type Answers = Readonly<Record<string, Answer>>;

/** A broker, with SASL or without as it is asked for, that answers each performative with the given steps, or else the usual ones; gives its port. */
export function broker(answers: Answers): Promise<number> {
  return listen((socket) => {
    const framer = createAmqpFramer();
    socket.on('data', (chunk) => {
      for (const unit of framer.push(chunk)) {
        const frame = peekFrame(unit.bytes);
        const answer = answers[frame.performativeName ?? unit.kind] ?? usual[frame.performativeName ?? unit.kind] ?? '';
        const text = typeof answer === 'function' ? answer(frame, socket) : answer;
        socket.write(typeof text === 'string' ? bytes(text) : text);
      }
    });
  });
}

/** The broker's end of a link, with the name that the client gave it, and what follows. */
export function attach(role: 'sender' | 'receiver', more: string | Buffer): Answers {
  const count = role === 'sender' ? ', initial-delivery-count: 0' : '';
  const after = typeof more === 'string' ? bytes(more) : more;
  return {
    attach: (frame) =>
      Buffer.concat([
        bytes(
          `- attach: { name: ${JSON.stringify(frame.field('name')?.value)}, handle: 0, role: ${role}, source: { address: q }, target: { address: q }${count} }\n`,
        ),
        after,
      ]),
  };
}

/** Sends the same bytes again and again, as fast as the client takes them. */
export function flood(socket: Socket, chunk: (round: number) => Buffer): void {
  let round = 0;
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk(round++)));
    if (!socket.destroyed) socket.once('drain', more);
  };
  more();
}
