import type { SendReply } from '../../wire/protocol.ts';
import { verdict } from '../../wire/verdict.ts';
import { BoundedMap, printableLine } from '../../protocols/core/index.ts';
import { indentReply } from './indent-reply.ts';

/** A reply together with what it answers. */
export interface Sent {
  /** Uri of the document that was sent from. */
  readonly document: string;
  /** The text of the sendable as it stood in the document: the reply is shown above it as long as it stands so. */
  readonly source: string;
  /** `iq get disco#info`. */
  readonly label: string;
  /** The connection's key. */
  readonly connection: string;
  readonly protocol: 'xmpp' | 'amqp';
  readonly time: Date;
  readonly reply: SendReply;
}

/** How many replies are remembered for lenses. */
const limit = 200;

/** The last reply to each thing that was sent. */
export class Replies {
  readonly #bySource = new BoundedMap<string, Sent>(limit);
  #last: Sent | undefined;

  get last(): Sent | undefined {
    return this.#last;
  }

  add(sent: Sent): void {
    this.#bySource.set(keyOf(sent.document, sent.source), sent);
    this.#last = sent;
  }

  /** Drops the earlier reply: nothing came back this time. */
  forget(document: string, source: string): void {
    this.#bySource.delete(keyOf(document, source));
  }

  /** The last reply to this text of this document. */
  of(document: string, source: string): Sent | undefined {
    return this.#bySource.get(keyOf(document, source));
  }
}

function keyOf(document: string, source: string): string {
  return `${document}\n${source}`;
}

/** Whether anything came back: where no answer is owed, there is nothing to read beside the editor. */
export function hasAnswer({ status }: Pick<SendReply, 'status'>): boolean {
  return status !== 'sent';
}

const verdictIcons = { good: 'check', partial: 'warning', bad: 'error', neutral: 'arrow-right' } as const;

/** Characters of a peer that a lens has room for. */
const longest = 60;

/**
 * The lens above what was sent: `$(check) result · 12 ms`, `$(warning) received 1 of 2 · 5.0 s`,
 * `$(error) closed by peer: amqp:not-found · 33 ms`.
 */
export function replyTitle(reply: SendReply): string {
  const { status, latency, problem } = reply;
  const what = problem === undefined ? status : oneLine(problem.text);
  return `$(${verdictIcons[verdict(reply)]}) ${what}${status === 'sent' ? '' : ` · ${formatLatency(latency)}`}`;
}

/** A peer's words as they may stand in a lens: short, printable, and without icons, which begin with `$(`. */
function oneLine(text: string): string {
  const printable = printableLine(text).replaceAll('$(', '$ (');
  return printable.length <= longest ? printable : `${printable.slice(0, longest)}…`;
}

/** Milliseconds for people: `0.8 ms`, `12 ms`, `3.2 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds >= 9_999.5) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${milliseconds.toFixed(0)} ms`;
}

/** The page beside the editor: what came back, with what it answers as a comment in the document's own language. XML is indented. */
export function replyPage({ label, connection, protocol, time, reply }: Sent): string {
  const latency = reply.status === 'sent' ? '' : `, after ${formatLatency(reply.latency)}`;
  const lines = [
    `Reply to ${label}`,
    `${connection}, ${time.toLocaleTimeString()}: ${reply.problem?.text ?? reply.status}${latency}`,
    reply.summary,
  ];
  const body = reply.text ?? '';
  if (protocol === 'xmpp') {
    // A comment cannot hold two hyphens (XML 1.0, 2.5).
    return `<!-- ${lines.join('\n     ').replaceAll('--', '- -')} -->\n${indentReply(body)}${body === '' ? '' : '\n'}`;
  }
  return `${lines
    .flatMap((line) => line.split(/\r\n|\r|\n/))
    .map((line) => `# ${line}`)
    .join('\n')}\n${body}${body === '' || body.endsWith('\n') ? '' : '\n'}`;
}
