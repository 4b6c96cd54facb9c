import type { XmlView } from '../search.ts';
import type { Comparison, Expression, Step } from './model.ts';

/** So many nodes are looked at for one XPath in one unit; what is beyond is not found. */
const mostNodes = 100_000;

/** An element, an attribute, a text, or the document around the root. */
type Node =
  | { readonly kind: 'document'; readonly root: XmlView }
  | { readonly kind: 'element'; readonly element: XmlView; readonly parent: Node }
  | { readonly kind: 'attribute'; readonly attribute: XmlView['attributes'][number]; readonly parent: Node }
  | { readonly kind: 'text'; readonly text: string; readonly index: number; readonly parent: Node };

type Value = readonly Node[] | string | number | boolean;

interface Place {
  readonly node: Node;
  readonly position: number;
  readonly size: number;
}

/** Whether an XPath selects something in an element, or is true of it. Time and memory are bounded. */
export function selects(expression: Expression, root: XmlView): boolean {
  const evaluation = new Evaluation();
  return truth(evaluation.value(expression, { node: { kind: 'document', root }, position: 1, size: 1 }));
}

/**
 * The text that an XPath finds in an element: of several nodes that of the first in the order of the document, of an expression
 * its value. Undefined where it finds no node, or an expression gives an empty text.
 */
export function textFound(expression: Expression, root: XmlView): string | undefined {
  const evaluation = new Evaluation();
  const value = evaluation.value(expression, { node: { kind: 'document', root }, position: 1, size: 1 });
  if (!isNodes(value)) return value === '' ? undefined : String(value);
  const first = evaluation.first(value);
  return first === undefined ? undefined : evaluation.text(first);
}

class Evaluation {
  #left = mostNodes;
  readonly #texts = new Map<XmlView, string>();

  value(expression: Expression, place: Place): Value {
    switch (expression.kind) {
      case 'or':
        return expression.parts.some((part) => truth(this.value(part, place)));
      case 'and':
        return expression.parts.every((part) => truth(this.value(part, place)));
      case 'text':
        return expression.text;
      case 'number':
        return expression.number;
      case 'compare':
        return this.#compare(
          expression.operator,
          this.value(expression.left, place),
          this.value(expression.right, place),
        );
      case 'union':
        return expression.paths.flatMap((path) => this.#nodes(path, place));
      case 'path':
        return this.#nodes(expression, place);
      case 'call':
        return this.#call(expression, place);
    }
  }

  #nodes(expression: Expression, { node }: Place): readonly Node[] {
    if (expression.kind !== 'path') return [];
    let found: readonly Node[] = [expression.absolute ? documentOf(node) : node];
    for (const step of expression.steps) {
      const next: Node[] = [];
      for (const each of found) for (const one of this.#step(step, each)) next.push(one);
      found = step.axis === 'parent' ? distinct(next) : next;
    }
    return found;
  }

  #step(step: Step, from: Node): readonly Node[] {
    let found: readonly Node[] = this.#axis(step, from).filter((node) => passes(step.test, node));
    for (const predicate of step.predicates) {
      const size = found.length;
      found = found.filter((node, index) => {
        const value = this.value(predicate, { node, position: index + 1, size });
        return typeof value === 'number' ? value === index + 1 : truth(value);
      });
    }
    return found;
  }

  #axis({ axis }: Step, from: Node): readonly Node[] {
    switch (axis) {
      case 'self':
        return [from];
      case 'parent':
        return from.kind === 'document' ? [] : [from.parent];
      case 'attribute':
        return from.kind === 'element'
          ? this.#spend(
              from.element.attributes.map((attribute): Node => ({ kind: 'attribute', attribute, parent: from })),
            )
          : [];
      case 'child':
        return this.#spend(childrenOf(from));
      case 'descendant-or-self': {
        const all: Node[] = [from];
        // The list grows while it is gone through.
        for (const node of all) for (const child of this.#spend(childrenOf(node))) all.push(child);
        return all;
      }
    }
  }

  #spend(nodes: readonly Node[]): readonly Node[] {
    const taken = nodes.length > this.#left ? nodes.slice(0, Math.max(this.#left, 0)) : nodes;
    this.#left -= taken.length;
    return taken;
  }

  #compare(operator: Comparison, left: Value, right: Value): boolean {
    const isNumeric = typeof left === 'number' || typeof right === 'number' || (operator !== '=' && operator !== '!=');
    if (typeof left === 'boolean' || typeof right === 'boolean')
      return compares(operator, Number(truth(left)), Number(truth(right)));
    const texts = (value: Value): readonly string[] =>
      isNodes(value) ? value.map((node) => this.text(node)) : [String(value)];
    const all = texts(right);
    if (!isNumeric && operator === '=') {
      const wanted = new Set(all);
      return texts(left).some((text) => wanted.has(text));
    }
    for (const text of texts(left))
      for (const other of all) {
        if (this.#left-- <= 0) return false;
        if (isNumeric ? compares(operator, Number(text), Number(other)) : text !== other) return true;
      }
    return false;
  }

  #call({ name, values }: Extract<Expression, { readonly kind: 'call' }>, place: Place): Value {
    const { node } = place;
    const value = (index: number): Value => {
      const expression = values[index];
      return expression === undefined ? [node] : this.value(expression, place);
    };
    const text = (index: number): string => this.#string(value(index));
    switch (name) {
      case 'not':
        return !truth(value(0));
      case 'contains':
        return text(0).includes(text(1));
      case 'starts-with':
        return text(0).startsWith(text(1));
      case 'string-length':
        return Array.from(text(0)).length;
      case 'normalize-space':
        return text(0).trim().replace(/\s+/gu, ' ');
      case 'count': {
        const nodes = value(0);
        return isNodes(nodes) ? nodes.length : 0;
      }
      case 'position':
        return place.position;
      case 'last':
        return place.size;
      case 'name':
        return named(node)?.name ?? '';
      case 'local-name':
        return named(node)?.local ?? '';
      case 'namespace-uri':
        return named(node)?.namespace ?? '';
      case 'true':
        return true;
      case 'false':
        return false;
    }
  }

  #string(value: Value): string {
    if (!isNodes(value)) return String(value);
    const first = this.first(value);
    return first === undefined ? '' : this.text(first);
  }

  /** The first of some nodes in the order of the document. */
  first(nodes: readonly Node[]): Node | undefined {
    const [one] = nodes;
    if (one === undefined || nodes.length === 1) return one;
    const { root } = documentOf(one);
    return firstOf(nodes, root, () => this.#left-- > 0) ?? one;
  }

  /** What is written in a node and all that is in it. */
  text(node: Node): string {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'attribute') return node.attribute.value;
    const element = node.kind === 'document' ? node.root : node.element;
    let text = this.#texts.get(element);
    if (text === undefined) this.#texts.set(element, (text = this.#textOf(element)));
    return text;
  }

  #textOf(element: XmlView): string {
    let text = '';
    const open: (XmlView | string)[] = [element];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#left-- <= 0) break;
      if (typeof next === 'string') {
        text += next;
        this.#left -= next.length >> 8;
      } else for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i] ?? '');
    }
    return text;
  }
}

