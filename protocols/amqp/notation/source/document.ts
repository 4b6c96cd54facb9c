import { didYouMean } from '../../../core/index.ts';
import { cut } from './chunks.ts';
import type { Chunk, Chunks } from './chunks.ts';
import { keyText } from './node.ts';
import type { Entry, ScalarNode, SourceNode, Span } from './node.ts';
import { mostLexemes } from './compose.ts';
import { readQuickly } from './quick.ts';
import { tooLargeMessage } from './syntax-messages.ts';
import { parseYaml } from './yaml.ts';
import type { ParsedYaml } from './yaml.ts';

/** A parsed piece of text. Its offsets are its own, so that it stays valid when it moves; the same text is parsed once. */
export interface ParsedChunk extends ParsedYaml {
  readonly text: string;
}

/** One item of the list of steps. */
export interface SourceStep extends Span {
  /** What to add to the offsets of `node`. */
  readonly base: number;
  readonly node: SourceNode;
  readonly chunk: ParsedChunk;
}

/** One variable that the file defines; offsets are the document's. */
export interface FileVariable extends Span {
  readonly name: string;
  readonly value: ScalarNode | undefined;
  readonly base: number;
}

export interface SourceDocument {
  readonly text: string;
  readonly steps: readonly SourceStep[];
  /** The name that `connection:` gives; offsets are the document's. */
  readonly connection: { readonly node: ScalarNode; readonly base: number } | undefined;
  readonly variables: readonly FileVariable[];
  /** Syntax and structure of the file; offsets are the document's. */
  readonly problems: readonly SourceProblem[];
  readonly chunks: readonly ParsedChunk[];
}

export interface SourceProblem extends Span {
  readonly kind: 'syntax' | 'structure' | 'duplicate' | 'variable';
  readonly message: string;
}

const topKeys = ['connection', 'vars', 'frames'];

/** Reads a text into steps. Chunks that `previous` holds with the same text are taken over. Never throws. */
export function parseSource(text: string, previous?: SourceDocument): SourceDocument {
  const known = new Map(previous?.chunks.map((each) => [each.text, each]));
  return new Reader(text, known).read(cut(text));
}

class Reader {
  readonly #text: string;
  readonly #known: Map<string, ParsedChunk>;
  readonly #steps: SourceStep[] = [];
  readonly #variables: FileVariable[] = [];
  readonly #problems: SourceProblem[] = [];
  readonly #chunks: ParsedChunk[] = [];
  readonly #seen = new Set<string>();
  readonly #read = new Set<ParsedChunk>();
  #lexemes = 0;
  #toldFull = false;
  #connection: SourceDocument['connection'];

  constructor(text: string, known: Map<string, ParsedChunk>) {
    this.#text = text;
    this.#known = known;
  }

  read(chunks: Chunks | undefined): SourceDocument {
    if (chunks === undefined) this.#readWhole();
    else this.#readChunks(chunks);
    this.#problems.sort((a, b) => a.start - b.start);
    return {
      text: this.#text,
      steps: this.#steps,
      connection: this.#connection,
      variables: this.#variables,
      problems: this.#problems,
      chunks: this.#chunks,
    };
  }

