import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../playground/index.ts';
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
  const { xmpp, amqp, websocket } = playground.info;
  const cwd = await folderOf({
    [file]: text,
    'ca.pem': playground.info.ca,
    'wireloupe.json': JSON.stringify({
      connections: {
        romeo: {
          protocol: 'xmpp',
          service: xmpp,
          jid: 'romeo@localhost/cli',
          password: { env: 'PASSWORD' },
          tls: { ca: 'ca.pem' },
        },
        juliet: { protocol: 'xmpp', service: websocket, jid: 'juliet@localhost/cli', password: { env: 'PASSWORD' } },
        broker: { protocol: 'amqp', service: amqp },
      },
      environments: { local: { domain: 'localhost', item: 'of the environment' } },
    }),
  });
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
