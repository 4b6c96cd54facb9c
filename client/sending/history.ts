import type { Sent } from './replies.ts';

/** So many are kept, and of their documents at most so many UTF-16 units together. */
const mostKept = 50;
const mostText = 10_000_000;

/** What was sent, with all that sending it again needs. */
export interface HistoryEntry {
  readonly sent: Sent;
  /** The document as it was, since variables of it may stand anywhere. */
  readonly text: string;
  /** The place of the part that was sent among those of the document. */
  readonly index: number;
}

/** What was sent since the window was opened, the latest first. It is in memory alone: documents may have passwords in them. */
export class SentHistory {
  #entries: readonly HistoryEntry[] = [];

  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }

  /** Takes one in; the same part of the same document to the same connection is there once. */
  add(entry: HistoryEntry): void {
    const { document, source, connection } = entry.sent;
    const isSame = ({ sent }: HistoryEntry): boolean =>
      sent.document === document && sent.source === source && sent.connection === connection;
    let size = 0;
    this.#entries = [entry, ...this.#entries.filter((each) => !isSame(each))]
      .slice(0, mostKept)
      .filter(({ text }, at) => (size += text.length) <= mostText || at === 0);
  }
}

/** The first line of what was sent, shortened, for a list. */
export function firstLine(source: string): string {
  const [line = ''] = source.trim().split(/\r\n|\r|\n/u, 1);
  return line.length <= 120 ? line : `${line.slice(0, 120)}…`;
}
