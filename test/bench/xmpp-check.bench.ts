// Parsing and checking 1 MB of stanzas against saxes merely parsing it with positions; a keystroke in that file; what it costs in memory.
import { createRequire } from 'node:module';
import { xmppLanguage } from '../../protocols/xmpp/index.ts';
import { median, type BenchResult, type Figure } from './result.ts';
import { stanzas } from './xmpp-text.ts';

interface Saxes {
  position: number;
  on(event: string, handler: () => void): void;
  write(text: string): Saxes;
  close(): void;
}

const { SaxesParser } = createRequire(import.meta.url)('saxes') as { SaxesParser: new (options: object) => Saxes };
const rounds = 15;
const keystrokes = 400;
const sessions = 5;
const text = stanzas(1_050_000);

function parseWithSaxes(): number {
  let positions = 0;
  const parser = new SaxesParser({ xmlns: true, position: true, fragment: true });
  for (const event of ['opentag', 'text', 'closetag', 'attribute']) {
    parser.on(event, () => {
      positions += parser.position;
    });
  }
  parser.write(text).close();
  return positions;
}

/** What somebody waits for: the clock on the wall, collections that fall within included. */
function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function check(source: string): number {
  return xmppLanguage.diagnostics(xmppLanguage.parse(source, {})).length;
}

/** The time of each of many single edits at random places, from the edit to all diagnostics. */
function typing(): number[] {
  const times: number[] = [];
  let current = text;
  let document = xmppLanguage.parse(current, {});
  let seed = 7;
  for (let i = 0; i < keystrokes; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const at = seed % current.length;
    const next = current.slice(0, at) + (i % 3 === 0 ? '<' : 'x') + current.slice(at);
    // The text reaches the parser in one piece: putting it together is the editor's share.
    if (Number.isNaN(next.charCodeAt(at))) throw new Error('The edit is outside of the text');
    times.push(
      milliseconds(() => {
        document = xmppLanguage.parse(next, {}, document);
        xmppLanguage.diagnostics(document);
      }),
    );
    // The slip is taken back, as a person would do.
    if (i % 3 === 0) document = xmppLanguage.parse(current, {}, document);
    else current = next;
  }
  return times;
}

/** Megabytes that the parsed document holds beyond its text. */
function memory(): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const document = xmppLanguage.parse(text, {});
  globalThis.gc?.();
  const held = process.memoryUsage().heapUsed - before;
  return document.nodes.length > 0 ? held / 1e6 : NaN;
}

export function run(): Promise<BenchResult> {
  const ours: number[] = [];
  const saxes: number[] = [];
  for (let i = 0; i < 5; i++) {
    check(text);
    parseWithSaxes();
  }
  for (let i = 0; i < rounds; i++) {
    saxes.push(milliseconds(parseWithSaxes));
    ours.push(milliseconds(() => check(text)));
  }
  const whole = median(ours);
  // The same keystrokes several times over: what the machine did meanwhile does not meet the same one each time.
  const all = Array.from({ length: sessions }, typing);
  const typed = Array.from({ length: keystrokes }, (_, i) => median(all.map((times) => times[i] ?? NaN))).sort(
    (a, b) => a - b,
  );
  const p95 = typed[Math.floor(typed.length * 0.95)] ?? NaN;
  const figures: Figure[] = [
    {
      label: 'parse and check 1 MB of stanzas, saxes only parses it',
      ours: whole,
      peerName: 'saxes 6',
      peer: median(saxes),
      unit: 'ms',
      better: 'smaller',
      goal: 1 / 3,
    },
    {
      label:
        'a keystroke in it, 95th percentile of 400, each the median of 5 sessions, against checking the whole file',
      ours: p95,
      peerName: 'whole file',
      peer: whole,
      unit: 'ms',
      better: 'smaller',
      goal: 20,
    },
    {
      label: 'memory that the checked file holds',
      ours: memory(),
      peerName: 'budget',
      peer: 100,
      unit: 'MB',
      better: 'smaller',
      goal: 1,
    },
  ];
  const missing = globalThis.gc === undefined ? ['memory after a collection: run with --expose-gc'] : [];
  return Promise.resolve({ name: 'XMPP: parsing and checking text', figures, missing });
}
