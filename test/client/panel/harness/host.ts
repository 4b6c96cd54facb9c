import {
  message,
  type Content,
  type FromPage,
  type LostUnits,
  type PageRequest,
  type toPage,
} from '../../../../client/panel/messages.ts';
import type { Sample } from './samples.ts';
import { GeneratedStore } from './store.ts';

/** The extension's end of the panel, played in the page itself: tests drive it through `window.harness`. */
class Harness {
  readonly store = new GeneratedStore();
  readonly sent: FromPage[] = [];
  /** Milliseconds until a request is answered. */
  delay = 0;
  /** Nothing is answered before this resolves. */
  held: Promise<void> = Promise.resolve();
  release = (): void => undefined;
  /** Requests of these types get no answer. */
  silent: readonly PageRequest['type'][] = [];
  /** Requests of these types are refused with this text. */
  refused: Partial<Record<PageRequest['type'], string>> = {};
  /** The recording that runs, and what is gone of the one before. */
  recording = 'first';
  lost: LostUnits | undefined;
  /** Requests that will be answered, and messages that the page has not received yet. */
  #underWay = 0;
  /** Messages in both directions. */
  #messages = 0;

  constructor() {
    window.addEventListener('message', () => this.#underWay--);
  }

  receive(received: FromPage): void {
    this.#messages++;
    this.sent.push(structuredClone(received));
    if (received.type === 'ready') {
      this.record(this.recording, this.lost);
      // While the extension's end starts, it has nothing to count.
      void this.held.then(() => this.changed());
    }
    if (received.type !== 'request' || this.silent.includes(received.request.type)) return;
    const { id, request } = received;
    const error = this.refused[request.type];
    this.#underWay++;
    const reply = (): void => {
      this.#underWay--;
      this.push(
        error === undefined
          ? { type: 'answer', id, value: this.store.answer(request) }
          : { type: 'refusal', id, error },
      );
    };
    void this.held.then(() => setTimeout(reply, this.delay));
  }

  hold(): void {
    this.held = new Promise((resolve) => (this.release = resolve));
  }

  /** Resolves when every request is answered, every message received, and three frames in a row bring no message and no scrolling. */
  async settled(): Promise<void> {
    const state = (): string => `${this.#messages} ${document.querySelector('.grid')?.scrollTop ?? ''}`;
    for (let still = 0, before = ''; still < 3; before = state()) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      still = this.#underWay === 0 && state() === before ? still + 1 : 0;
    }
  }

  push(content: Content<typeof toPage>): void {
    this.raw(message(content));
  }

  raw(data: unknown): void {
    this.#messages++;
    this.#underWay++;
    window.postMessage(structuredClone(data), '*');
  }

  /** Another recording begins; the store is as it is then. */
  record(id: string, lost?: LostUnits): void {
    this.recording = id;
    this.push({ type: 'recording', id, ...(lost === undefined ? {} : { lost }) });
  }

  changed(): void {
    this.push({ type: 'changed', ...this.store.counts() });
  }

  arrive(count: number): void {
    this.store.add(count);
    this.changed();
  }

  /** `text`, `hex`, or so many bytes of any kind. */
  arriveUnit(
    sample: Omit<Sample, 'bytes'> & { readonly text?: string; readonly hex?: string; readonly length?: number },
  ): number {
    const { text, hex, length } = sample;
    const bytes =
      text !== undefined
        ? new TextEncoder().encode(text)
        : hex !== undefined
          ? Uint8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16))
          : Uint8Array.from({ length: length ?? 0 }, (_, i) => (i * 7) % 256);
    const seq = this.store.addUnit({ ...sample, bytes });
    this.changed();
    return seq;
  }
}

declare global {
  interface Window {
    harness: Harness;
  }
}

/** Where the page's state is kept: `PanelDriver.saved` reads it. */
const stateKey = 'panel-state';
const harness = new Harness();
window.harness = harness;
const start = new URLSearchParams(location.search);
harness.store.capacity = Number(start.get('capacity') ?? Number.POSITIVE_INFINITY);
if (start.has('unverified'))
  harness.store.connections = harness.store.connections.map((one, i) => ({ ...one, verified: i !== 1 }));
if (start.has('held')) harness.hold();
if (start.has('disconnected')) harness.store.connections = [];
harness.recording = start.get('recording') ?? harness.recording;
if (start.has('lost')) harness.lost = { units: Number(start.get('lost')), reason: 'reload' };
harness.store.add(Number(start.get('units') ?? 0));

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: (posted: FromPage) => harness.receive(posted),
    getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') as unknown,
    setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
  }),
});
