import { fromHex } from '../../../core/index.ts';
import type { Direction, LogFormat, LogReader, TakeEntry } from '../model.ts';
import { readDebugLine } from './debug-lines.ts';
import { takeGap } from './log-units.ts';

interface Held {
  readonly direction: Direction;
  readonly line: number;
  channel: number | undefined;
  /** Up to 3.2 the bytes come behind the frame's last line. */
  readonly bytesAtEnd: boolean;
}

const connection = '';
const sending = /^sending frame:/i;
const arrow = /^(=>|<=)(?: |$)/;
const raw = /^raw: \[([0-9a-f]*)\]$/i;
const version = /^Server (?:AMQP|SASL) Version: ([0-9a-f]{16}) vs /;
const begins = /^(?:connecting to: |stateChange: DISCONNECTED => START|Transitioning from DISCONNECTED to START)/;

/**
 * Reads the bytes in the log of node-amqp10: `Sending frame: …: 0000…` and `Rx: 0000…` up to 3.2, later `=>`, `<=` and `raw: […]`, where
 * what is received lacks the frame's header.
 */
class NodeAmqp10Reader implements LogReader {
  readonly #take: TakeEntry;
  #begun = false;
  #received = false;
  #held: Held | undefined;

  constructor(take: TakeEntry) {
    this.#take = take;
  }

  line(text: string, line: number): void {
    const debug = readDebugLine(text, 'amqp10');
    if (debug === undefined) return this.#inFrame(text);
    const content = debug.text.trimEnd();
    const found = raw.exec(content);
    if (found !== null) return this.#raw(found[1] ?? '', line);
    if (content.startsWith('Rx: ')) {
      this.#received = true;
      return this.#bytes('received', content.slice(4), line);
    }
    if (content.startsWith('Sending Header ')) return this.#bytes('sent', content.slice(15), line);
    const header = version.exec(content)?.[1];
    if (header !== undefined && !this.#received) return this.#bytes('received', header, line);
    if (begins.test(content)) return this.#begin();
    const direction = sending.test(content)
      ? 'sent'
      : arrow.exec(content)?.[1] === '=>'
        ? 'sent'
        : arrow.test(content)
          ? 'received'
          : undefined;
    if (direction === undefined) return;
    this.#flush();
    this.#held = { direction, line, channel: undefined, bytesAtEnd: sending.test(content) };
    this.#inFrame(content);
  }

  end(): void {
    this.#flush();
  }

  #begin(): void {
    this.#flush();
    if (this.#begun) this.#take({ what: 'end', connection });
    this.#begun = this.#received = false;
  }

  /** A line of a frame that Node.js prints as an object. */
  #inFrame(text: string): void {
    const held = this.#held;
    if (held === undefined) return;
    held.channel ??= numberOf(/\bchannel: (\d{1,5})\b/.exec(text.slice(0, 200))?.[1]);
    const colon = text.lastIndexOf(': ');
    const hex = colon < 0 ? '' : text.slice(colon + 2).trim();
    if (!held.bytesAtEnd || hex.length < 16 || !/^[0-9a-f]+$/.test(hex)) return;
    this.#held = undefined;
    this.#bytes('sent', hex, held.line);
  }

  #raw(hex: string, line: number): void {
    const bytes = fromHex(hex);
    const held = this.#held;
    this.#held = undefined;
    if (bytes === undefined) return takeGap(this.#take, { connection, line }, 'These are no whole bytes');
    const whole = isFrame(bytes);
    const direction = held?.direction ?? (whole ? 'sent' : 'received');
    if (direction === 'received' && this.#received) return;
    this.#begun = true;
    const place = { connection, direction, line };
    if (whole) return this.#take({ ...place, what: 'stream', bytes });
    const frame = framed(bytes, held?.channel ?? 0);
    if (held?.channel !== undefined || frame[5] === 1) this.#take({ ...place, what: 'stream', bytes: frame });
    // Without the frame before it the channel is not known.
    else this.#take({ ...place, what: 'unit', protocol: 'amqp', kind: 'frame', bytes: frame, lossy: 'values' });
  }

  #bytes(direction: Direction, hex: string, line: number): void {
    const place = { connection, direction, line };
    const bytes = fromHex(hex.trim());
    this.#begun = true;
    if (bytes === undefined || bytes.length === 0)
      takeGap(this.#take, place, 'These are no whole bytes in hexadecimal digits');
    else this.#take({ ...place, what: 'stream', bytes });
  }

  /** A frame whose bytes did not come. What is received has them in front of it, where the log has them. */
  #flush(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined || (held.direction === 'received' && this.#received)) return;
    const { direction, line } = held;
    this.#begun = true;
    takeGap(
      this.#take,
      { connection, direction, line },
      'The log has neither the name nor the bytes of this frame. DEBUG=amqp10:* prints its bytes, too',
    );
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** Whether a frame is here from its size on (AMQP 1.0, 2.3.1). */
function isFrame(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === bytes.length;
}

/** A frame around its body: of SASL where the performative is (AMQP 1.0, 5.3.3). */
function framed(body: Uint8Array, channel: number): Uint8Array {
  const frame = new Uint8Array(8 + body.length);
  const isSasl = body[1] === 0x53 && ((body[2] ?? 0) & 0xf8) === 0x40;
  const view = new DataView(frame.buffer);
  view.setUint32(0, frame.length);
  frame[4] = 2;
  frame[5] = isSasl ? 1 : 0;
  view.setUint16(6, isSasl ? 0 : channel & 0xffff);
  frame.set(body, 8);
  return frame;
}

/** The log of node-amqp10 with `DEBUG=amqp10:*`. */
export const nodeAmqp10: LogFormat = {
  name: 'node-amqp10',
  title: 'node-amqp10 with DEBUG=amqp10:*',
  writer: 'client',
  recognises(text) {
    const content = readDebugLine(text, 'amqp10')?.text ?? '';
    return /^(?:Rx: [0-9a-f]|Sending Header [0-9a-f]|sending frame:|raw: \[|(?:=>|<=) )/i.test(content);
  },
  reader: (take) => new NodeAmqp10Reader(take),
};
