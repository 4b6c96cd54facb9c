import { feedTraffic } from './feed.ts';

// Run by traffic.test.ts in a limited heap: 140 MB of text, of which only ids and addresses may be held.
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const traffic = feedTraffic();
for (const direction of ['client', 'server'] as const)
  traffic.follow(
    direction,
    encode(
      `<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0" ${direction === 'client' ? 'to' : 'id="1" from'}="example.org">`,
    ),
  );
const body = 'x'.repeat(1_000_000);
for (let i = 0; i < 70; i++) {
  const from = `someone-with-a-long-name-${i}@example.org/and-a-resource`;
  traffic.follow(
    'server',
    encode(`<message id="an-identifier-of-some-length-${i}" from="${from}"><body>${body}</body></message>`),
  );
  traffic.follow(
    'server',
    encode(
      `<iq type="get" id="an-identifier-of-some-length-${i}" from="${from}"><query xmlns="jabber:iq:version"/><x xmlns="urn:x">${body}</x></iq>`,
    ),
  );
}
// The requests are remembered: one that somebody else answers is noticed.
const [issue] = traffic.follow(
  'client',
  encode('<iq type="result" id="an-identifier-of-some-length-69" to="another@example.org"/>'),
);
if (issue?.code !== 'xmpp/reply-from') throw new Error(`the requests are forgotten: ${String(issue?.code)}`);
