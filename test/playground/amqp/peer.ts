import { toHex } from '../../../protocols/core/index.ts';
import { vi } from 'vitest';
import { decodeFrame, decodeMessage, type DecodedFrame, type ValueNode } from '../../../protocols/amqp/index.ts';
import { RawClient } from '../raw-client.ts';
import { AMQP_HEADER, attachReceiver, begin, composite, encode, frame, open, ubyte, uint } from './frames.ts';

/** A client that sends frames as they are, and has what comes back in lines. */
export class Peer {
  readonly url: string;
  readonly #client: RawClient;

  private constructor(url: string, client: RawClient) {
    this.url = url;
    this.#client = client;
  }

  /** Opens a connection with a session. */
  static async open(url: string, ...first: readonly Buffer[]): Promise<Peer> {
    const peer = new Peer(url, await RawClient.open(url));
    peer.send(AMQP_HEADER, open, begin, ...first);
    return peer;
  }

  send(...frames: readonly Buffer[]): void {
    this.#client.write(Buffer.concat(frames));
  }

  /** The headers and frames that came. */
  get frames(): DecodedFrame[] {
    const frames: DecodedFrame[] = [];
    const bytes = this.#client.history;
    for (let at = 0; at + 8 <= bytes.length;) {
      const size = bytes.toString('latin1', at, at + 4) === 'AMQP' ? 8 : bytes.readUInt32BE(at);
      if (at + size <= bytes.length) frames.push(decodeFrame(bytes.subarray(at, at + size)));
      at += size;
    }
    return frames;
  }

  /** A line for each frame that came; for a disposition, one for each of its deliveries. */
  get lines(): string[] {
    return this.frames.flatMap(describeFrame);
  }

  /** Those of a kind. */
  of(name: string): string[] {
    return this.lines.filter((line) => line.startsWith(name));
  }

  /** Waits until a line is there, and gives all. */
  async until(line: string, times = 1): Promise<string[]> {
    await vi.waitFor(
      () => {
        if (this.lines.filter((each) => each === line).length < times)
          throw new Error(`Waited for ${line}, but have\n${this.lines.join('\n')}`);
      },
      { timeout: 30_000, interval: 5 },
    );
    return this.lines;
  }

  /** Says that it closes, and gives all that came. */
  async close(): Promise<string[]> {
    this.send(frame(0x18, []));
    await this.#client.closed();
    return this.lines;
  }

  /** Vanishes. */
  destroy(): void {
    this.#client.destroy();
  }
}

export const dispositions = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith('disposition'));

/** Bodies of all messages in a queue that nobody holds; they are taken out. */
export async function drain(url: string, address: string): Promise<string[]> {
  const peer = await Peer.open(
    url,
    frame(0x12, ['drain', uint(0), true, ubyte(1), null, composite(0x28, address), composite(0x29, '')]),
  );
  await peer.until('attach');
  peer.send(flow({ drain: true }));
  await peer.until('flow 0 drained');
  const lines = await peer.close();
  return lines.filter((line) => line.startsWith('transfer')).map((line) => line.replace(/^transfer \d+ /, ''));
}

/** A receiver on handle 0 that may get so many messages. */
export const receive = (address: string, credit = 10): Buffer =>
  Buffer.concat([attachReceiver(address), flow({ credit })]);

export const flow = ({ credit = 10, drain = false, window = 100, properties = null as unknown }): Buffer =>
  frame(0x13, [
    uint(0),
    uint(window),
    uint(1),
    uint(100),
    uint(0),
    uint(0),
    uint(credit),
    null,
    drain,
    null,
    properties,
  ]);

const id = (hex: string): Buffer => Buffer.from(hex, 'hex');
const value = (content: unknown): Buffer => Buffer.concat([Buffer.from([0, 0x53, 0x77]), encode(content)]);

/** A link to the coordinator. */
export const attachCoordinator = (handle = 0, name = 'control', source: unknown = composite(0x28)): Buffer =>
  frame(0x12, [name, uint(handle), false, null, null, source, composite(0x30, null), null, null, uint(0)]);
export const declareBody = (globalId: unknown = null): Buffer => value(composite(0x31, globalId));
export const dischargeBody = (txn: string, fail = false): Buffer => value(composite(0x32, id(txn), fail));
export const within = (txn: string, outcome: unknown = null): unknown => composite(0x34, id(txn), outcome);
export const accepted = composite(0x24);
export const REJECTED = composite(0x25);
export const RELEASED = composite(0x26);

interface TransferOptions {
  readonly handle?: number;
  readonly settled?: boolean;
  readonly more?: boolean;
  readonly state?: unknown;
}
export const transfer = (
  delivery: number,
  payload: Buffer,
  { handle = 0, settled = false, more = false, state = null }: TransferOptions = {},
): Buffer =>
  frame(0x14, [uint(handle), uint(delivery), Buffer.from([delivery]), uint(0), settled, more, null, state], {
    payload,
  });

/** What a receiver says of a delivery. */
export const disposition = (delivery: number, state: unknown, settled = true): Buffer =>
  frame(0x15, [true, uint(delivery), null, settled, state]);
export const detach = (handle = 0): Buffer => frame(0x16, [uint(handle), true]);

function describeFrame(decoded: DecodedFrame): string[] {
  const of = (name: string): string => String(decoded.field(name)?.value ?? '');
  const condition = decoded.field('error')?.children[0]?.value;
  const error = typeof condition === 'string' ? ` ${condition}` : '';
  switch (decoded.performativeName) {
    case 'transfer': {
      const body =
        decoded.payload === undefined
          ? undefined
          : decodeMessage(decoded.bytes.subarray(decoded.payload.offset)).sections.at(-1);
      return [`transfer ${of('delivery-id')} ${String(body?.children[0]?.value ?? body?.value)}`];
    }
    case 'disposition': {
      const first = Number(of('first'));
      const count = decoded.field('last')?.presence === 'present' ? ((Number(of('last')) - first) >>> 0) + 1 : 1;
      const told = `${of('settled') === 'true' ? 'settled' : 'unsettled'} ${describeState(decoded.field('state'))}`;
      return Array.from({ length: count }, (_, index) => `disposition ${(first + index) >>> 0} ${told}`);
    }
    case 'flow':
      return [`flow ${of('handle')}${of('drain') === 'true' ? ' drained' : ''}`];
    case 'detach':
      return [`detach ${of('handle')}${error}`];
    default:
      return [`${decoded.performativeName ?? 'header'}${error}`];
  }
}

function describeState(state: ValueNode | undefined): string {
  if (state?.descriptor === undefined) return 'nothing';
  const inner = state.children.flatMap((child) => {
    if (child.value instanceof Uint8Array) return [toHex(child.value)];
    if (child.type === 'error') return [String(child.children[0]?.value)];
    return child.name === 'outcome' ? [describeState(child)] : [];
  });
  return [state.type, ...inner].join(' ');
}
