import { Console } from 'node:console';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import {
  IPCMessageReader,
  IPCMessageWriter,
  SocketMessageWriter,
  StreamMessageWriter,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { Lifecycle } from './lifecycle.ts';
import { StreamReader } from './reader.ts';

/** The two directions of a connection to a client. */
export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/**
 * The transport that arguments name as LSP says: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME`. Where its stream
 * ends, the process does: with 0 after `shutdown`, else with 1.
 * @throws where they name none
 */
export function openTransport(args: readonly string[]): Transport {
  if (args.includes('--node-ipc')) {
    const writer = new IPCMessageWriter(process);
    return { reader: new Lifecycle(new IPCMessageReader(process), writer), writer };
  }
  if (args.includes('--stdio')) {
    // What a library prints must not get between the messages.
    globalThis.console = new Console(process.stderr, process.stderr);
    return overStream(process.stdin, new StreamMessageWriter(process.stdout));
  }
  const port = Number(valueOf(args, '--socket'));
  const name = valueOf(args, '--pipe');
  if (name === undefined && !(port > 0))
    throw new Error('The language server needs --stdio, --node-ipc, --socket=PORT or --pipe=NAME.');
  const socket = name === undefined ? connect(port, '127.0.0.1') : connect(name);
  return overStream(socket, new SocketMessageWriter(socket));
}

function overStream(stream: Readable, writer: MessageWriter): Transport {
  const reader: Lifecycle = new Lifecycle(
    new StreamReader(stream, {
      onProblem: (message) => {
        process.stderr.write(`${message}\n`);
        reader.refuseBytes(message);
      },
      onEnd: (isComplete) => {
        if (!isComplete) process.stderr.write('The input ended within a message.\n');
        process.exit(reader.isShutDown ? 0 : 1);
      },
    }),
    writer,
  );
  reader.onError((error) => process.stderr.write(`The input cannot be read: ${error.message}\n`));
  return { reader, writer };
}

function valueOf(args: readonly string[], option: string): string | undefined {
  const at = args.findIndex((each) => each === option || each.startsWith(`${option}=`));
  const found = args[at];
  return found === option ? args[at + 1] : found?.slice(option.length + 1);
}