  #readChunks(chunks: Chunks): void {
    if (chunks.framesKey !== undefined) this.#seen.add('frames');
    const inList = chunks.items.length > 0 && chunks.framesKey === undefined;
    for (const chunk of chunks.head) {
      const parsed = this.#parse(chunk);
      if (parsed.root === undefined) continue;
      if (inList)
        this.#problem(
          'structure',
          parsed.root,
          chunk.start,
          'This is not part of the list of steps: begin it with “- ”',
        );
      else this.#top(parsed.root, chunk.start, parsed);
    }
    for (const chunk of chunks.items) {
      const parsed = this.#parse(chunk);
      const root = parsed.root;
      if (root?.kind === 'list') this.#items(root.items, chunk.start, parsed);
      else if (root !== undefined) this.#items([root], chunk.start, parsed);
    }
  }

  #readWhole(): void {
    const parsed = this.#parse({ start: 0, end: this.#text.length });
    if (parsed.root?.kind === 'list') this.#items(parsed.root.items, 0, parsed);
    else if (parsed.root !== undefined) this.#top(parsed.root, 0, parsed);
  }

  #parse(chunk: Chunk): ParsedChunk {
    const text = this.#text.slice(chunk.start, chunk.end);
    let parsed = this.#known.get(text);
    if (parsed === undefined) {
      // The outcome must not depend on what was known before: it is the library's reading alone that is bounded.
      const quick = this.#isFull() ? readQuickly(text) : undefined;
      if (quick === undefined && this.#isFull()) return this.#unread(text, chunk);
      parsed = { text, ...(quick === undefined ? parseYaml(text) : { root: quick, problems: [], lexemes: 0 }) };
      this.#known.set(text, parsed);
    } else if (parsed.lexemes > 0 && this.#isFull() && !this.#read.has(parsed)) return this.#unread(text, chunk);
    if (!this.#read.has(parsed)) {
      this.#read.add(parsed);
      this.#lexemes += parsed.lexemes;
      this.#toldFull ||= parsed.lexemes > mostLexemes;
    }
    this.#chunks.push(parsed);
    for (const { message, ...span } of parsed.problems) this.#problem('syntax', span, chunk.start, message);
    return parsed;
  }

  #isFull(): boolean {
    return this.#lexemes > mostLexemes;
  }

  /** A chunk that is left out, since those before it were too much; the first one tells, where none of them did. */
  #unread(text: string, chunk: Chunk): ParsedChunk {
    if (!this.#toldFull)
      this.#problem('syntax', { start: 0, end: Math.min(1, text.length) }, chunk.start, tooLargeMessage);
    this.#toldFull = true;
    return { text, root: undefined, problems: [], lexemes: 0 };
  }

  #items(items: readonly SourceNode[], base: number, chunk: ParsedChunk): void {
    for (const node of items) this.#steps.push({ start: base + node.start, end: base + node.end, base, node, chunk });
  }

  #top(root: SourceNode, base: number, chunk: ParsedChunk): void {
    if (root.kind !== 'map') {
      if (root.kind === 'scalar' && root.missing) return;
      this.#problem(
        'structure',
        root,
        base,
        'A file is a list of steps (“- open: …”), or a mapping with connection:, vars: and frames:',
      );
      return;
    }
    for (const entry of root.entries) this.#topEntry(entry, base, chunk);
  }

  #topEntry(entry: Entry, base: number, chunk: ParsedChunk): void {
    const key = keyText(entry) ?? '';
    if (topKeys.includes(key) && this.#seen.has(key)) {
      this.#problem('duplicate', entry.key, base, `Duplicate key ${key}: merge the two`);
      return;
    }
    this.#seen.add(key);
    const { value } = entry;
    if (key === 'connection') {
      if (value.kind === 'scalar' && value.text !== '') this.#connection = { node: value, base };
      else this.#problem('structure', entry.key, base, 'connection: takes the name of a connection in wireloupe.json');
    } else if (key === 'vars') {
      this.#vars(entry, base);
    } else if (key === 'frames') {
      if (value.kind === 'list') this.#items(value.items, base, chunk);
      else if (!(value.kind === 'scalar' && value.missing))
        this.#problem('structure', value, base, 'frames: takes a list: begin each step with “- ”');
    } else {
      const meant = didYouMean(key, topKeys);
      const hint =
        meant === ''
          ? ': a file has connection:, vars: and frames:, and each frame is a step “- open: …” under frames:'
          : meant;
      this.#problem('structure', entry.key, base, `“${key}” is not known here${hint}`);
    }
  }

  #vars({ key, value }: Entry, base: number): void {
    if (value.kind === 'scalar' && value.missing) return;
    if (value.kind !== 'map') {
      this.#problem('structure', key, base, 'vars: takes a mapping of names to values, such as { queue: orders }');
      return;
    }
    const seen = new Set<string>();
    for (const entry of value.entries) {
      const name = keyText(entry);
      if (name === undefined || !/^[A-Za-z_][\w.-]*$/.test(name)) {
        this.#problem(
          'variable',
          entry.key,
          base,
          'A variable’s name is made of letters, digits, “_”, “.” and “-”, and starts with a letter or “_”',
        );
        continue;
      }
      if (seen.has(name))
        this.#problem('duplicate', entry.key, base, `The variable ${name} is defined twice in this file: remove one`);
      seen.add(name);
      const scalar = entry.value.kind === 'scalar' ? entry.value : undefined;
      if (scalar === undefined)
        this.#problem('variable', entry.value, base, 'A variable’s value is a text or a number');
      this.#variables.push({ name, value: scalar, base, start: base + entry.key.start, end: base + entry.key.end });
    }
  }

  #problem(kind: SourceProblem['kind'], span: Span, base: number, message: string): void {
    this.#problems.push({ kind, start: base + span.start, end: base + span.end, message });
  }
}
