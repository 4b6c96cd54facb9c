/** What a value must be. A key that ends with `?` may be missing or null. */
type Shape = 'string' | 'integer' | 'uinteger' | 'object' | readonly [item: Shape] | { readonly [key: string]: Shape };

const words = {
  string: 'a string',
  integer: 'an integer',
  uinteger: 'an unsigned integer',
  object: 'an object',
} as const;

const position: Shape = { line: 'uinteger', character: 'uinteger' };
const range: Shape = { start: position, end: position };
const document: Shape = { textDocument: { uri: 'string' } };
const place: Shape = { ...document, position };

/** What the client says of itself, as far as the server reads it. */
const capabilities: Shape = {
  'textDocument?': { 'completion?': { 'completionItem?': { 'insertTextModeSupport?': { valueSet: ['integer'] } } } },
  'workspace?': { 'diagnostics?': 'object', 'didChangeWatchedFiles?': 'object' },
};

/** The params of the requests and notifications that the server serves (LSP 3.17, and server/requests.ts), as far as it reads them. */
const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['initialize', { capabilities, 'workspaceFolders?': [{ uri: 'string' }], 'rootUri?': 'string' }],
  ['textDocument/completion', place],
  ['textDocument/hover', place],
  ['textDocument/codeAction', { ...document, range }],
  ['textDocument/documentSymbol', document],
  ['textDocument/foldingRange', document],
  ['textDocument/diagnostic', document],
  ['wireloupe/sendables', { uri: 'string', 'near?': { 'index?': 'uinteger', 'offset?': 'uinteger' } }],
  [
    'textDocument/didOpen',
    { textDocument: { uri: 'string', languageId: 'string', version: 'integer', text: 'string' } },
  ],
  [
    'textDocument/didChange',
    { textDocument: { uri: 'string', version: 'integer' }, contentChanges: [{ text: 'string', 'range?': range }] },
  ],
  ['textDocument/didClose', document],
  ['workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: 'string' }], removed: [{ uri: 'string' }] } }],
  ['wireloupe/environment', { 'environment?': 'string', 'folder?': 'string' }],
]);

/** What is wrong with the params of a request or notification, for its sender; undefined where they are sound or not looked at. */
export function problemWithParams(method: string, params: unknown): string | undefined {
  const shape = shapes.get(method);
  return shape === undefined ? undefined : problemWith(params, shape, 'params');
}

function problemWith(value: unknown, shape: Shape, path: string): string | undefined {
  if (typeof shape === 'string') return isA(value, shape) ? undefined : `${path} must be ${words[shape]}`;
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${path} must be an array`;
    return firstProblem(value.map((each: unknown, index) => [each, shape[0], `${path}[${index}]`]));
  }
  if (typeof value !== 'object' || value === null) return `${path} must be an object`;
  const fields = value as Readonly<Record<string, unknown>>;
  return firstProblem(
    Object.entries(shape).flatMap(([key, inner]) => {
      const name = key.replace(/\?$/, '');
      const given = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return name !== key && (given === undefined || given === null) ? [] : [[given, inner, `${path}.${name}`]];
    }),
  );
}

function firstProblem(values: readonly (readonly [value: unknown, shape: Shape, path: string])[]): string | undefined {
  for (const [value, shape, path] of values) {
    const problem = problemWith(value, shape, path);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isA(value: unknown, type: keyof typeof words): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'uinteger':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'object':
      return typeof value === 'object' && value !== null;
    default:
      return typeof value === type;
  }
}
