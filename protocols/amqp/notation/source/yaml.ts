import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node, Pair, Tags } from 'yaml';
import { Aliases, mostAliasNodes } from './aliases.ts';
import { composeYaml, deepestNesting } from './compose.ts';
import { keyText } from './node.ts';
import type { Entry, ListNode, MapNode, ScalarNode, SourceNode, SourceTag, Span } from './node.ts';
import { readQuickly } from './quick.ts';
import { scalarNode } from './scalar-node.ts';
import { syntaxMessage, tooDeepMessage, tooLargeMessage } from './syntax-messages.ts';

export interface SyntaxProblem extends Span {
  readonly message: string;
}

export interface ParsedYaml {
  /** Undefined where the text has no content. */
  readonly root: SourceNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** How much the YAML library has read; 0 where it was not needed. */
  readonly lexemes: number;
}

const scalarTags = [
  'null',
  'boolean',
  'ubyte',
  'ushort',
  'uint',
  'ulong',
  'byte',
  'short',
  'int',
  'long',
  'float',
  'double',
  'decimal32',
  'decimal64',
  'decimal128',
  'char',
  'timestamp',
  'uuid',
  'binary',
  'string',
  'symbol',
  'hex',
  'base64',
  'raw',
];

/** The commonest tags, made known to the library: it takes time to warn of others. What they mean is not its business. */
const customTags: Tags = [
  ...scalarTags.map((name) => ({ tag: `!${name}`, resolve: (text: string) => text })),
  { tag: '!list', collection: 'seq' },
  { tag: '!array', collection: 'seq' },
  { tag: '!described', collection: 'seq' },
  { tag: '!map', collection: 'map' },
];

/**
 * Parses YAML 1.2 into nodes with offsets from the start of `text`. Scalars stay text: what they mean is decided by AMQP's
 * types, so that no number passes through a double. Never throws; broken parts become problems.
 */
export function parseYaml(text: string): ParsedYaml {
  const quick = readQuickly(text);
  return quick === undefined ? readYaml(text) : { root: quick, problems: [], lexemes: 0 };
}

/** The same by the library alone. */
export function readYaml(text: string): ParsedYaml {
  const composed = composeYaml(text, customTags);
  if ('why' in composed) {
    const start = Math.min(composed.offset, Math.max(text.length - 1, 0));
    return {
      root: undefined,
      problems: [
        {
          start,
          end: Math.min(start + 1, text.length),
          message: composed.why === 'too deep' ? tooDeepMessage : tooLargeMessage,
        },
      ],
      lexemes: composed.lexemes,
    };
  }
  const { document, errors, lexemes } = composed;
  const last = text.trimEnd().length;
  const problems = errors.map((found): SyntaxProblem => {
    // What is missing at the end is reported at the last thing that is there.
    const start = found.start >= last ? Math.max(last - 1, 0) : found.start;
    const end = Math.min(Math.max(found.end, start + 1), Math.max(last, start), text.length);
    return { start, end, message: syntaxMessage(found, text, document) };
  });
  const converter = new Converter(text, new Aliases(document), problems);
  const root = document.contents === null ? undefined : converter.node(document.contents, 0);
  return { root, problems, lexemes };
}

function rereadText(source: string): string | undefined {
  const { root } = parseYaml(source);
  return root?.kind === 'scalar' ? root.text : undefined;
}

class Converter {
  readonly #text: string;
  readonly #aliases: Aliases;
  readonly #problems: SyntaxProblem[];
  readonly #open = new Set<Node>();
  /** The nodes in the place of aliases that are not resolved: their errors have been reported. */
  readonly #reported = new Set<SourceNode>();
  #aliasNodes = 0;
  #aliasDepth = 0;
  /** The alias that is being replaced stands for more than is read. */
  #isCut = false;
  #depth = 0;

  constructor(text: string, aliases: Aliases, problems: SyntaxProblem[]) {
    this.#text = text;
    this.#aliases = aliases;
    this.#problems = problems;
  }

  /** `from` is where the properties of the node (its tag) may begin. */
  node(node: Node, from: number): SourceNode {
    const [start, end] = this.#range(node, from);
    // Long texts count for several nodes: they are copied as well.
    if (this.#aliasDepth > 0 && (this.#aliasNodes += isScalar(node) ? 1 + ((end - start) >> 6) : 1) > mostAliasNodes) {
      this.#isCut = true;
      return this.#missing(start);
    }
    if (isAlias(node)) return this.#alias(node.source, this.#aliases.target(node), { start, end });
    // The library makes nothing of `!<>`, which is a descriptor that is still to be written.
    const isTagged =
      node.tag !== undefined ||
      this.#text
        .slice(Math.max(from, start - 8), start)
        .trimEnd()
        .endsWith('!<>');
    const tag = isTagged ? this.#tag(from, start) : undefined;
    if (isScalar(node)) {
      const source = this.#text.slice(start, end);
      const text = typeof node.value === 'string' ? node.value : '';
      return scalarNode(
        start,
        end,
        tag,
        text,
        source,
        node.type === undefined || node.type === 'PLAIN',
        node.type === 'QUOTE_DOUBLE' && /[\\\n]/.test(source) ? rereadText : undefined,
      );
    }
    if (isSeq(node)) {
      this.#enter(node);
      let at = start;
      const items = node.items.map((item) => {
        const converted = this.#item(item, at);
        at = converted.end;
        return converted;
      });
      this.#leave(node);
      return { kind: 'list', start, end, tag, items, flow: node.flow === true } satisfies ListNode;
    }
    if (isMap(node)) {
      const bare = this.#bareVariable(start, end, tag);
      if (bare !== undefined) return bare;
      this.#enter(node);
      let at = start;
      const entries = node.items.map((pair) => {
        const entry = this.#entry(pair, at);
        at = entry.end;
        return entry;
      });
      this.#leave(node);
      return {
        kind: 'map',
        start,
        end,
        tag,
        entries: entries.some(isMerge) ? this.#merge(entries) : entries,
        flow: node.flow === true,
      } satisfies MapNode;
    }
    return this.#missing(end);
  }

