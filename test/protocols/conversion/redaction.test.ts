import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../protocols/all.ts';
import { fromBase64, maskedBytes, protocolNames, unitKinds, type FramedUnit } from '../../../protocols/core/index.ts';
import { UnitDecoder, type DecodedUnit } from '../../../protocols/decoding/index.ts';
import { protocolOf } from '../../../protocols/index.ts';
import { read } from '../captures/input/read.ts';
import { secrets, sessionFile } from './session.ts';

const project = { amqpDefinitions: [], xmppSchemas: [], rules: {} };

/** Decodes the units of a `.wlcap` file. */
async function decoded(text: string): Promise<readonly DecodedUnit[]> {
  const { units, starts } = await read([text]);
  const decoder = new UnitDecoder(project);
  for (const [number, start] of starts) decoder.begin(number, start);
  return units.map(({ connection, side, unit }) => decoder.decode(connection, side, 0, unit, true));
}

const redact = (unit: DecodedUnit): Uint8Array => protocolOf(unit.protocol).redactor.redact(unit.opened);

/** A secret in every form in which a file may have it. */
export const formsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  return [secret, bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64];
};

describe('the redaction of a unit', () => {
  it('leaves the bytes alone that are redacted: a Buffer of Node.js gives its own memory where it is sliced', async () => {
    const { units, starts } = await read([sessionFile()]);
    const decoder = new UnitDecoder(project);
    for (const [number, start] of starts) decoder.begin(number, start);
    let changed = 0;
    for (const { connection, side, unit } of units) {
      const crossed = Buffer.from(unit.bytes);
      const opened = decoder.decode(connection, side, 0, { ...unit, bytes: crossed }, true);
      const masked = redact(opened);
      expect(crossed.equals(unit.bytes)).toBe(true);
      if (!crossed.equals(masked)) changed++;
    }
    expect(changed).toBeGreaterThan(3);
  });

  it('leaves no secret of a session, as many bytes, and what is found wrong', async () => {
    const units = await decoded(sessionFile());
    expect(units.flatMap(({ issues }) => issues.filter(({ severity }) => severity === 'error'))).toEqual([]);
    const found = units.map((unit) => {
      const bytes = redact(unit);
      expect(bytes.length).toBe(unit.size);
      return Buffer.from(bytes).toString('latin1');
    });
    const whole = Buffer.from(found.join('\n'), 'latin1').toString('latin1');
    const original = units.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('\n');
    const forms = Object.values(secrets).flatMap(formsOf);
    // Each secret is there before, in one of its forms.
    for (const secret of Object.values(secrets))
      expect(formsOf(secret).some((form) => original.includes(form))).toBe(true);
    expect(forms.filter((form) => whole.includes(form))).toEqual([]);
  });

  it('draws no other findings than the unit itself', async () => {
    const text = sessionFile();
    const units = await decoded(text);
    const decoder = new UnitDecoder(project);
    for (const unit of units) {
      const { protocol, kind, offset, size } = unit;
      const again = decoder.decode(
        unit.connection,
        unit.side,
        0,
        { protocol, kind, offset, size, bytes: redact(unit) },
        true,
      );
      expect(
        again.issues.map(({ code }) => code),
        unit.opened.summary(),
      ).toEqual(unit.issues.map(({ code }) => code));
      expect(again.opened.name).toBe(unit.opened.name);
    }
  });

  it('keeps as many bytes, and never throws, whatever they are', () => {
    const pieces = fc.constantFrom(
      ...[
        '<password>',
        '</password>',
        '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl">',
        '</auth>',
        'token="a',
        '<![CDATA[',
        ']]>',
      ],
      ...[
        'password=hunter2',
        'Authorization: Basic abcdef==',
        '&amp;',
        'ü',
        '\0',
        '<x',
        '>',
        '"',
        '\xa1\x05token',
        '\x00\x53\x77',
      ],
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.array(pieces, { maxLength: 12 }).map((all) => new TextEncoder().encode(all.join(''))),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...protocolNames),
        fc.constantFrom(...unitKinds),
        bytes,
        (protocol, kind, content) => {
          const unit: FramedUnit = { protocol, kind, offset: 0, size: content.length, bytes: content };
          const { codec, redactor } = protocolOf(protocol);
          for (const context of [{}, { secrecy: 'all' }, { secrecy: 'message' }, { payload: 'opaque' }] as const) {
            const opened = codec.open(unit, context, project);
            const redacted = redactor.redact(opened);
            expect(redacted.length).toBe(content.length);
            if (opened.secrets().length === 0) expect(redacted).toBe(content);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('masked bytes', () => {
  const masked = (text: string) => Buffer.from(maskedBytes(Buffer.from(text, 'latin1'))).toString('latin1');

  it.each([
    ['hunter2', 'xxxxxxx'],
    ['ein Pässwort'.normalize('NFC'), 'xxxxxxxxxxxx'],
    ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '00000000-0000-0000-0000-000000000000'],
    ['d41d8cd98f00b204e9800998ecf8427e', '00000000000000000000000000000000'],
    ['c2VjcmV0IQ==', 'AAAAAAAAAA=='],
    ['\0juliet\0r0m30', '\0xxxxxx\0xxxxx'],
    ['n,,n=user,r=fyko+d2', 'n,,n=xxxx,r=xxxxxxx'],
    ['r=fyko+d2,s=QSXCR+Q6sek8bf92==,i=4096', 'r=xxxxxxx,s=AAAAAAAAAAAAAAAA==,i=4096'],
    ['c=biws,r=fyko,p=v0X8v3Bz', 'c=biws,r=xxxx,p=AAAAAAAA'],
    ['n,a=j@c.example,\x01auth=Bearer abc\x01\x01', 'n,a=xxxxxxxxxxx,\x01auth=Bearer xxx\x01\x01'],
    ['=', 'x'],
    ['', ''],
  ])('of %j are %j', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it('of base64 are base64, and a message of SASL inside of it is one again', () => {
    const text = Buffer.from('\0juliet\0r0m30').toString('base64');
    expect(Buffer.from(fromBase64(masked(text)) ?? []).toString('latin1')).toBe('\0xxxxxx\0xxxxx');
  });
});
