import type { Node } from 'jsonc-parser';
import { closest, type Diagnostic, type Fix, type TextRange } from '../core/index.ts';
import type { IntegerShape, ListShape, ObjectShape, RecordShape, Shape, StringShape } from './shape.ts';

/** The part of a JSON value that agrees with its shape; objects have no prototype, so that no name is special. */
export type Checked = string | number | boolean | readonly Checked[] | { readonly [key: string]: Checked };

/** What the table of shapes cannot say about objects of one shape. */
export interface ObjectCheck {
  /** Whether an entry is judged by `check` alone. */
  readonly claims: (entry: Entry) => boolean;
  /** `value` is the part that agrees with the shape; `name` the key under which the object stands. */
  readonly check: (node: Node, value: Readonly<Record<string, Checked>>, name: string) => readonly Diagnostic[];
}

/** One walk over a file: what was found, and where each entry stands. */
export class Checker {
  readonly diagnostics: Diagnostic[] = [];
  /** Ranges of values by JSON pointer: `/connections/romeo/service`. */
  readonly ranges = new Map<string, TextRange>();
  readonly #checks: ReadonlyMap<Shape, ObjectCheck>;

  constructor(checks: ReadonlyMap<Shape, ObjectCheck>) {
    this.#checks = checks;
  }

  /** Gives the part of `node` that fits `shape`, undefined where nothing does, and collects what does not. */
  check(node: Node, shape: Shape, path: string): Checked | undefined {
    this.ranges.set(path, rangeOf(node));
    switch (shape.kind) {
      case 'string':
        return this.#string(node, shape, path);
      case 'boolean':
        if (typeof node.value === 'boolean') return node.value;
        this.#report(
          'type',
          node,
          `${named(path)} must be true or false`,
          fixTo(node, node.value === 'true' ? 'true' : 'false', node.value === 'true' || node.value === 'false'),
        );
        return undefined;
      case 'integer':
        return this.#integer(node, shape, path);
      case 'list':
        return this.#list(node, shape, path);
      case 'object':
      case 'record':
        return this.#object(node, shape, path);
    }
  }

  #string(node: Node, shape: StringShape, path: string): string | undefined {
    const value: unknown = node.value;
    if (node.type !== 'string' || typeof value !== 'string') {
      const scalar = node.type === 'number' || node.type === 'boolean';
      this.#report(
        'type',
        node,
        `${named(path)} must be a text in double quotes`,
        fixTo(node, JSON.stringify(String(value)), scalar),
      );
      return undefined;
    }
    if (shape.values !== undefined && !shape.values.includes(value)) {
      const meant = closest(value, shape.values);
      const allowed = shape.values.join(', ');
      this.#report(
        'value',
        node,
        `${named(path)} must be one of ${allowed}${hint(meant)}`,
        fixTo(node, JSON.stringify(meant), meant !== undefined),
      );
      return undefined;
    }
    if (shape.pattern !== undefined && !new RegExp(shape.pattern.source, 'u').test(value)) {
      this.#report('value', node, `${named(path)} must be ${shape.pattern.meaning}`);
      return undefined;
    }
    return value;
  }

  #integer(node: Node, { minimum, maximum }: IntegerShape, path: string): number | undefined {
    const value: unknown = node.value;
    const inQuotes = typeof value === 'string' && /^\d+$/.test(value);
    if (typeof value !== 'number') {
      this.#report(
        'type',
        node,
        `${named(path)} must be a number, without quotes`,
        fixTo(node, String(Number(value)), inQuotes),
      );
      return undefined;
    }
    if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    this.#report('value', node, `${named(path)} must be an integer from ${minimum} to ${maximum}`);
    return undefined;
  }

  #list(node: Node, shape: ListShape, path: string): readonly Checked[] | undefined {
    if (node.type !== 'array') {
      const only = node.type === 'string';
      this.#report(
        'type',
        node,
        `${named(path)} must be a list: write it between [ and ]`,
        fixTo(node, `[${JSON.stringify(node.value)}]`, only),
      );
      return undefined;
    }
    return (node.children ?? [])
      .map((item, index) => this.check(item, shape.items, `${path}/${index}`))
      .filter((item) => item !== undefined);
  }

  #object(node: Node, shape: ObjectShape | RecordShape, path: string): Checked | undefined {
    if (node.type !== 'object') {
      this.#report('type', node, `${named(path)} must be an object: write it between { and }`);
      return undefined;
    }
    const value = Object.create(null) as Record<string, Checked>;
    const seen = new Set<string>();
    const own = this.#checks.get(shape);
    for (const entry of entries(node)) {
      const { key, keyNode, valueNode } = entry;
      if (seen.has(key))
        this.#report(
          'duplicate-key',
          keyNode,
          `Duplicate key “${key}”: the last one is used. Remove one`,
          undefined,
          'warning',
        );
      seen.add(key);
      if (own?.claims(entry) === true) continue;
      const inner =
        shape.kind === 'record'
          ? this.#entryShape(shape, key, keyNode, path)
          : this.#keyShape(shape, key, keyNode, node, path);
      if (inner === undefined || valueNode === undefined) continue;
      const checked = this.check(valueNode, inner, `${path}/${escaped(key)}`);
      if (checked !== undefined) value[key] = checked;
    }
    const complete = shape.kind === 'record' || this.#complete(node, shape, seen, path);
    for (const found of own?.check(node, value, unescaped(path.slice(path.lastIndexOf('/') + 1))) ?? [])
      this.diagnostics.push(found);
    return complete && required(shape).every((key) => key in value) ? value : undefined;
  }

  #entryShape(shape: RecordShape, key: string, keyNode: Node, path: string): Shape | undefined {
    if (new RegExp(shape.names.source, 'u').test(key)) return shape.values;
    this.#report('name', keyNode, `“${key}” cannot be a name in ${named(path)}: it must be ${shape.names.meaning}`);
    return undefined;
  }

  #keyShape(shape: ObjectShape, key: string, keyNode: Node, node: Node, path: string): Shape | undefined {
    if (Object.hasOwn(shape.keys, key)) return shape.keys[key];
    const present = new Set(entries(node).map((entry) => entry.key));
    const meant = closest(
      key,
      Object.keys(shape.keys).filter((each) => !present.has(each)),
    );
    const known = Object.keys(shape.keys).filter((each) => each !== '$schema');
    const message = `${named(path)} has no key “${key}”${meant === undefined ? `: it may have ${known.join(', ')}` : hint(meant)}`;
    this.#report(
      'unknown-key',
      keyNode,
      message,
      fixTo(keyNode, JSON.stringify(meant), meant !== undefined),
      'warning',
    );
    return undefined;
  }

  #complete(node: Node, shape: ObjectShape, present: ReadonlySet<string>, path: string): boolean {
    const missing = required(shape).filter((key) => !present.has(key));
    if (missing.length > 0) {
      const names = missing.map((key) => `“${key}”`).join(' and ');
      this.#report('missing-key', openingOf(node), `${named(path)} needs ${names}`);
    }
    const [first, second] = shape.together ?? [];
    if (first !== undefined && second !== undefined && present.has(first) !== present.has(second)) {
      this.#report('missing-key', openingOf(node), `${named(path)} needs “${first}” and “${second}” together`);
    }
    return missing.length === 0;
  }

  #report(
    code: string,
    at: { offset: number; length: number },
    message: string,
    fix?: Fix,
    severity: 'error' | 'warning' = 'error',
  ): void {
    const fixes = fix === undefined ? {} : { fixes: [fix] };
    this.diagnostics.push({
      code: `project/${code}`,
      severity,
      message,
      start: at.offset,
      end: at.offset + at.length,
      ...fixes,
    });
  }
}

