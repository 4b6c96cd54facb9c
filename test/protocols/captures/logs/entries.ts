import { timed } from '../../../../protocols/captures/logs/timed.ts';
import type { LogEntry, LogFormat } from '../../../../protocols/captures/logs/model.ts';

/** The entries that a format's reader gives for a text, with the times of their lines. */
export function entriesOf(format: LogFormat, text: string): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  const reader = timed(format).reader((entry) => entries.push(entry));
  text.split(/\r?\n/).forEach((line, index) => reader.line(line, index + 1));
  reader.end();
  return entries;
}

/** The entries of one kind. */
export function entriesOfKind<K extends LogEntry['what']>(
  format: LogFormat,
  text: string,
  what: K,
): readonly Extract<LogEntry, { readonly what: K }>[] {
  return entriesOf(format, text).filter(
    (entry): entry is Extract<LogEntry, { readonly what: K }> => entry.what === what,
  );
}
