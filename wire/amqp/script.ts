import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import type { SendPayload, SetVariable } from '../../protocols/core/index.ts';
import { cancelled, wireError, type WireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import { parseService } from '../net/service.ts';
import { notTheProtocol } from '../net/sniff.ts';
import type { SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { Answer } from './answer.ts';
import { nameOf, startsAsAmqp, toReply, type End } from './script-reply.ts';
import { openAmqpSocket, type AmqpSocket } from './socket.ts';
import { ScriptValues } from './script-values.ts';

/** Silence after which a script's answer is taken to be complete, in milliseconds; half of the time-out where that is shorter. */
const quiet = 1000;

/** Milliseconds after which a script is given up whose next part does not come. */
const longestPause = 60_000;

/** What a script needs of a connection: no login, no session. */
export type ScriptRequest = Pick<OpenRequest, 'profile' | 'tap' | 'timeouts' | 'signal'>;

type FramesPayload = Extract<SendPayload, { kind: 'amqp-frames' }>;

/**
 * A script, whose parts are sent one after another over one connection. Sends frames with exactly their bytes over a fresh connection, and listens until the peer closes, nothing has come for a
 * second, or time is up. No rule is checked: a script may be wrong on purpose. A peer that does not answer in AMQP, or whose
 * connection breaks before it has said anything, is a failure; one that answers with an error, or without end, is a reply with a problem.
 */
export class FrameScript {
  readonly #request: ScriptRequest;
  readonly #target: string;
  readonly #socket: AmqpSocket;
  readonly #answer = new Answer();
  readonly #sent: RecordedUnit[] = [];
  readonly #values = new ScriptValues();
  readonly #begun = performance.now();
  #answered: number | undefined;
  /** How the connection ended, once it has. */
  #end: End | undefined;
  /** Looks at what has come, for the part that waits. */
  #look: () => void = () => undefined;
  #pause: NodeJS.Timeout | undefined;
  #over = false;

  private constructor(request: ScriptRequest, target: string, socket: AmqpSocket) {
    this.#request = request;
    this.#target = target;
    this.#socket = socket;
    socket.listen(
      (chunk) => {
        if (this.#over) return;
        this.#answered ??= performance.now() - this.#begun;
        const units = request.tap.received(chunk);
        this.#answer.take(chunk, units);
        this.#values.see(units);
        this.#look();
      },
      (error) => {
        this.#end ??= error === undefined ? { kind: 'closed' } : { kind: 'error', error };
        this.#look();
      },
    );
  }

  /** Connects. Nothing is sent yet. */
  static async open(request: ScriptRequest): Promise<FrameScript> {
    const service = parseService(request.profile.service, 'amqp');
    return new FrameScript(request, service.target, await openAmqpSocket(service, request));
  }

  /** Whether it has ended, so that no other part can be sent. */
  get isOver(): boolean {
    return this.#over;
  }

  /** Sends a part, and waits for the values of its variables; the last part ends the script, as does one that lacks a value. */
  async send(payload: FramesPayload, timeout: number, signal: AbortSignal): Promise<SendReply> {
    clearTimeout(this.#pause);
    if (this.#over)
      throw wireError('closed', 'The connection of the frame script has ended.', 'Send the script again.');
    const { frames, sets = [], part = { index: 0, last: true } } = payload;
    const wasOpen = this.#end === undefined;
    if (wasOpen) this.#write(frames);
    const missing = sets.length === 0 ? undefined : await this.#waitForValues(sets, timeout, signal);
    if (missing === undefined && !part.last) {
      this.#pause = setTimeout(() => this.#stop(), longestPause);
      this.#pause.unref();
      return this.#partReply(sets);
    }
    const end = missing ?? (await this.#waitForEnd(timeout, signal));
    const reply = this.#finish(end, timeout, payload);
    const taken = sets.length === 0 ? {} : { taken: this.#values.taken(sets, timeout) };
    if (wasOpen || frames.length === 0 || reply.problem !== undefined) return { ...reply, ...taken };
    return {
      ...reply,
      ...taken,
      problem: { severity: 'error', text: 'connection closed before all frames were sent' },
    };
  }

  #write(frames: readonly Uint8Array[]): void {
    const sent = this.#sent.length;
    this.#values.begin();
    try {
      for (const frame of frames) {
        this.#sent.push(...this.#request.tap.sent(frame));
        this.#socket.write(frame);
      }
    } catch (error) {
      this.#stop();
      throw error;
    }
    this.#values.sent(this.#sent.slice(sent));
  }

  /** Waits until each variable has a value; otherwise gives what came instead. */
  async #waitForValues(sets: readonly SetVariable[], timeout: number, signal: AbortSignal): Promise<End | undefined> {
    return this.#wait<End | undefined>(signal, timeout, { kind: 'timeout' }, (finish) => {
      const state = this.#values.stateOf(sets);
      if (state === 'there') finish(undefined);
      else if (state === 'never') finish({ kind: 'set' });
      else if (this.#end !== undefined) finish(this.#end);
    });
  }

  async #waitForEnd(timeout: number, signal: AbortSignal): Promise<End> {
    const begun = performance.now();
    let silence: NodeJS.Timeout | undefined;
    let seen = this.#answer.count;
    const waiting = this.#wait<End>(signal, timeout, { kind: 'timeout' }, (finish, isFirst) => {
      if (this.#end !== undefined) finish(this.#end);
      // A peer that never pauses gives timers few turns.
      else if (performance.now() - begun > timeout) finish({ kind: 'timeout' });
      else if (nameOf(this.#answer.last) === 'close' && this.#sent.some((unit) => nameOf(unit) === 'close'))
        finish({ kind: 'closed' });
      const isNew = this.#answer.count > seen;
      seen = this.#answer.count;
      clearTimeout(silence);
      silence = setTimeout(() => finish({ kind: 'quiet' }), Math.min(quiet, isFirst && !isNew ? timeout : timeout / 2));
    });
    return waiting.finally(() => clearTimeout(silence));
  }

  /** Waits until `look`, which is called now and whenever something comes, finishes; or for so many milliseconds. */
  async #wait<T>(
    signal: AbortSignal,
    timeout: number,
    late: T,
    look: (finish: (value: T) => void, isFirst: boolean) => void,
  ): Promise<T> {
    let onAbort: () => void = () => undefined;
    let limit: NodeJS.Timeout | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        onAbort = () => {
          this.#socket.destroy();
          this.#stop();
          reject(cancelled('The frame script'));
        };
        signal.addEventListener('abort', onAbort);
        if (signal.aborted) onAbort();
        limit = setTimeout(() => resolve(late), timeout);
        this.#look = () => look(resolve, false);
        look(resolve, true);
      });
    } finally {
      this.#look = () => undefined;
      clearTimeout(limit);
      signal.removeEventListener('abort', onAbort);
    }
  }

  #partReply(sets: readonly SetVariable[]): SendReply {
    return {
      status: 'received',
      latency: this.#answered ?? performance.now() - this.#begun,
      sent: this.#sent.flatMap(({ seq }) => seq ?? []),
      received: this.#answer.seqs,
      summary: `The server answered ${this.#answer.names(0)}.`,
      taken: this.#values.taken(sets, 0),
    };
  }

  #finish(end: End, timeout: number, { amqpDefinitions }: FramesPayload): SendReply {
    const left = this.#request.tap.pending;
    this.#stop();
    const answer = this.#answer;
    if (answer.first.length > 0 && !startsAsAmqp(answer)) throw notTheProtocol(answer.first, 'amqp', this.#target);
    if (end.kind === 'error' && answer.count === 0) throw end.error satisfies WireError;
    const latency = this.#answered ?? performance.now() - this.#begun;
    return {
      ...toReply({ sent: this.#sent, answer, left }, end, latency, timeout),
      ...(answer.count > 0 && { text: answer.text(registryOf(amqpDefinitions)) }),
    };
  }

  /** Ends the connection, at once where the peer does not. */
  #stop(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#pause);
    this.#socket.end();
    this.#request.tap.end();
    setTimeout(() => this.#socket.destroy(), this.#request.timeouts.close).unref();
  }

  /** Gives the script up. */
  abandon(): void {
    this.#stop();
  }
}
