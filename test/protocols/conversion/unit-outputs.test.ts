import { describe, expect, it } from 'vitest';
import '../../../protocols/all.ts';
import { Converter } from '../../../protocols/conversion/converter.ts';
import { outputFormats } from '../../../protocols/conversion/formats.ts';
import { outputNames } from '../../../protocols/conversion/names.ts';
import { Pseudonyms } from '../../../protocols/conversion/pseudonyms.ts';
import { noProject } from '../../../protocols/core/index.ts';
import { read } from '../captures/input/read.ts';
import { secrets, sessionFile } from './session.ts';
import { wlcapText } from '../../wire/captures/written.ts';

/** A secret as characters, and as hex. */
const formsOf = (secret: string): readonly string[] => [secret, Buffer.from(secret).toString('hex')];

/** A capture in another format. */
async function converted(text: string, format: string, what: { secrets?: boolean; names?: boolean } = {}) {
  const pieces: string[] = [];
  const write = (piece: string | Uint8Array): unknown => pieces.push(Buffer.from(piece as string).toString());
  const output = await outputFormats.find(({ name }) => name === format)!.open(write, { side: 'client' });
  const names = what.names === true ? new Pseudonyms() : undefined;
  const endpoint = (end: string): string => names?.endpoint(end) ?? end;
  const options = { secrets: what.secrets === true, names, endpoint, connection: undefined, project: noProject };
  const converter = new Converter(options, output);
  const { units, starts } = await read([text]);
  for (const [number, start] of starts) converter.begin(number, start);
  for (const { connection, side, unit } of units) converter.unit(connection, side, 1_700_000_000_250, unit, true);
  output.finish();
  return { text: pieces.join(''), units: converter.written };
}

const stanzas = wlcapText([
  { xml: '<message to="nurse@capulet.example"><body>```\n# no heading\n```</body></message>' },
  { xml: '<iq type="get" to="nurse@capulet.example"><ping xmlns="urn:xmpp:ping"/></iq>' },
]);

describe('units as texts of their own', () => {
  it('are known by the names of their formats', () => {
    expect(outputFormats.map(({ name }) => name)).toEqual(outputNames);
  });

  it('are hex on a line each', async () => {
    const { text } = await converted(stanzas, 'hex');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(Buffer.from(lines[1]!.replaceAll(' ', ''), 'hex').toString()).toMatch(/^<iq type="get"/);
  });

  it('are arrays of C with names of their own', async () => {
    const { text } = await converted(stanzas, 'c');
    expect(text).toMatch(
      /^static const unsigned char unit_1\[\] = \{\n {2}0x3c, [^]*\n\nstatic const unsigned char unit_2\[\]/,
    );
  });

  it('are Markdown with their findings, in which no peer writes markup', async () => {
    const { text } = await converted(stanzas, 'md');
    expect(text).toMatch(/^Sent 2023-11-14T22:13:20\.250Z, \d+ bytes:\n/);
    expect(text).toContain('````xml\n<message to="nurse@capulet.example"><body>```');
    // An iq must have an id (RFC 6120, 8.1.3).
    expect(text).toMatch(/Findings:\n\n```text\nerror: [^\n]*id/);
    expect(text).toContain('Bytes:\n\n```text\n0000  3c 69');
  });

  it.each(['md', 'hex', 'c'])('have no secret of a session as .%s, unless they are to have them', async (format) => {
    const { text, units } = await converted(sessionFile(), format);
    expect(units).toBeGreaterThan(10);
    const bytes = text.replace(/\n|0x|,| /g, '');
    for (const secret of Object.values(secrets))
      for (const form of formsOf(secret)) {
        expect(text).not.toContain(form);
        expect(bytes).not.toContain(form);
      }
    const kept = (await converted(sessionFile(), format, { secrets: true })).text;
    expect(kept).not.toBe(text);
  });

  it('have stand-ins for names, in findings as well', async () => {
    const { text } = await converted(stanzas, 'md', { names: true });
    expect(text).not.toMatch(/nurse|capulet/);
    expect(text).toContain('user-1@host-1.example');
  });
});
