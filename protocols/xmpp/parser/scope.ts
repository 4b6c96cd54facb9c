/** Namespaces that are bound without a declaration. */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
export const streamNamespace = 'http://etherx.jabber.org/streams';
export const clientNamespace = 'jabber:client';
/** The wrapper of BOSH (XEP-0124). */
export const boshNamespace = 'http://jabber.org/protocol/httpbind';

/** The namespace declarations in force at an element: its own over those of its parent. The empty prefix is the default. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #own: ReadonlyMap<string, string>;
  /** What was found further out, so that deep nesting costs no more than its depth. */
  readonly #found = new Map<string, string | undefined>();

  constructor(parent: Scope | undefined, own: ReadonlyMap<string, string>) {
    this.#parent = parent;
    this.#own = own;
  }

  /** What is declared here itself. */
  get own(): ReadonlyMap<string, string> {
    return this.#own;
  }

  /** This scope with one declaration more. */
  within(prefix: string, namespace: string): Scope {
    return new Scope(this, new Map([[prefix, namespace]]));
  }

  /** The namespace that a prefix stands for; undefined where it is not declared. */
  lookup(prefix: string): string | undefined {
    let found = this.#own.get(prefix) ?? this.#found.get(prefix);
    if (found !== undefined || this.#parent === undefined || this.#found.has(prefix)) return found;
    // Not by calls: a hostile text nests deeper than they may.
    for (
      let scope: Scope | undefined = this.#parent;
      found === undefined && scope !== undefined;
      scope = scope.#parent
    ) {
      found = scope.#own.get(prefix) ?? scope.#found.get(prefix);
      if (scope.#found.has(prefix)) break;
    }
    this.#found.set(prefix, found);
    return found;
  }

  /** A prefix that stands for the namespace here, the default first; undefined where there is none. */
  prefixFor(namespace: string): string | undefined {
    if (this.lookup('') === namespace) return '';
    const hidden = new Set<string>();
    for (const declared of this.#outward()) {
      for (const [prefix, bound] of declared) {
        if (bound === namespace && !hidden.has(prefix)) return prefix;
        hidden.add(prefix);
      }
    }
    return undefined;
  }

  /** The declarations from this element outward. */
  #outward(): ReadonlyMap<string, string>[] {
    const found = [this.#own];
    for (let scope = this.#parent; scope !== undefined; scope = scope.#parent) found.push(scope.#own);
    return found;
  }
}

/**
 * What holds at the top level of a file, as on a stream: the content namespace by default, `stream` for the stream's own
 * (RFC 6120, 4.8.5), and `db` as servers bind it for dialback (XEP-0220).
 */
export const streamScope = new Scope(
  undefined,
  new Map([
    ['', clientNamespace],
    ['xml', xmlNamespace],
    ['stream', streamNamespace],
    ['db', 'jabber:server:dialback'],
  ]),
);
