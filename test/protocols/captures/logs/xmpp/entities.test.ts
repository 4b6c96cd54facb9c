import { describe, expect, test } from 'vitest';
import { decodeInput } from '../decode-input.ts';

const unitsOf = async (text: string): Promise<readonly string[]> => {
  const { connections, problems } = await decodeInput(text);
  expect(problems).toEqual([]);
  return connections.flat().map(({ side, opened }) => `${side} ${opened.name} ${opened.summary()}`.trim());
};
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

describe('XML that is written with entities', () => {
  const log = (mark: (way: 'SENT' | 'RECV') => string): string =>
    [
      `${mark('SENT')}${escaped('<message to="a@b"><body>one &lt; two')}`,
      escaped('three</body></message>'),
      `${mark('RECV')}${escaped('<presence from="a@b"/>')}`,
    ].join('\n');
  test.each([
    ['Smack', (way: string) => `${way} (0): `],
    ['any log', (way: string) => `${way}: `],
    ['slixmpp', (way: string) => `DEBUG ${way === 'SENT' ? 'SEND' : 'RECV'}: `],
  ])('is read in a log of %s', async (_what, mark) => {
    expect(await unitsOf(log(mark))).toEqual(['client message to a@b “one < two three”', 'server presence from a@b']);
  });
  test('is read where a read of Smack ends within an element', async () => {
    const text = `RECV (0): ${escaped('<message from="a@b"><body>x')}\nSENT (0): ${escaped('<presence/>')}\nRECV (0): ${escaped('y</body></message>')}`;
    expect(await unitsOf(text)).toEqual(['client presence', 'server message from a@b “xy”']);
  });
  test('is read in records of JSON, and alone', async () => {
    const record = JSON.stringify({ dir: 'out', xml: escaped('<presence to="a@b"/>') });
    expect(await unitsOf(record)).toEqual(['client presence to a@b']);
    expect(await unitsOf(escaped('<presence to="a@b"/>'))).toEqual(['client presence to a@b']);
  });
  test('is text where it is in an element', async () => {
    const quoted = [escaped('<iq type="get" id="9">'), `RECV: ${escaped('<presence/>')}`].join('\nthey sent: ');
    const text = `DEBUG SEND: <message to="a@b"><body>look:\nSENT: ${quoted}\n</body></message>\nDEBUG RECV: <presence/>`;
    for (const each of [text, text.replaceAll('DEBUG ', '')])
      expect(await unitsOf(each)).toEqual([
        'client message to a@b “look: SENT: <iq type="get" id="9"> they sent: RECV: <presence/>”',
        'server presence',
      ]);
  });
});

test('two elements on one line are two units', async () => {
  const both = '<presence/><message to="a@b"><body>x</body></message>';
  const units = ['presence', 'message to a@b “x”'];
  for (const text of [
    `SEND ${both}`,
    `10:00:00 SENT: ${both.replace('><m', '> <m')}`,
    both,
    `OUT\n${both}`,
    `SEND\n${both}`,
  ])
    expect(await unitsOf(text)).toEqual(units.map((unit) => `client ${unit}`));
});

test('marks of diff in front of what xmpp.js prints are no directions', async () => {
  const text = '< OUT\n< <presence to="a@b"/>\n< IN\n< <presence from="a@b"/>\n---\n> OUT\n> <presence to="c@d"/>';
  expect(await unitsOf(text)).toEqual(['client presence to a@b', 'server presence from a@b', 'client presence to c@d']);
});
