import { CancellationTokenSource, ProgressLocation, window, type CancellationToken } from 'vscode';

/** Milliseconds before a message about progress appears: most replies are there sooner, and a message that flashes only disturbs. */
const patience = 500;

/** Runs something that can be cancelled; when it takes its time, a message says so and offers Cancel. */
export async function withProgress<T>(title: string, run: (token: CancellationToken) => Promise<T>): Promise<T> {
  const source = new CancellationTokenSource();
  const running = run(source.token);
  const timer = setTimeout(() => {
    void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      // Only the end counts here: how it ended is the caller's.
      return running.then(noop, noop);
    });
  }, patience);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

function noop(): void {
  return undefined;
}
