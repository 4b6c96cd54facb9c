import { panelVersion, type FromPage, type PageRequest, type ToPage } from '../../../../client/panel/messages.ts';
import type { Sample } from './samples.ts';
import { GeneratedStore } from './store.ts';

/** The extension's end of the panel, played in the page itself: tests drive it through `window.harness`. */
class Harness {
  readonly store = new GeneratedStore();
  readonly sent: FromPage[] = [];
  /** Milliseconds until a request is answered. */
  delay = 0;
  /** Requests of these types get no answer. */
  silent: readonly PageRequest['type'][] = [];
  /** Requests of these types are refused with this text. */
  refused: Partial<Record<PageRequest['type'], string>> = {};

  receive(message: FromPage): void {
    this.sent.push(structuredClone(message));
    if (message.type === 'ready') this.changed();
    if (message.type !== 'request' || this.silent.includes(message.request.type)) return;
    const { id, request } = message;
    const error = this.refused[request.type];
    setTimeout(() => this.push(error === undefined ? { type: 'answer', id, ok: true, value: this.store.answer(request) } : { type: 'answer', id, ok: false, error }), this.delay);
  }

  push(message: ToPage extends infer M ? (M extends ToPage ? Omit<M, 'version'> : never) : never): void {
    this.raw({ version: panelVersion, ...message });
  }

  raw(message: unknown): void {
    window.postMessage(structuredClone(message), '*');
  }

  changed(): void {
    this.push({ type: 'changed', ...this.store.counts() });
  }

  arrive(count: number): void {
    this.store.add(count);
    this.changed();
  }

  arriveUnit(sample: Omit<Sample, 'bytes'> & { readonly text?: string; readonly length?: number }): number {
    const bytes = sample.text === undefined ? Uint8Array.from({ length: sample.length ?? 0 }, (_, i) => (i * 7) % 256) : new TextEncoder().encode(sample.text);
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

const stateKey = 'panel-state';
const harness = new Harness();
window.harness = harness;
const start = new URLSearchParams(location.search);
harness.store.capacity = Number(start.get('capacity') ?? Number.POSITIVE_INFINITY);
if (start.has('unverified')) harness.store.connections = harness.store.connections.map((one, i) => ({ ...one, verified: i !== 1 }));
if (start.has('disconnected')) harness.store.connections = [];
harness.store.add(Number(start.get('units') ?? 0));

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: (message: FromPage) => harness.receive(message),
    getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') as unknown,
    setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
  }),
});
