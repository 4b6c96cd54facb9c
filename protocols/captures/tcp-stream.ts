/** What one direction of a TCP connection gives, in order. */
export interface StreamSink {
  data(bytes: Uint8Array, time: number): void;
  /** Bytes that the capture does not have. */
  gap(length: number, time: number): void;
  /** The next bytes are late, and may be lost: until they come, or a gap is reported, the other direction goes on alone. */
  late?(): void;
  end(time: number): void;
  /** The first bytes that come are not the first of the connection, as far as is known. */
  inTheMiddle?(): void;
}

interface Waiting {
  /** Bytes after the next expected one. */
  readonly ahead: number;
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly time: number;
}

const nothing: StreamSink = { data: () => undefined, gap: () => undefined, end: () => undefined };

const mostWaitingBytes = 4 * 1024 * 1024;
const mostWaitingSegments = 2048;

/** The signed distance from one sequence number to another (32 bits, wrapping). */
function distance(from: number, to: number): number {
  return (to - from) | 0;
}

/**
 * Puts one direction of a TCP connection together: retransmissions are dropped, segments out of order wait for the ones
 * before them, up to a bound; what never comes is reported as a gap (RFC 9293, 3.10).
 */
export class TcpStream {
  #sink: StreamSink;
  #next: number | undefined;
  /** The byte that was reported as late because the other end had it already. */
  #toldLate: number | undefined;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #ended = false;
  /** The number of the first byte that was seen, or that the connection's opening told. */
  #first: number | undefined;
  /** The number behind the last byte, once the end was seen. */
  #last: number | undefined;

  constructor(sink: StreamSink) {
    this.#sink = sink;
  }

  /** The connection begins: the first byte has the number after this one. */
  open(sequence: number): void {
    this.#next ??= this.#first = (sequence + 1) >>> 0;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Whether an opening with this number belongs to another connection than the bytes so far. */
  isOther(sequence: number): boolean {
    return this.#first !== undefined && this.#first !== (sequence + 1) >>> 0;
  }

  /** The side sends nothing from this byte on: the stream ends when the bytes before it have come. */
  finish(sequence: number, time: number): void {
    this.#last ??= sequence >>> 0;
    this.#endWhenDone(time);
  }

  #endWhenDone(time: number): void {
    if (this.#last !== undefined && (this.#next === undefined || distance(this.#next, this.#last) <= 0))
      this.close(time);
  }

  /** The other end has all bytes before this one: those that were not seen are late or lost. */
  acknowledged(sequence: number): void {
    const next = this.#next;
    // Bytes that wait tell the same.
    if (
      this.#ended ||
      next === undefined ||
      next === this.#toldLate ||
      this.#waiting.length > 0 ||
      distance(next, sequence) <= 0
    )
      return;
    this.#toldLate = next;
    this.#sink.late?.();
  }

  /** One segment's payload; `missing` bytes of it were not captured. */
  segment(sequence: number, buffer: Uint8Array, start: number, end: number, missing: number, time: number): void {
    if (this.#ended || (start === end && missing === 0)) return;
    if (this.#next === undefined) {
      this.#next = this.#first = sequence >>> 0;
      this.#sink.inTheMiddle?.();
    }
    const ahead = distance(this.#next, sequence);
    if (ahead === 0) this.#take(buffer.subarray(start, end), time);
    else if (ahead < 0) {
      if (end - start <= -ahead) return; // all of it was seen before
      this.#take(buffer.subarray(start - ahead, end), time);
    } else this.#wait({ ahead, sequence, bytes: new Uint8Array(buffer.subarray(start, end)), time });
    if (missing > 0 && ahead <= 0) this.#skip(missing, time);
    if (this.#waiting.length > 0) this.#catchUp();
    if (this.#waitingBytes > mostWaitingBytes || this.#waiting.length > mostWaitingSegments) this.#jump();
    this.#endWhenDone(time);
  }

  /** The connection ended: what still waits is given out with its gaps. */
  close(time: number): void {
    if (this.#ended) return;
    while (this.#waiting.length > 0) this.#jump();
    this.#ended = true;
    this.#sink.end(time);
    // What follows the bytes is not kept for as long as the connection is known.
    this.#sink = nothing;
  }

  #take(bytes: Uint8Array, time: number): void {
    this.#next = ((this.#next ?? 0) + bytes.length) >>> 0;
    if (bytes.length > 0) this.#sink.data(bytes, time);
  }

  #skip(length: number, time: number): void {
    this.#next = ((this.#next ?? 0) + length) >>> 0;
    this.#sink.gap(length, time);
  }

  #wait(segment: Waiting): void {
    if (this.#waiting.length === 0) this.#sink.late?.();
    this.#waiting.push(segment);
    this.#waitingBytes += segment.bytes.length;
  }

  /** Gives out what has become next in order. */
  #catchUp(): void {
    for (let progress = true; progress;) {
      progress = false;
      for (let i = 0; i < this.#waiting.length; i++) {
        const segment = this.#waiting[i];
        if (segment === undefined) continue;
        const ahead = distance(this.#next ?? 0, segment.sequence);
        if (ahead > 0) continue;
        this.#waiting.splice(i, 1);
        this.#waitingBytes -= segment.bytes.length;
        if (segment.bytes.length > -ahead) this.#take(segment.bytes.subarray(-ahead), segment.time);
        progress = true;
        break;
      }
    }
  }

  /** Gives up on the bytes before the nearest waiting segment. */
  #jump(): void {
    const next = this.#next ?? 0;
    let nearest = this.#waiting[0];
    for (const segment of this.#waiting) {
      if (nearest === undefined || distance(next, segment.sequence) < distance(next, nearest.sequence))
        nearest = segment;
    }
    if (nearest === undefined) return;
    this.#skip(distance(next, nearest.sequence), nearest.time);
    this.#catchUp();
  }
}
