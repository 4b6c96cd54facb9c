import { noContext } from '../../../protocols/core/index.ts';
import { describe, expect, it } from 'vitest';
import { answer, panelConnections } from '../../../client/traffic-view/answer.ts';
import { pageHtml } from '../../../client/traffic-view/html.ts';
import { fromPage, message, readMessage, requests } from '../../../client/panel/messages.ts';
import { createWire } from '../../../wire/wire.ts';

const noTypes = { amqpDefinitions: [], xmppSchemas: [] };
const { version } = message({ type: 'ready' });
const isFromPage = (data: unknown): boolean => 'message' in readMessage(fromPage, data);
const request = (value: object): unknown => ({ version, type: 'request', id: 1, request: value });

describe('messages of the page', () => {
  it.each([
    [{ type: 'rows', filter: '', from: 0, count: 50 }],
    [{ type: 'rows', filter: 'iq', connection: 'romeo', from: 5, count: 1 }],
    [{ type: 'unit', seq: 3, secrets: false }],
    [{ type: 'indexOf', seq: 3, filter: '' }],
    [{ type: 'clear' }],
    [{ type: 'pause', paused: true }],
    [{ type: 'connections' }],
  ])('are understood: %o', (value) => expect(isFromPage(request(value))).toBe(true));

  it.each([
    [{ type: 'rows', filter: '', from: -1, count: 50 }],
    [{ type: 'rows', filter: '', from: 0, count: 1e9 }],
    [{ type: 'rows', filter: {}, from: 0, count: 1 }],
    [{ type: 'unit', seq: 1.5, secrets: false }],
    [{ type: 'unit', seq: 1, secrets: 'yes' }],
    [{ type: 'pause' }],
    [{ type: 'eval' }],
    [null],
  ])('are refused when they ask for what there is not: %o', (value) =>
    expect(isFromPage(request(value as object))).toBe(false),
  );

  it('are refused in another version, or without an id', () => {
    expect(isFromPage({ version: version + 1, type: 'ready' })).toBe(false);
    expect(isFromPage({ version, type: 'request', request: { type: 'clear' } })).toBe(false);
    expect(isFromPage('ready')).toBe(false);
  });

  it('may select a unit, a range of it, or nothing', () => {
    const select = (more: object): boolean => isFromPage({ version, type: 'select', ...more });
    expect(select({ seq: 1 })).toBe(true);
    expect(select({ seq: null })).toBe(true);
    expect(select({ seq: 1, range: [0, 4] })).toBe(true);
    expect(select({ seq: 1, range: [0] })).toBe(false);
    expect(select({})).toBe(false);
  });
});

describe('answers to the page', () => {
  it('come from wire', async () => {
    const wire = createWire();
    const none = { opened: () => [], clear: () => wire.clear(), types: () => Promise.resolve(noTypes) };
    expect(await answer({ type: 'rows', filter: 'iq', from: 0, count: 10 }, wire, none)).toEqual({
      rows: [],
      matching: 0,
      kept: 0,
      first: 1,
      evicted: 0,
      paused: false,
    });
    expect(await answer({ type: 'unit', seq: 1, secrets: false }, wire, none)).toBeNull();
    expect(await answer({ type: 'indexOf', seq: 1, filter: '' }, wire, none)).toBe(-1);
    expect(await answer({ type: 'pause', paused: true }, wire, none)).toBeNull();
    expect(await answer({ type: 'rows', filter: '', from: 0, count: 10 }, wire, none)).toMatchObject({ paused: true });
    expect(await answer({ type: 'clear' }, wire, none)).toBeNull();
    await wire.dispose();
  });

  it('carry a unit’s bytes alone, also where they are a part of a larger buffer, or a Buffer', async () => {
    const bytes = Buffer.from([9, 9, 0, 255, 9]).subarray(2, 4);
    const row = {
      seq: 1,
      time: 0,
      side: 'client',
      connection: 1,
      protocol: 'amqp',
      kind: 'frame',
      name: 'open',
      summary: '',
      size: 2,
    } as const;
    const wire = {
      ...createWire(),
      unit: () =>
        Promise.resolve({
          row,
          connectionName: 'broker',
          bytes,
          masked: true,
          issues: [],
          notes: [],
          context: noContext,
        }),
    };
    const parts = { opened: () => [], clear: () => Promise.resolve(), types: () => Promise.resolve(noTypes) };
    const plain = {
      row,
      connectionName: 'broker',
      bytes: Uint8Array.of(0, 255),
      masked: true,
      issues: [],
      notes: [],
      context: noContext,
      types: noTypes,
    };
    const answered = await answer({ type: 'unit', seq: 1, secrets: false }, wire, parts);
    expect(answered).toEqual(plain);
    expect(answered?.bytes.constructor).toBe(Uint8Array);
    expect(answered?.bytes.buffer.byteLength).toBe(2);
    expect(requests.unit.gives(answered)).toBe(true);
    expect(requests.unit.gives({ ...plain, bytes: 'AP8=' })).toBe(false);
    const own = {
      ...parts,
      types: (connection: string) =>
        Promise.resolve({ amqpDefinitions: [`types of ${connection}`], xmppSchemas: [`schemas of ${connection}`] }),
    };
    expect(await answer({ type: 'unit', seq: 1, secrets: false }, wire, own)).toEqual({
      ...plain,
      types: { amqpDefinitions: ['types of broker'], xmppSchemas: ['schemas of broker'] },
    });
    const stanza = { ...row, protocol: 'xmpp', kind: 'stanza', name: 'iq' } as const;
    const context = { namespaces: [['foo', 'urn:example:foo']] } as const;
    const chat = {
      ...wire,
      unit: () =>
        Promise.resolve({ row: stanza, connectionName: 'romeo', bytes, masked: true, issues: [], notes: [], context }),
    };
    expect(await answer({ type: 'unit', seq: 1, secrets: false }, chat, own)).toEqual({
      ...plain,
      row: stanza,
      connectionName: 'romeo',
      types: { amqpDefinitions: ['types of romeo'], xmppSchemas: ['schemas of romeo'] },
      context,
    });
  });

  it('tell of each connection its numbers, and whether TLS was verified', () => {
    const info = { name: 'romeo', number: 2, protocol: 'xmpp', state: 'connected' } as const;
    expect(
      panelConnections([
        { info: { ...info, tls: { version: 'TLSv1.3', cipher: 'x', verified: false } }, numbers: [1, 2] },
      ]),
    ).toEqual([{ name: 'romeo', numbers: [1, 2], state: 'connected', verified: false }]);
    expect(panelConnections([{ info: { ...info, tls: null }, numbers: [2] }])).toEqual([
      { name: 'romeo', numbers: [2], state: 'connected' },
    ]);
  });
});

describe('the page', () => {
  const html = pageHtml({
    script: 'https://x/panel.js',
    style: 'https://x/panel.css',
    source: 'https://x',
    nonce: 'abc',
    isFile: false,
  });

  it('runs no script but the one with the nonce, and loads nothing from elsewhere', () => {
    expect(html).toContain("default-src 'none'; script-src 'nonce-abc'; style-src https://x;");
    expect(html).not.toContain('unsafe');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain('<script type="module" nonce="abc" src="https://x/panel.js">');
  });
});
