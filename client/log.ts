import { window, type LogOutputChannel } from 'vscode';
import type { LogParams } from '../wire/protocol.ts';

/** The output channel "Wireloupe". It is created with its first line, and never popped open. */
export class Log {
  #channel: LogOutputChannel | undefined;

  get channel(): LogOutputChannel {
    this.#channel ??= window.createOutputChannel('Wireloupe', { log: true });
    return this.#channel;
  }

  info(message: string): void {
    this.channel.info(message);
  }

  warn(message: string): void {
    this.channel.warn(message);
  }

  error(message: string | Error): void {
    this.channel.error(message);
  }

  /** A line from another process, at its own level. */
  write(line: LogParams): void {
    const level = line.level === 'warning' ? 'warn' : line.level;
    this.channel[level](line.message);
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.#channel?.dispose();
  }
}
