import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeInput } from './decode-input.ts';

/** The units of a text: the side, and what the unit says. */
const unitsOf = async (text: string): Promise<readonly string[]> => {
  const { connections, problems } = await decodeInput(text);
  expect(problems).toEqual([]);
  return connections.flat().map(({ side, opened }) => `${side} ${opened.name} ${opened.summary()}`);
};

const xmpp = [
  'DEBUG    SEND: <message to="a@b"><body>one',
  'two',
  'three</body></message>',
  'DEBUG    RECV: <presence from="b@c"/>',
];
const protonj = [
  "[1234:0] -> Open{ containerId='c', hostname='a",
  "b', maxFrameSize=1000, channelMax=10, idleTimeOut=null, outgoingLocales=null, incomingLocales=null, offeredCapabilities=null, desiredCapabilities=null, properties=null}",
  "[1234:0] <- Close{ error=Error{condition=amqp:not-found, description='no {queue",
  "second line, x', info=null}}",
];
const uamqp = ['-> [OPEN]* {c,host,1000,10}', '<- [CLOSE]* {* {amqp:not-found,no such', ' node,NULL}}'];
const expected = {
  xmpp: ['client message to a@b “one two three”', 'server presence from b@c'],
  protonj: ['client open c host a b max-frame-size 1000', 'server close amqp:not-found “no {queue second line, x”'],
  uamqp: ['client open c host host max-frame-size 1000', 'server close amqp:not-found “no such node”'],
};

describe.each([
  ['kubectl logs --prefix', (line: string) => `[pod/app-7d/web] ${line}`],
  ['kubectl logs --prefix --timestamps', (line: string) => `[pod/app-7d/web] 2026-11-30T10:00:00.000000001Z ${line}`],
  ['docker compose', (line: string) => `web-1  | ${line}`],
  ['journalctl', (line: string, index: number) => `Nov 30 10:00:0${index} host app[123]: ${line}`],
])('what spans lines is read behind the prefix of %s', (_what, prefixed) => {
  test('in a log of XMPP', async () => {
    expect(await unitsOf(xmpp.map(prefixed).join('\n'))).toEqual(expected.xmpp);
  });
  test('in a log of proton-j', async () => {
    expect(await unitsOf(protonj.map(prefixed).join('\n'))).toEqual(expected.protonj);
  });
  test('in a log of uamqp', async () => {
    expect(await unitsOf(uamqp.map(prefixed).join('\n'))).toEqual(expected.uamqp);
  });
});

describe('behind the prefix of the logger that prints each line', () => {
  const logged = (line: string, index: number): string => `2026-11-30 10:00:00.00${index} INFO app - ${line}`;

  test('elements on lines of their own go on', async () => {
    const lines = ['SEND: <message to="a@b">', '  <body>hello</body>', '</message>', 'RECV: <presence/>'];
    expect(await unitsOf(lines.map(logged).join('\n'))).toEqual(['client message to a@b “hello”', 'server presence ']);
  });
  test('the XML comes below its direction', async () => {
    const lines = ['SENT (0): ', '<message to="a@b">', '  <body>hello</body>', '</message>'];
    expect(await unitsOf(lines.map(logged).join('\n'))).toEqual(['client message to a@b “hello”']);
  });
  test('lines of other threads are no part of an element', async () => {
    const text = [
      logged('SEND: <message to="a@b"><body>one', 0),
      logged('a user logged in', 1),
      'two</body></message>',
    ].join('\n');
    expect(await unitsOf(text)).toEqual(['client message to a@b “one two”']);
  });
});

test('what an element has at the beginning of its lines stays, whatever its first line begins with', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9 :[\]|.-]{0,30}$/), async (line) => {
      const text = `DEBUG SEND: <message to="a@b"><body>x\nSENDS ${line}\n</body></message>\nDEBUG RECV: <presence/>`;
      const { connections } = await decodeInput(text);
      expect(connections[0]?.[0]?.opened.text()).toContain(`SENDS ${line}`);
    }),
    { numRuns: 50 },
  );
});
