import { isAlias, visit } from 'yaml';
import type { Alias, Document, Node } from 'yaml';

/** How many nodes the aliases of one text may stand for, so that a few lines cannot fill the memory. */
export const mostAliasNodes = 10_000;

/** What the aliases of a document stand for: the last node before each that has its anchor. Found in one walk over the document. */
export class Aliases {
  readonly #document: Document;
  #targets: Map<Alias, Node | undefined> | undefined;

  constructor(document: Document) {
    this.#document = document;
  }

  /** The node that an alias stands for; undefined where no anchor of that name precedes it. */
  target(alias: Alias): Node | undefined {
    this.#targets ??= this.#resolve();
    return this.#targets.get(alias);
  }

  #resolve(): Map<Alias, Node | undefined> {
    const anchors = new Map<string, Node>();
    const targets = new Map<Alias, Node | undefined>();
    visit(this.#document, {
      Node: (_key, node) => {
        if (isAlias(node)) targets.set(node, anchors.get(node.source));
        else if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
    return targets;
  }
}
