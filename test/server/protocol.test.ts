import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleServer, framed, RawServer, type Bundle, type Written } from './process.ts';

let bundle: Bundle;
let server: RawServer;
beforeAll(async () => (bundle = await bundleServer()));
afterAll(() => bundle.remove());

const uri = 'file:///nowhere/a.xmpp';
const hover = { textDocument: { uri }, position: { line: 0, character: 0 } };
const error = (code: number, message = '') => ({
  error: { code, message: expect.stringContaining(message) as string },
});
const parseError = (message: Written) => message.id === null && message.error?.code === -32700;

/** The server answers as ever. */
async function lives(): Promise<void> {
  server.open(uri, '<iq type="get" to="a"/>');
  expect((await server.request('textDocument/hover', hover)).result).toMatchObject({ contents: { kind: 'markdown' } });
}

describe('the life of the server', () => {
  beforeEach(() => {
    server = new RawServer(bundle.file);
  });
  afterEach(() => server.stop());

  it('refuses requests before initialize, drops notifications, and can be initialized all the same', async () => {
    server.open(uri, 'text');
    expect(await server.request('textDocument/hover', hover)).toMatchObject(error(-32002, 'before initialize'));
    expect(await server.request('shutdown', null)).toMatchObject(error(-32002));
    expect(await server.request('initialize', null)).toMatchObject(error(-32602));
    expect(await server.request('initialize', { capabilities: 1 })).toMatchObject(error(-32602));
    expect(await server.initialize()).toMatchObject({ result: { serverInfo: { name: 'wireloupe' } } });
    await lives();
  });

  it('is initialized once', async () => {
    await server.initialize();
    expect(await server.request('initialize', { processId: null, rootUri: null, capabilities: {} })).toMatchObject(
      error(-32600, 'once'),
    );
    await lives();
  });

  it('refuses requests after shutdown, and ends with 0', async () => {
    await server.initialize();
    expect(await server.request('shutdown', null)).toMatchObject({ result: null });
    expect(await server.request('textDocument/hover', hover)).toMatchObject(error(-32600, 'after shutdown'));
    expect(await server.request('initialize', { capabilities: {} })).toMatchObject(error(-32600));
    server.notify('exit', null);
    expect(await server.ended).toBe(0);
  });

  it.each([
    ['exit without shutdown', () => server.notify('exit', null)],
    ['the end of its input', () => server.process.stdin.end()],
    ['an end within a message', () => server.process.stdin.end('Content-Length: 100\r\n\r\n{')],
  ])('ends with 1 at %s', async (_what, end) => {
    await server.initialize();
    end();
    expect(await server.ended).toBe(1);
  });

  it('ends with 1 at exit before initialize', async () => {
    server.notify('exit', null);
    expect(await server.ended).toBe(1);
  });

  it('ends with 0 where its input ends after shutdown', async () => {
    await server.initialize();
    await server.request('shutdown', null);
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
  });

  it('says on standard error that its input ended within a message', async () => {
    server.process.stdin.end('Content-Length: 100\r\n\r\n{');
    await server.ended;
    expect(server.errors).toContain('ended within a message');
  });
});

