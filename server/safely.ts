import { messageOf, stackOf } from '../protocols/core/index.ts';
import { LSPErrorCodes, ErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';

/**
 * Runs one handler: a request that was cancelled meanwhile is answered so, and a failure is logged and answered with an
 * error, so that one bad answer never ends the server.
 */
export async function safely<T>(
  what: string,
  token: CancellationToken,
  log: (message: string) => void,
  run: () => Promise<T>,
): Promise<T> {
  // Lets a cancellation that is already in the pipe arrive before the work is begun.
  await new Promise((resolve) => setImmediate(resolve));
  checkCancelled(token);
  let result: T;
  try {
    result = await run();
  } catch (error) {
    log(`${what} failed: ${stackOf(error)}`);
    throw new ResponseError(ErrorCodes.InternalError, `${what} failed: ${messageOf(error)}`);
  }
  checkCancelled(token);
  return result;
}

function checkCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled');
}
