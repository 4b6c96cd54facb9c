import type { LogFormat } from '../../../../../protocols/captures/logs/model.ts';
import { entriesOf } from '../entries.ts';

/** What a format reads of a text: `> text` sent, `< text` received, with the connection and what is lost where there is any. */
export function readBy(format: LogFormat, text: string): readonly string[] {
  return entriesOf(format, text).map((entry) => {
    const where = entry.connection === '' ? '' : `${entry.connection} `;
    if (entry.what === 'xml') {
      const arrow = entry.direction === 'sent' ? '>' : '<';
      return `${where}${arrow} ${entry.text}${entry.lossy === undefined ? '' : ` (${entry.lossy})`}`;
    }
    return `${where}${entry.what}${entry.what === 'gap' ? `: ${entry.why ?? ''}` : ''}`;
  });
}
