import type { FromPage } from '../messages.ts';

/** What the page needs of its surroundings: a way out, a way in, and a place that outlives it. */
export interface Port {
  post(message: FromPage): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (data: unknown) => void): () => void;
  /** What `save` was last given, even by an earlier page of the same view; undefined at first. */
  load(): unknown;
  save(state: unknown): void;
}

/** The function that VS Code gives to the script of a web view, once. */
interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => WebviewApi;

/** The port to the extension. To be called once: VS Code hands its interface out only once. */
export function webviewPort(): Port {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    load: () => api.getState(),
    save: (state) => api.setState(state),
    subscribe(listener) {
      const onMessage = (event: MessageEvent<unknown>): void => listener(event.data);
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  };
}
