import type { FormatName, UnitSink } from '../../protocols/captures/input/index.ts';
import {
  maskIssues,
  printableLine,
  protocolNames,
  type ProjectContext,
  type Severity,
  type Side,
  type TextLanguage,
} from '../../protocols/core/index.ts';
import type { DecodedUnit } from '../../protocols/decoding/index.ts';

/** UTF-16 units of the page's text from which on no more units are written. */
const largestPage = 10 * 1024 * 1024;

/** A finding, by the line of its unit. */
export interface PageFinding {
  readonly line: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Where the rule is on the web, if it is. */
  readonly href?: string | undefined;
}

/** A unit as text that can be sent. */
export interface PageUnit {
  readonly side: Side;
  readonly language: TextLanguage;
  readonly text: string;
}

/** An input decoded for reading. */
export interface Page {
  readonly text: string;
  readonly findings: readonly PageFinding[];
  readonly units: readonly PageUnit[];
  /** `2 units, 25 bytes, 1 connection, 0 errors, 0 warnings`. */
  readonly summary: string;
}

export interface PageOptions {
  /** What the input is called: `Clipboard`, `bug-42.log`. */
  readonly name: string;
  /** The format, where the user names it. */
  readonly format: FormatName | undefined;
  readonly project: ProjectContext;
  /** Asked between pieces: the page then ends where it is. */
  readonly isCancelled: () => boolean;
}

/** Collects the lines of a page. */
class PageWriter {
  readonly lines: string[] = [];
  readonly findings: PageFinding[] = [];
  readonly units: PageUnit[] = [];
  /** Units that have no room. */
  left = 0;
  #size = 0;

  unit(decoded: DecodedUnit, lines: readonly string[]): void {
    if (this.#size > largestPage) {
      this.left++;
      return;
    }
    const { opened, side, kind } = decoded;
    for (const { code, severity, message, href } of maskIssues(decoded.issues, opened.secrets()))
      this.findings.push({ line: this.lines.length, severity, code, message, href });
    for (const line of lines) this.#add(printableLine(line));
    const text = opened.text();
    // A connection writes its own stream around what is sent.
    const isSendable = kind !== 'stream' && kind !== 'body';
    if (isSendable && opened.language !== undefined && text !== undefined && text.trim() !== '')
      this.units.push({ side, language: opened.language, text });
  }

  /** Something about the input, in its place. */
  say(text: string, severity?: Severity): void {
    if (severity !== undefined)
      this.findings.push({ line: this.lines.length, severity, code: 'wireloupe/unread', message: text });
    this.#add(printableLine(`! ${text}`));
  }

  #add(line: string): void {
    this.lines.push(line);
    this.#size += line.length + 1;
  }
}

/**
 * Decodes an input, in whatever format it has, into a page for reading. Secrets are masked.
 * @throws InputError where nothing recognises it, CaptureError where a capture is broken
 */
export async function decodePage(input: AsyncIterable<Uint8Array>, options: PageOptions): Promise<Page> {
  // Loaded when it is asked for: most that use the extension never decode a log.
  const { readInput, streamsTo } = await import('../../protocols/captures/input/index.ts');
  const { leftOutAtOnce, leftOutText, Tally, UnitDecoder, UnitQueue } =
    await import('../../protocols/decoding/index.ts');
  const { unitText } = await import('../../protocols/decoding/unit-text.ts');
  const { tlsCrypto } = await import('../../workspace/tls-crypto.ts');
  const { createFramer } = await import('../../protocols/framers.ts');
  const writer = new PageWriter();
  const tally = new Tally();
  const decoder = new UnitDecoder(options.project, (text) => writer.say(text));
  // No unit waits for its protocol: what is said of the input comes in its place.
  await Promise.all(protocolNames.map((protocol) => decoder.learn(protocol)));
  const queue = new UnitQueue(decoder, (decoded) => {
    tally.see(decoded.connection);
    tally.add(decoded);
    writer.unit(decoded, unitText(decoded));
    decoded.opened.forget?.();
  });
  const sink: UnitSink = {
    begin: (connection, start) => decoder.begin(connection, start),
    unit: (connection, side, time, unit, encrypted) => queue.add(connection, side, time, unit, encrypted),
    late: (connection, lost) => queue.late(connection, lost),
    note: (connection, side, text) =>
      writer.say(`Connection ${connection}${side === undefined ? '' : `, ${side}`}: ${text}.`),
    tell: (text) => writer.say(text),
    problem: (text) => writer.say(text, 'warning'),
    connections: (count, leftOut) => tally.connections(count, leftOut),
    flush: async () => {
      const leftOut = await queue.drain(nextTurn);
      if (leftOut > 0) writer.say(leftOutAtOnce(leftOut), 'warning');
    },
  };
  const streams = streamsTo(sink, { framer: createFramer, keyLog: new Map(), crypto: tlsCrypto });
  tally.file();
  await readInput(untilCancelled(input, options.isCancelled), { direction: 'client', streams, sink }, options.format);
  const leftOut = leftOutText(tally.leftOut());
  if (leftOut !== undefined) writer.say(`${leftOut}: \`wireloupe decode --all\` shows all of them.`);
  if (writer.left > 0)
    writer.say(`${writer.left} more units have no room here: \`wireloupe decode\` shows all of them.`, 'information');
  const head = `${options.name}: ${tally.line}`;
  const findings = writer.findings.map((finding) => ({ ...finding, line: finding.line + 2 }));
  return { text: [head, '', ...writer.lines, ''].join('\n'), findings, units: writer.units, summary: tally.line };
}

async function* untilCancelled(
  input: AsyncIterable<Uint8Array>,
  isCancelled: () => boolean,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) {
    if (isCancelled()) return;
    yield chunk;
  }
}

/** Lets the extension host answer what waits meanwhile. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
