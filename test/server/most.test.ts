import { afterEach, describe, expect, it } from 'vitest';
import type { FullDocumentDiagnosticReport, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { languages } from '../../server/languages.ts';
import type { SendablesParams, SendablesResult } from '../../server/requests.ts';
import { startClient, type Client, type Options } from './harness.ts';

let client: Client;
afterEach(() => client.stop());

const mistake = '<iq type="get" to="a"><query xmlns="jabber:iq:version"/></iq>\n';
const deprecated = '<iq type="get" id="a" to="a"><query xmlns="jabber:iq:version" odd="1"/></iq>\n';

describe('a document with very many findings', () => {
  const opened = async (text: string, options: Options = {}): Promise<string> => {
    client = await startClient({ languages, ...options });
    return client.open('a.xmpp', text);
  };
  const pulled = async (uri: string) =>
    (
      await client.connection.sendRequest<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      })
    ).items;

  it('has a thousand diagnostics, and the last says how many findings are left out, and where', async () => {
    const found = await pulled(await opened(mistake.repeat(20_000)));
    expect(found).toHaveLength(1000);
    expect(found.slice(0, -1).map(({ range }) => range.start.line)).toEqual(
      Array.from({ length: 999 }, (_each, line) => line),
    );
    expect(found.at(-1)).toMatchObject({
      range: { start: { line: 999 } },
      severity: 3,
      source: 'wireloupe',
      message: '19,001 more findings are not shown. “wireloupe check” reports all of them.',
    });
  });

  it('has all of a thousand', async () => {
    const found = await pulled(await opened(mistake.repeat(1000)));
    expect(found).toHaveLength(1000);
    expect(found.at(-1)).toMatchObject({ code: 'xmpp/iq-id-required', range: { start: { line: 999 } } });
  });

  it('shows the gravest first', async () => {
    const found = await pulled(await opened(deprecated.repeat(1500) + mistake.repeat(500)));
    expect(found).toHaveLength(1000);
    expect(found.filter(({ code }) => code === 'xmpp/iq-id-required')).toHaveLength(500);
  });

  it('is pushed no more of them', async () => {
    client = await startClient({ languages, capabilities: {} });
    const pushed = new Promise<PublishDiagnosticsParams>((resolve) =>
      client.connection.onNotification('textDocument/publishDiagnostics', resolve),
    );
    await client.open('a.xmpp', mistake.repeat(1500));
    expect((await pushed).diagnostics).toHaveLength(1000);
  });
});

describe('a document with very many sendables', () => {
  const asked = async (name: string, text: string, near?: SendablesParams['near']): Promise<SendablesResult> => {
    client = await startClient({ languages });
    return client.connection.sendRequest('wireloupe/sendables', {
      uri: await client.open(name, text),
      ...(near && { near }),
    });
  };
  const indices = ({ sendables }: SendablesResult) => sendables.map(({ index }) => index);
  const stanzas = mistake.repeat(5000);

  it('gives the first thousand, and how many there are', async () => {
    const found = await asked('a.xmpp', stanzas);
    expect(found.total).toBe(5000);
    expect(indices(found)).toEqual(Array.from({ length: 1000 }, (_each, index) => index));
  });

  it.each([
    ['an index', { index: 4000 }, 4000],
    ['an offset', { offset: 2500 * mistake.length + 5 }, 2500],
    ['the last index', { index: 4999 }, 4999],
    ['the end', { offset: 5000 * mistake.length }, 4999],
  ])('gives those around %s', async (_what, near, index) => {
    const found = await asked('a.xmpp', stanzas, near);
    expect(found.sendables).toHaveLength(1000);
    expect(indices(found)).toContain(index);
  });

  it('gives all that hold an offset, far from where they begin', async () => {
    const steps = `- open: { container-id: a }\n${'- send: { to: a, message: { body: { data: a } } }\n'.repeat(3000)}- close: {}\n`;
    const found = await asked('a.amqp.yaml', steps, { offset: steps.length - 5 });
    expect(found.total).toBe(3001);
    expect(found.sendables[0]).toMatchObject({ index: 0, kind: 'script' });
    expect(indices(found)).toContain(3000);
  });
});