describe('bytes that are no message', () => {
  // One server takes them all, one after another.
  beforeAll(async () => {
    server = new RawServer(bundle.file);
    await server.initialize();
  });
  afterAll(() => server.stop());

  it.each([
    ['a line of text', 'GET / HTTP/1.1\r\n\r\n'],
    ['text without a line end', 'hello'],
    ['a header without a length', 'Content-Type: application/json\r\n\r\n{}'],
    ['a length that is not a number', 'Content-Length: many\r\n\r\n{}'],
    ['a negative length', 'Content-Length: -5\r\n\r\n{}'],
    ['a length with an exponent', 'Content-Length: 1e3\r\n\r\n{}'],
    ['a huge length', 'Content-Length: 999999999999\r\n\r\n{}'],
    ['a length beyond all numbers', `Content-Length: ${'9'.repeat(400)}\r\n\r\n{}`],
    ['an empty length', 'Content-Length:\r\n\r\n{}'],
    ['JSON that is broken', framed('{"jsonrpc":"2.0","id":1,"method":')],
    ['an empty body', framed('')],
    ['a length that is too short', 'Content-Length: 20\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"shutdown"}'],
    ['a length that is too long', 'Content-Length: 5000\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"shutdown"}'],
    ['zeros', '\0'.repeat(100_000)],
    ['a long line', 'x'.repeat(5_000_000)],
    ['many lines', 'x\n'.repeat(1_000_000)],
  ])('%s: a parse error is answered, and the next message is read', async (_what, bytes) => {
    server.bytes(bytes);
    await lives();
    expect(await server.next(parseError)).toMatchObject({ jsonrpc: '2.0', id: null });
  });

  it('are answered once a run, however long it is', async () => {
    server.bytes('nonsense\r\n'.repeat(1000));
    await lives();
    server.bytes('more nonsense\r\n');
    await lives();
    await server.next(parseError);
    await server.next(parseError);
    expect(server.has(parseError)).toBe(false);
  });

  it.each([
    ['a number', '42'],
    ['null', 'null'],
    ['a batch', '[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]'],
    ['an object that is not a message', '{}'],
    ['a method that is not a text', '{"jsonrpc":"2.0","id":7,"method":5}'],
    ['an id that is an object', '{"jsonrpc":"2.0","id":{},"method":"shutdown"}'],
    ['JSON that is nested deeply', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('JSON that is not a message, %s, is answered as an invalid request', async (_what, body) => {
    server.bytes(framed(body));
    expect(await server.next((each) => each.error !== undefined)).toMatchObject(error(-32600));
    await lives();
  });

  it('a message may come byte by byte, in characters of several bytes, with a content type', async () => {
    const body = JSON.stringify({
      jsonrpc: '2.0',
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'xmpp', version: 1, text: '<iq to="köln"/>' } },
    });
    for (const byte of Buffer.from(
      `Content-Length: ${Buffer.byteLength(body)}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n${body}`,
    ))
      server.bytes(Buffer.from([byte]));
    expect((await server.request('textDocument/hover', hover)).result).not.toBeNull();
  });

  it('a document may hold what looks like a header', async () => {
    server.open(uri, `<iq><!-- Content-Length: 5\r\n\r\n{} --></iq>${' '.repeat(300_000)}`);
    expect((await server.request('textDocument/hover', hover)).result).not.toBeNull();
  });

  it.each([
    ['textDocument/hover', null],
    ['textDocument/hover', { textDocument: 5, position: 'x' }],
    ['textDocument/hover', { textDocument: { uri }, position: { line: -1, character: 1e300 } }],
    ['textDocument/completion', { textDocument: { uri: null }, position: {} }],
    ['textDocument/codeAction', { textDocument: { uri }, range: null }],
    ['textDocument/diagnostic', []],
    ['wireloupe/sendables', null],
    ['no/such/method', {}],
  ])('%s with the parameters %j is answered, whatever it is', async (method, params) => {
    server.open(uri, '<iq/>');
    server.notify('textDocument/didOpen', null);
    server.notify('textDocument/didChange', { textDocument: { uri, version: 'x' }, contentChanges: 5 });
    server.notify('workspace/didChangeWatchedFiles', 7);
    server.notify('wireloupe/environment', 7);
    await server.request(method, params);
    await lives();
  });
});

describe('the cancellation of a request', () => {
  it.each([null, undefined, {}, [], true])('with the id %j leaves the server as it is', async (id) => {
    const bundle = await bundleServer();
    const server = new RawServer(bundle.file);
    await server.initialize();
    server.notify('$/cancelRequest', { id });
    server.open('untitled:a.xmpp', '<a>', 'xmpp');
    expect(
      (await server.request('textDocument/diagnostic', { textDocument: { uri: 'untitled:a.xmpp' } })).result,
    ).toMatchObject({ kind: 'full' });
    await server.stop();
    await bundle.remove();
  });
});

describe('params that are not what their method takes', () => {
  const document = { textDocument: { uri } };
  const place = { line: 0, character: 0 };

  beforeAll(async () => {
    server = new RawServer(bundle.file);
    await server.initialize();
  });
  afterAll(() => server.stop());

  it.each([
    ['textDocument/hover', null, 'params must be an object'],
    ['textDocument/hover', [], 'params.textDocument must be an object'],
    ['textDocument/hover', { position: place }, 'params.textDocument must be an object'],
    ['textDocument/hover', document, 'params.position must be an object'],
    [
      'textDocument/hover',
      { ...document, position: { line: 0 } },
      'params.position.character must be an unsigned integer',
    ],
    [
      'textDocument/hover',
      { ...document, position: { line: -1, character: 0 } },
      'params.position.line must be an unsigned integer',
    ],
    ['textDocument/hover', { ...document, position: { line: '0', character: 0 } }, 'params.position.line'],
    ['textDocument/hover', { ...document, position: { line: 0.5, character: 0 } }, 'params.position.line'],
    [
      'textDocument/completion',
      { textDocument: { uri: 1 }, position: place },
      'params.textDocument.uri must be a string',
    ],
    ['textDocument/completion', document, 'params.position'],
    ['textDocument/codeAction', document, 'params.range must be an object'],
    ['textDocument/codeAction', { ...document, range: { start: place } }, 'params.range.end'],
    ['textDocument/documentSymbol', {}, 'params.textDocument'],
    ['textDocument/foldingRange', { textDocument: null }, 'params.textDocument'],
    ['textDocument/diagnostic', null, 'params must be'],
    ['wireloupe/sendables', null, 'params must be'],
    ['wireloupe/sendables', { uri, near: { index: -1 } }, 'params.near.index'],
  ])('%s %j is answered with InvalidParams', async (method, params, message) => {
    expect(await server.request(method, params)).toMatchObject(error(-32602, `${method}: ${message}`));
    await lives();
  });

  it.each([
    ['textDocument/didOpen', null],
    ['textDocument/didOpen', { textDocument: { uri, languageId: 'xmpp', version: 1, text: 5 } }],
    [
      'textDocument/didChange',
      { textDocument: { uri, version: 2 }, contentChanges: [{ text: 'x', range: { start: place } }] },
    ],
    ['textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: null }],
    ['textDocument/didClose', { textDocument: {} }],
    ['workspace/didChangeWorkspaceFolders', { event: {} }],
    ['wireloupe/environment', { environment: 1 }],
  ])('%s %j is ignored and logged', async (method, params) => {
    server.notify(method, params);
    const { params: logged } = await server.next((each) => each.method === 'window/logMessage');
    expect(logged).toMatchObject({
      type: 1,
      message: expect.stringContaining(`${method} was ignored: params`) as string,
    });
    await lives();
  });

  it.each([
    [{ capabilities: {}, workspaceFolders: [null] }, 'params.workspaceFolders[0]'],
    [
      { capabilities: { textDocument: { completion: { completionItem: { insertTextModeSupport: {} } } } } },
      'valueSet must be an array',
    ],
    [{ capabilities: {}, rootUri: 1 }, 'params.rootUri must be a string'],
  ])('initialize %j is answered so too, and may come again', async (params, message) => {
    const other = new RawServer(bundle.file);
    try {
      expect(await other.request('initialize', params)).toMatchObject(error(-32602, message));
      expect(await other.initialize()).toMatchObject({ result: { serverInfo: { name: 'wireloupe' } } });
    } finally {
      await other.stop();
    }
  });
});
