import { describe, expect, it } from 'vitest';
import { decodeInput } from '../decode-input.ts';

const client =
  "<stream:stream to='a' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
const server = client.replace("to='a'", "from='a' id='1'");
const end = '</stream:stream>';
const log = (...lines: readonly string[]): string =>
  lines
    .map((line) => `DEBUG    ${line.replace(/^([<>]) /, (_, way) => (way === '>' ? 'SEND: ' : 'RECV: '))}`)
    .join('\n');

/** The names of the units of each connection. */
async function connections(...lines: readonly string[]): Promise<readonly string[]> {
  const { connections: found } = await decodeInput(log(...lines));
  return found.map((units) => units.map(({ opened }) => opened.name).join(' '));
}

describe('a log that names no connections', () => {
  it('has another one where a stream begins after the one before it has ended', async () => {
    const session = [`> ${client}`, `< ${server}`];
    const message = '> <message/>';
    const [auth, success] = ["> <auth xmlns='x'/>", "< <success xmlns='x'/>"];
    expect(await connections(...session, message, `> ${end}`, ...session, message)).toEqual([
      'stream stream message /stream',
      'stream stream message',
    ]);
    expect(await connections(...session, `> ${end}`, `< ${end}`, `> ${end}`, ...session)).toHaveLength(2);
    expect(await connections(...session, '< <stream:error/>', `> ${end}`, ...session)).toHaveLength(2);
    expect(await connections(message, `> ${end}`, ...session)).toHaveLength(2);
    // A stream that begins again, inside TLS or logged in.
    expect(await connections(...session, auth, success, ...session, message)).toHaveLength(1);
    expect(await connections("< <proceed xmlns='x'/>", ...session, message)).toHaveLength(1);
  });
  it('is one connection where streams cross at the same time', async () => {
    const both = [`> ${client}`, `> ${client}`, `< ${server}`, `< ${server}`];
    expect(await connections(...both, `> ${end}`, '> <message/>', `> ${client}`)).toHaveLength(1);
  });
});

describe('a log without headers', () => {
  it('does not tell what crossed inside TLS', async () => {
    const features = '< <stream:features/>';
    const tls = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
    const { connections: found } = await decodeInput(
      log(features, `> <starttls ${tls}/>`, `< <proceed ${tls}/>`, features),
    );
    expect(found.flatMap((units) => units.flatMap(({ findings }) => findings))).toEqual([]);
  });
});
