import { describe, expect, it } from 'vitest';
import { decodePage, type Page } from '../../../client/decoding/page.ts';
import { templateChoices } from '../../../client/decoding/template-choices.ts';
import { noProject } from '../../../protocols/core/index.ts';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

const pageOf = (text: string, format?: string): Promise<Page> =>
  decodePage(bytesOf(text), { name: 'Clipboard', format, project: noProject, isCancelled: () => false });

const trace = `[0x1f00]: AMQP:FRAME:  -> AMQP
[0x1f00]: AMQP:FRAME:  <- AMQP
[0x1f00]: AMQP:FRAME:0 -> @open(16) [container-id="a", channel-max=0x7fff]
[0x1f00]: AMQP:FRAME:0 <- @open(16) [container-id="b"]
[0x1f00]: AMQP:FRAME:0 -> @begin(17) [next-outgoing-id=0x0, incoming-window=0x7fffffff, outgoing-window=0x7fffffff]
[0x1f00]: AMQP:FRAME:0 -> @attach(18) [name="l", handle=0x0, role=true, source=@source(40) [address="q"], target=@target(41) []]
[0x1f00]: AMQP:FRAME:0 -> @detach(22) [handle=0x5, closed=true]
`;

describe('a decoded page', () => {
  it('has a line of counts, and each unit with its fields', async () => {
    const { text, summary } = await pageOf(trace);
    const lines = text.split('\n');
    expect(lines[0]).toBe(`Clipboard: ${summary}`);
    expect(summary).toMatch(/^7 units, \d+ bytes, 1 connection, 1 error, 0 warnings$/);
    expect(lines).toContainEqual(expect.stringMatching(/^\[0\] #3 → @8 open/));
    expect(text).toMatch(/container-id.* = "a"/);
  });

  it('has its findings on the lines of their units', async () => {
    const { text, findings } = await pageOf(trace);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, line }) => [code, text.split('\n')[line]])).toEqual([
      ['amqp/handle-unattached', expect.stringMatching(/^\[0\] #7 → .* detach/)],
    ]);
    expect(errors[0]?.href).toMatch(/^https:\/\/docs\.oasis-open\.org/);
  });

  it('says what cannot be read where it comes', async () => {
    const { text, findings } = await pageOf(`${trace}[0x1f00]: AMQP:FRAME:0 -> @nonsense(99) [x="y"]\n`);
    const lines = text.split('\n');
    const [unread] = findings.filter(({ code }) => code === 'wireloupe/unread');
    expect(lines[unread?.line ?? 0]).toMatch(/^! Line 8: /);
    expect(unread?.line).toBeGreaterThan(lines.findIndex((line) => line.includes('#7 →')));
  });

  it('offers the units of each side, and of both, as a template', async () => {
    const choices = templateChoices(await pageOf(trace));
    expect(choices.map(({ label }) => label)).toEqual([
      'What the client sends as .amqp.yaml',
      'What the server sends as .amqp.yaml',
      'What both send as .amqp.yaml',
    ]);
    expect(choices[0]?.text).toMatch(/container-id: a/);
    expect(choices[0]?.text).not.toMatch(/container-id: b/);
  });

  it('of XML is one of stanzas', async () => {
    const [choice] = templateChoices(await pageOf('<message to="a@example.com"><body>hi</body></message>\n'));
    expect(choice).toEqual({
      label: 'What the client sends as .xmpp',
      language: 'xmpp',
      text: '<message to="a@example.com"><body>hi</body></message>\n',
    });
  });

  it('leaves the stream around stanzas out of a template', async () => {
    const [choice] = templateChoices(
      await pageOf(
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'><presence/>",
      ),
    );
    expect(choice?.text).toBe('<presence/>\n');
  });

  it('masks what is secret', async () => {
    const plain = Buffer.from('\0user\0hunter2').toString('base64');
    const { text } = await pageOf(`<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${plain}</auth>`);
    expect(text).not.toContain(plain);
  });

  it('shows no control characters of its input', async () => {
    const { text } = await pageOf('<message><body>a\u009b31m</body></message>');
    expect(text).not.toContain('\u009b');
  });

  it('of what nothing recognises is an error that names what was tried', async () => {
    await expect(pageOf('Dear all,\nplease find attached.\n')).rejects.toThrow(/format is not recognized/);
    await expect(pageOf('')).rejects.toThrow(/empty/);
    await expect(pageOf(trace, 'pcap')).rejects.toThrow(/neither pcap nor pcapng/);
  });

  it('ends where it is when it is cancelled', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield await Promise.resolve(new TextEncoder().encode(trace));
    }
    const { text } = await decodePage(endless(), {
      name: 'x',
      format: undefined,
      project: noProject,
      isCancelled: () => ++asked > 3,
    });
    expect(text).toMatch(/^x: \d+ units/);
  });
});
