import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../playground/index.ts';
import { playgroundProject } from './playground-project.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});

afterAll(() => playground.stop());

/** Sends a file from a project whose connections lead to the playground. */
async function send(
  file: string,
  text: string | Uint8Array,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = { PASSWORD: 'wireloupe' },
): Promise<Ran> {
  const files = { [file]: text };
  const variables = { item: 'of the environment' };
  const cwd = await folderOf(playgroundProject(playground.info, { files, variables }));
  return wireloupe(['send', ...args, file], { cwd, env });
}

const items =
  '<iq type="get" id="{{$id}}" to="{{domain}}"><query xmlns="http://jabber.org/protocol/disco#items"/></iq>';
const info = '<iq type="get" id="i" to="{{item}}"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>';

describe('<?set?> in what is sent', () => {
  it('takes a value from the answer to an iq, for the stanzas below', async () => {
    const { code, out, said } = await send(
      'a.xmpp',
      `<?connection romeo?>\n${items}\n<?set item xpath="//item/@jid" of="last"?>\n${info}\n`,
    );
    expect(said).not.toContain('error');
    expect(code).toBe(0);
    const first = /<item\b[^>]*\bjid=['"]([^'"]+)/u.exec(out)?.[1];
    expect(first).toBeDefined();
    // The second answer comes from whom the first one named.
    expect(out).toMatch(new RegExp(`<iq\\b[^>]*\\bfrom=['"]${first ?? ''}['"]`, 'u'));
  });

  it('takes a value from what comes behind a stanza that no answer is owed for', async () => {
    const room = 'set-test@conference.localhost';
    const { code, out } = await send(
      'a.xmpp',
      `<?connection romeo?>
<presence to="${room}/romeo"><x xmlns="http://jabber.org/protocol/muc"/></presence>
<?set role xpath="//item/@role"?>
<?set affiliation xpath='//item/@affiliation'?>
<iq type="get" id="q" to="localhost"><ping xmlns="urn:xmpp:ping"/></iq>
<iq type="get" id="{{role}}-{{affiliation}}" to="localhost"><ping xmlns="urn:xmpp:ping"/></iq>\n`,
    );
    expect(out).toMatch(/id=['"]moderator-owner['"]/u);
    expect(code).toBe(0);
  });

  it('never makes markup of a value', async () => {
    const body = '&lt;a b="c"&gt; &amp;amp; {{domain}}';
    const { code, out } = await send(
      'a.xmpp',
      `<?connection romeo?>
<message to="romeo@localhost/cli" type="chat" id="m"><body>{{text}}</body></message>
<?set said xpath="//body"?>
<iq type="get" id="{{said}}" to="localhost"><ping xmlns="urn:xmpp:ping"/></iq>
<?var text="${body.replaceAll('"', '&quot;')}"?>\n`,
    );
    expect(out).toMatch(/&lt;a b=(?:"|&quot;)c(?:"|&quot;)(?:>|&gt;) &amp;amp; \{\{domain\}\}/u);
    expect(code).toBe(0);
  });

  it('stops where the answer has no value, and names the line', async () => {
    const { code, said } = await send(
      'a.xmpp',
      `<?connection romeo?>\n${items}\n<?set item xpath="//nothing"?>\n${info}\n`,
    );
    expect(said).toContain(
      'a.xmpp:3:7: error: “item” was not set: The XPath “//nothing” finds nothing in the answer [not-taken]',
    );
    expect(said).not.toContain('disco#info');
    expect(code).toBe(1);
  });

  it('waits no longer than the time-out for a stanza with a value', async () => {
    const { code, said } = await send(
      'a.xmpp',
      '<?connection romeo?>\n<presence/>\n<?set item xpath="//nothing"?>\n<presence id="{{item}}"/>\n',
      ['--timeout', '400'],
    );
    expect(said).toContain('a.xmpp:3:7: error: “item” was not set: No stanza came within 0.4 s');
    expect(code).toBe(1);
  });

  it.each([
    [
      'an XPath that cannot be read',
      `${items}\n<?set item xpath="//item["?>\n${info}`,
      ':3:26: error: The XPath has its end where a name is expected',
    ],
    [
      'a variable that is set further down',
      `${info.replace('item', 'late')}\n<?set late xpath="//a"?>`,
      ':2:27: error: “late” is used before it is set, which is on line 3',
    ],
    ['no stanza above', `<?set item xpath="//a"?>\n${info}`, ':2:7: error: “item” has no answer to be set from'],
  ])('sends nothing where there is %s', async (_, text, message) => {
    const { code, said } = await send('a.xmpp', `<?connection romeo?>\n${text}\n`);
    expect(said).toContain(message);
    expect(said).not.toContain('iq result');
    expect(code).toBe(1);
  });
});

const opened = `connection: broker
frames:
  - header: amqp
  - open: { container-id: c }
  - begin: { next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }
  - attach: { name: replies, handle: 0, role: receiver, source: { dynamic: true }, target: {} }
`;
const sender = `  - attach: { name: requests, handle: 1, role: sender, source: {}, target: { address: '{{replies}}' }, initial-delivery-count: 0 }
  - close: {}
`;

describe('set: in a frame script', () => {
  it('takes an address from the answer to an attach, for the next one over the same connection', async () => {
    const { code, out, said } = await send('a.amqp.yaml', `${opened}  - set: { replies: source.address }\n${sender}`);
    expect(said).not.toContain('error');
    expect(code).toBe(0);
    const address = /source:[^}]*?address: "?([^,"}\s]+)/u.exec(out)?.[1] ?? '';
    expect(address).not.toBe('');
    // Both answers, and the close: of one connection.
    expect(out.split(address).length).toBeGreaterThan(2);
    expect(out.match(/open:/gu)).toHaveLength(1);
  });

  it('takes a value of a frame by its performative', async () => {
    const text = `${opened}  - set: { replies: { path: source.address, of: attach }, top: { path: channel-max, of: open } }\n${sender.replace('name: requests', 'name: "{{top}}"')}`;
    const { code, out } = await send('a.amqp.yaml', text);
    expect(code).toBe(0);
    expect(out).toMatch(/name: "?\d+"?/u);
  });

  it('stops where the answer has no value, and names the line', async () => {
    const { code, said, out } = await send('a.amqp.yaml', `${opened}  - set: { replies: source.nothing }\n${sender}`);
    expect(said).toContain(
      'a.amqp.yaml:7:12: error: “replies” was not set: The answer to the attach has no value for “source.nothing” [not-taken]',
    );
    expect(out).toContain('attach:');
    expect(code).toBe(1);
  });

  it('waits for a frame no longer than the time-out', async () => {
    const text = `${opened}  - set: { replies: { path: delivery-tag, of: transfer } }\n${sender}`;
    const { code, said } = await send('a.amqp.yaml', text, ['--timeout', '700']);
    expect(said).toContain(
      'error: “replies” was not set: No transfer with a value for “delivery-tag” came within 0.7 s',
    );
    expect(code).toBe(1);
  });

  it('takes a value from a message that was received', async () => {
    const text = `connection: broker
frames:
  - send: { to: set-test, message: { properties: { message-id: m-7, reply-to: set-replies }, body: { value: hello } } }
  - receive: { from: set-test }
  - set: { to: properties.reply-to, id: properties.message-id }
  - send: { to: '{{to}}', message: { properties: { correlation-id: '{{id}}' }, body: { value: bye } } }
  - receive: { from: set-replies }
`;
    const { code, out } = await send('a.amqp.yaml', text);
    expect(out).toContain('correlation-id: m-7');
    expect(code).toBe(0);
  });
});
