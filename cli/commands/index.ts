import type { Command } from '../io.ts';

/** Every command, in the order of the help. Each is loaded when it is asked for: a check starts no servers. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  decode: async () => (await import('./decode.ts')).decode,
  convert: async () => (await import('./convert.ts')).convert,
  encode: async () => (await import('./encode.ts')).encode,
  send: async () => (await import('./send.ts')).send,
  tap: async () => (await import('./tap.ts')).tap,
  playground: async () => (await import('./playground.ts')).playground,
  lsp: async () => (await import('./lsp.ts')).lsp,
};
