import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noContext, noProject, type OpenUnit, type UnitBody } from '../../protocols/core/index.ts';
import { loadViews } from '../../protocols/codecs.ts';
import { openForSending } from '../../protocols/sending.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const shown = ({ name, type, bytes, same, whole }: UnitBody) => ({ name, type, text: text(bytes), same, whole });

const amqp = (await loadViews('amqp')).codec;
const xmpp = (await loadViews('xmpp')).codec;

/** The bodies of a transfer that a step of a script describes. */
async function transfer(fields: string, message: string): Promise<{ opened: OpenUnit; bodies: readonly UnitBody[] }> {
  const script = `frames:\n  - transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00"${fields} }\n    message: ${message}\n`;
  const unit = (await openForSending('amqp', script, noProject)).unitAt(script.indexOf('transfer'), () => undefined);
  if (unit === undefined) throw new Error(script);
  const opened = amqp.open(unit, noContext, noProject);
  return { opened, bodies: opened.bodies({ secrets: false }) };
}

const stanza = (xml: string): readonly UnitBody[] =>
  xmpp
    .open({ protocol: 'xmpp', kind: 'stanza', bytes: new TextEncoder().encode(xml) }, noContext, noProject)
    .bodies({ secrets: false });

describe('the body of a message of AMQP', () => {
  it('is its data, with type and encoding, and with its place in the unit', async () => {
    const { opened, bodies } = await transfer(
      '',
      '{ properties: { content-type: application/json, content-encoding: gzip }, body: { data: "{}" } }',
    );
    expect(bodies.map(shown)).toEqual([
      { name: 'data', type: 'application/json', text: '{}', same: true, whole: true },
    ]);
    expect(bodies[0]?.encoding).toBe('gzip');
    const [start, end] = bodies[0]!.range;
    expect(text(opened.unit.bytes.subarray(start, end))).toBe('{}');
  });

  it('is all data sections together', async () => {
    const { bodies } = await transfer('', '{ body: { data: ["ab", "cd"] } }');
    expect(bodies.map(shown)).toEqual([{ name: 'data', type: undefined, text: 'abcd', same: false, whole: true }]);
  });

  it('is a value that is a text; other values are in the tree', async () => {
    expect((await transfer('', '{ body: { value: "hello" } }')).bodies.map(shown)).toEqual([
      { name: 'amqp-value', type: undefined, text: 'hello', same: true, whole: true },
    ]);
    expect((await transfer('', '{ body: { value: 7 } }')).bodies).toEqual([]);
  });

  it('is a part where the delivery goes on', async () => {
    expect((await transfer(', more: true', '{ body: { data: "{" } }')).bodies.map(({ whole }) => whole)).toEqual([
      false,
    ]);
  });

  it('has its secrets masked until they are asked for', async () => {
    const { opened, bodies } = await transfer('', '{ body: { data: "password=hunter2secret" } }');
    const secrets = opened.secrets();
    expect(text(bodies[0]!.bytes).includes('hunter2secret')).toBe(secrets.length === 0);
    expect(text(opened.bodies({ secrets: true })[0]!.bytes)).toBe('password=hunter2secret');
  });

  it('is found in any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(
          amqp.open({ protocol: 'amqp', kind: 'frame', bytes }, noContext, noProject).bodies({ secrets: false }),
        ).toBeDefined();
      }),
    );
  });
});

describe('the bodies of a stanza', () => {
  it('are its text, JSON, and what it has in base64', () => {
    expect(
      stanza(
        `<message xmlns='jabber:client'><body>a &lt; b</body><json xmlns='urn:xmpp:json:0'>{}</json><data xmlns='urn:xmpp:bob' cid='c' type='image/gif'>R0lG\nODlh</data></message>`,
      ).map(shown),
    ).toEqual([
      { name: 'body', type: 'text/plain', text: 'a < b', same: false, whole: true },
      { name: 'json', type: 'application/json', text: '{}', same: true, whole: true },
      { name: 'data', type: 'image/gif', text: 'GIF89a', same: false, whole: true },
    ]);
  });

  it('have the type that a vCard states beside the data', () => {
    expect(
      stanza(
        `<iq xmlns='jabber:client' type='result'><vCard xmlns='vcard-temp'><PHOTO><TYPE>image/jpeg</TYPE><BINVAL>aGk=</BINVAL></PHOTO></vCard></iq>`,
      ).map(shown),
    ).toEqual([{ name: 'BINVAL', type: 'image/jpeg', text: 'hi', same: false, whole: true }]);
  });

  it('are the text as it is where it is no base64, and none where there is none', () => {
    expect(stanza(`<data xmlns='urn:xmpp:avatar:data'>no base64!</data>`).map(shown)).toMatchObject([
      { text: 'no base64!' },
    ]);
    expect(stanza(`<message xmlns='jabber:client'><body/></message>`)).toEqual([]);
    expect(stanza('<presence/>')).toEqual([]);
  });

  it('are found in any text', () => {
    fc.assert(
      fc.property(fc.string(), (inner) => {
        expect(stanza(`<message xmlns='jabber:client'><body>${inner}`)).toBeDefined();
      }),
    );
  });
});
