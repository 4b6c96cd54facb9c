/** The part of XPath 1.0 that is known, as a tree. */
export type Expression =
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Expression[] }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'union'; readonly paths: readonly Expression[] }
  | { readonly kind: 'path'; readonly absolute: boolean; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly values: readonly Expression[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Axis = 'child' | 'descendant-or-self' | 'attribute' | 'self' | 'parent';

export interface Step {
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly Expression[];
}

/** `*` is any name; a name without a prefix is a local name in any namespace. */
export type NodeTest =
  | { readonly kind: 'name'; readonly prefix: string | undefined; readonly name: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'node' };

/** The functions, with how many values each takes. */
export const functions = {
  not: [1, 1],
  contains: [2, 2],
  'starts-with': [2, 2],
  'string-length': [0, 1],
  'normalize-space': [0, 1],
  count: [1, 1],
  position: [0, 0],
  last: [0, 0],
  name: [0, 0],
  'local-name': [0, 0],
  'namespace-uri': [0, 0],
  true: [0, 0],
  false: [0, 0],
} as const;
export type FunctionName = keyof typeof functions;

export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

/** What is wrong with an XPath, and where: a sentence, and UTF-16 units from its start. */
export class XPathError extends Error {
  override readonly name = 'XPathError';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
