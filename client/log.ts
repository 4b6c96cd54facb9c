import { window, type LogOutputChannel } from 'vscode';
import { stackOf } from '../protocols/core/index.ts';
import type { LogParams } from '../wire/protocol.ts';
import type { UserError } from './errors/user-error.ts';
import { loggable } from './loggable.ts';

/** The output channel "Wireloupe". It is created with its first line, and never popped open. */
export class Log {
  #channel: LogOutputChannel | undefined;

  get channel(): LogOutputChannel {
    this.#channel ??= window.createOutputChannel('Wireloupe', { log: true });
    return this.#channel;
  }

  info(message: string): void {
    this.channel.info(loggable(message));
  }

  warn(message: string): void {
    this.channel.warn(loggable(message));
  }

  /** A failure that is shown to the user. */
  failure({ code, message }: UserError): void {
    this.warn(`${code}: ${message}`);
  }

  error(message: string | Error): void {
    this.channel.error(loggable(stackOf(message)));
  }

  /** A line from another process, at its own level. */
  write(line: LogParams): void {
    const level = line.level === 'warning' ? 'warn' : line.level;
    this.channel[level](loggable(line.message));
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.#channel?.dispose();
  }
}