  #enter(node: Node): void {
    this.#open.add(node);
    this.#depth++;
  }

  #leave(node: Node): void {
    this.#open.delete(node);
    this.#depth--;
  }

  /** `<<: *name` puts the entries of a mapping in its place, but for keys that are written beside it; of several mappings the first that has a key counts. */
  #merge(entries: readonly Entry[]): Entry[] {
    const taken = new Set(entries.map(keyText));
    return entries.flatMap((entry) => {
      if (!isMerge(entry)) return [entry];
      const { value } = entry;
      const maps = value.kind === 'list' ? value.items : [value];
      return maps.flatMap((map) => {
        if (map.kind !== 'map') {
          // What an alias could not give is reported already.
          if (!this.#reported.has(map))
            this.#problems.push({
              start: entry.key.start,
              end: entry.key.end,
              message:
                '<<: takes the entries of a mapping that has an anchor: write <<: *name, or "<<" in quotes for a key of that name',
            });
          return [];
        }
        const fresh = map.entries.filter((each) => !taken.has(keyText(each)) || keyText(each) === undefined);
        for (const each of fresh) taken.add(keyText(each));
        return fresh;
      });
    });
  }

  #item(item: unknown, at: number): SourceNode {
    if (isNode(item)) return this.node(item, at);
    // `[a: 1]` is a list of one-entry mappings.
    if (isPairLike(item)) {
      const entry = this.#entry(item, at);
      return { kind: 'map', start: entry.start, end: entry.end, tag: undefined, entries: [entry], flow: true };
    }
    return this.#missing(at);
  }

  #entry(pair: Pair, at: number): Entry {
    const key = isNode(pair.key) ? this.node(pair.key, at) : this.#missing(at);
    const value = isNode(pair.value) ? this.node(pair.value, key.end) : this.#missing(key.end);
    return { key, value, start: key.tag?.start ?? key.start, end: Math.max(key.end, value.end) };
  }

  /** `{{name}}` without quotes is a mapping to YAML, and a variable to its author. */
  #bareVariable(start: number, end: number, tag: SourceTag | undefined): ScalarNode | undefined {
    if (!this.#text.startsWith('{{', start)) return undefined;
    const source = this.#text.slice(start, end);
    if (!/^\{\{[^{}\r\n]*\}\}$/.test(source)) return undefined;
    return scalarNode(start, end, tag, source, source, true);
  }

  #alias(name: string, target: Node | undefined, span: Span): SourceNode {
    if (target === undefined) {
      this.#problems.push({
        ...span,
        message: `There is no anchor &${name} before this alias: write one, or the text *${name} in quotes`,
      });
      return this.#nothing(span);
    }
    if (this.#open.has(target) || this.#depth >= deepestNesting || this.#aliasNodes > mostAliasNodes) {
      if (this.#aliasDepth > 0) this.#isCut = true;
      // Where the aliases of a text stand for too much, the first of them reports it.
      else if (this.#aliasNodes <= mostAliasNodes) this.#tooMuch(name, span);
      return this.#nothing(span);
    }
    this.#aliasDepth++;
    const [start] = this.#range(target, 0);
    const converted = this.node(target, Math.max(0, start - 200));
    this.#aliasDepth--;
    if (this.#aliasDepth === 0 && this.#isCut) {
      this.#isCut = false;
      this.#tooMuch(name, span);
    }
    return converted;
  }

  #nothing(span: Span): SourceNode {
    const node = { ...this.#missing(span.start), ...span };
    this.#reported.add(node);
    return node;
  }

  #tooMuch(name: string, span: Span): void {
    this.#problems.push({
      ...span,
      message: `The alias *${name} refers to itself or expands to too much: write its value here`,
    });
  }

  #missing(at: number): ScalarNode {
    return scalarNode(at, at, undefined, '', '', true);
  }

  #range(node: Node, from: number): [start: number, end: number] {
    const [start, end] = node.range ?? [from, from];
    const from0 = Math.min(start, this.#text.length);
    // Block collections end after their last line's end: the range is to end with the content.
    let to = Math.min(Math.max(end, from0), this.#text.length);
    while (to > from0 && /\s/.test(this.#text.charAt(to - 1))) to--;
    return [from0, to];
  }

  /** The tag that stands between `from` and the node; an anchor may stand there too. */
  #tag(from: number, nodeStart: number): SourceTag | undefined {
    const between = this.#text.slice(from, nodeStart);
    // The last one: a comment before it may hold a “!” as well.
    const match = [...between.matchAll(/(?<=^|[\s\-:?,[{])!(?:<[^>\s]*>?|[^\s,[\]{}]*)(?=[\s,[\]{}]|$)/g)].at(-1);
    const written = match?.[0];
    if (match === undefined || written === undefined) return undefined;
    const start = from + match.index;
    const verbatim = written.startsWith('!<');
    return {
      start,
      end: start + written.length,
      text: verbatim ? written.slice(2).replace(/>$/, '') : written.slice(1),
      verbatim,
    };
  }
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

/** YAML's merge key, which is none in quotes. */
function isMerge({ key }: Entry): boolean {
  return key.kind === 'scalar' && key.plain && key.tag === undefined && key.text === '<<';
}

function isPairLike(value: unknown): value is Pair {
  return typeof value === 'object' && value !== null && 'key' in value && 'value' in value;
}