function isNodes(value: Value): value is readonly Node[] {
  return typeof value === 'object';
}

function truth(value: Value): boolean {
  return isNodes(value)
    ? value.length > 0
    : typeof value === 'number'
      ? value !== 0 && !Number.isNaN(value)
      : value !== '' && value !== false;
}

function compares(operator: Comparison, left: number, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

function named(
  node: Node,
): { readonly name: string; readonly local: string; readonly namespace: string | undefined } | undefined {
  return node.kind === 'element' ? node.element : node.kind === 'attribute' ? node.attribute : undefined;
}

function passes(test: Step['test'], node: Node): boolean {
  if (test.kind === 'node') return true;
  if (test.kind === 'text') return node.kind === 'text';
  const found = named(node);
  if (found === undefined) return false;
  const { prefix, name } = test;
  const isPrefix = prefix === undefined || found.name.startsWith(`${prefix}:`);
  return isPrefix && (name === '*' || found.local === name);
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'document') return [{ kind: 'element', element: node.root, parent: node }];
  if (node.kind !== 'element') return [];
  return node.element.children.map((child, index): Node =>
    typeof child === 'string'
      ? { kind: 'text', text: child, index, parent: node }
      : { kind: 'element', element: child, parent: node },
  );
}

function documentOf(node: Node): Extract<Node, { readonly kind: 'document' }> {
  let top = node;
  while (top.kind !== 'document') top = top.parent;
  return top;
}

/** Each node once. Parents are the same object for all children of one visit. */
function distinct(nodes: readonly Node[]): readonly Node[] {
  return [...new Set(nodes)];
}

/** Nodes that are an element, its attributes, or texts right in it. */
interface NodesOf {
  self?: Node;
  readonly attributes: Map<XmlView['attributes'][number], Node>;
  readonly texts: Map<number, Node>;
}

/** The first of some nodes, as far as the tree may be looked through: an element comes before its attributes, and these before what is in it. */
function firstOf(nodes: readonly Node[], root: XmlView, spend: () => boolean): Node | undefined {
  const byElement = new Map<XmlView, NodesOf>();
  for (const node of nodes) {
    const owner = node.kind === 'attribute' || node.kind === 'text' ? node.parent : node;
    if (owner.kind !== 'element') return node;
    let known = byElement.get(owner.element);
    if (known === undefined)
      byElement.set(owner.element, (known = { attributes: new Map(), texts: new Map() } satisfies NodesOf));
    if (node.kind === 'attribute') known.attributes.set(node.attribute, node);
    else if (node.kind === 'text') known.texts.set(node.index, node);
    else known.self = node;
  }
  const open: (XmlView | Node)[] = [root];
  for (let next = open.pop(); next !== undefined && spend(); next = open.pop()) {
    if ('kind' in next) return next;
    const here = byElement.get(next);
    if (here?.self !== undefined) return here.self;
    if (here !== undefined)
      for (const attribute of next.attributes) {
        const found = here.attributes.get(attribute);
        if (found !== undefined) return found;
      }
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i] ?? '';
      const one = typeof child === 'string' ? here?.texts.get(i) : child;
      if (one !== undefined) open.push(one);
    }
  }
  return undefined;
}
