import { start } from './process.ts';

/**
 * Ends the Erlang port mapper of one test server. It detaches itself from the server's process group, and serves that
 * server alone, since each has a port of its own for it.
 */
export async function stopPortMapper(port: number): Promise<void> {
  const mapper = start('epmd', ['-port', String(port), '-kill']);
  await new Promise((resolve) => mapper.process.once('close', resolve));
}