/** A JSON pointer (RFC 6901) from keys: the key of `ParsedProject.ranges`. */
export function pointer(...keys: readonly string[]): string {
  return keys.map((key) => `/${escaped(key)}`).join('');
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

export interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  /** Undefined while it is still to be written. */
  readonly valueNode: Node | undefined;
}

/** The properties of an object as they stand in the text. */
export function entries(node: Node): readonly Entry[] {
  return (node.children ?? []).flatMap(({ children: [keyNode, valueNode] = [] }) =>
    keyNode !== undefined && typeof keyNode.value === 'string' ? [{ key: keyNode.value, keyNode, valueNode }] : [],
  );
}

/** The opening brace: where a diagnostic about a whole object stands, so that it does not underline all of it. */
export function openingOf(node: Node): { offset: number; length: number } {
  return { offset: node.offset, length: Math.min(1, node.length) };
}

export function rangeOf(node: Node): TextRange {
  return { start: node.offset, end: node.offset + node.length };
}

function required(shape: ObjectShape | RecordShape): readonly string[] {
  return shape.kind === 'object' ? (shape.required ?? []) : [];
}

function named(path: string): string {
  return path === '' ? 'The file' : `“${path.slice(1).split('/').map(unescaped).join('.')}”`;
}

function hint(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean “${meant}”?`;
}

function fixTo(node: Node, text: string | undefined, offered: boolean): Fix | undefined {
  return offered && text !== undefined
    ? { title: `Change to ${text}`, edits: [{ ...rangeOf(node), text }] }
    : undefined;
}
