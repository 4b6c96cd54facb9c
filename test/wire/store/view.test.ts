import { tapped, type Tapped } from '../record/tapped.ts';
import { describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import { registryOf } from '../../../protocols/amqp/owntypes/index.ts';
import type { RuleSettings } from '../../../protocols/core/index.ts';

const schema = (type: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:complexType><xs:attribute name="at" use="required" type="${type}"/></xs:complexType></xs:element></xs:schema>`;
const definition =
  '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double" mandatory="true"/></type></section></amqp>';

interface Recorded extends Tapped {
  readonly codes: (seq: number) => readonly string[];
  /** The units that the list marks as wrong. */
  readonly wrong: () => Promise<readonly number[]>;
}

function recorded(): Recorded {
  const all = tapped();
  const { view } = all;
  return {
    ...all,
    codes: (seq) => view.unit(seq, false)!.issues.map(({ code }) => code),
    wrong: async () =>
      (await view.rows({ filter: { text: 'state:warning' }, from: 0, count: 100 })).rows.map(({ seq }) => seq),
  };
}

it('a unit has the notes of its place, which name other units by their numbers in the list', () => {
  const { store, view, tap } = recorded();
  const connection = tap('broker', 'amqp');
  connection.sent(Buffer.from('AMQP\0\x01\0\0', 'latin1'));
  connection.received(Buffer.from('AMQP\x03\x01\0\0', 'latin1'));
  expect(view.unit(1, false)!.notes).toEqual([]);
  expect(view.unit(2, false)!.notes).toMatchObject([{ code: 'amqp/other-header', units: [1, 2] }]);
  store.paused = true;
  connection.sent(Buffer.from('AMQP\x03\x01\0\0', 'latin1'));
  store.paused = false;
  connection.received(Buffer.from('AMQP\x02\x01\0\0', 'latin1'));
  expect(view.unit(3, false)!.notes).toMatchObject([{ units: [-1, 3] }]);
});

describe('the types of a connection’s project', () => {
  const reading = (at: string): Buffer =>
    Buffer.from(`<message to="a@b"><reading xmlns="urn:example:sensor:1"${at}/></message>`);

  it('are what rows, filters and units of XMPP are judged by, those recorded before as well', async () => {
    const { view, tap, says, codes, wrong } = recorded();
    tap('romeo', 'xmpp').sent(reading(''));
    expect(codes(1)).toEqual([]);
    expect(await wrong()).toEqual([]);
    says('romeo', { xmppSchemas: [schema('xs:dateTime')] });
    expect(codes(1)).toEqual(['xmpp/attribute-required']);
    expect(view.unit(1, false)!.row.state).toBe('error');
    expect(await wrong()).toEqual([1]);
  });

  it('are the newest that were told', async () => {
    const { tap, says, codes, wrong } = recorded();
    tap('romeo', 'xmpp').sent(reading(' at="7"'));
    says('romeo', { xmppSchemas: [schema('xs:dateTime')] });
    expect(codes(1)).toEqual(['xmpp/attribute-value']);
    says('romeo', { xmppSchemas: [schema('xs:int')] });
    expect(codes(1)).toEqual([]);
    expect(await wrong()).toEqual([]);
    says('romeo', { xmppSchemas: [schema('xs:date')] });
    expect(await wrong()).toEqual([1]);
    says('romeo', {});
    expect(await wrong()).toEqual([]);
  });

  it('are those of their connection alone, in all its sessions', () => {
    const { tap, says, codes } = recorded();
    says('romeo', { xmppSchemas: [schema('xs:dateTime')] });
    for (const name of ['romeo', 'juliet', 'romeo']) tap(name, 'xmpp').sent(reading(''));
    expect([codes(1), codes(2), codes(3)]).toEqual([['xmpp/attribute-required'], [], ['xmpp/attribute-required']]);
  });

  it('are those of AMQP too', async () => {
    const { tap, says, codes, wrong } = recorded();
    const text =
      '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00", message-format: 0 }\n  message: { body: { value: !reading {} } }\n';
    const [step] = encodeScript(
      { source: parseSource(text), registry: registryOf([definition]) },
      () => undefined,
    ).steps;
    const frames = tap('broker', 'amqp');
    if (step?.kind === 'bytes') frames.unit('client', 'frame', step.bytes);
    const before = codes(1);
    expect(await wrong()).toEqual([1]);
    says('broker', { amqpDefinitions: [definition] });
    const known = codes(1).filter((code) => !before.includes(code));
    expect(known).toEqual(['amqp/mandatory-field']);
  });
});

describe('the severities of a connection’s project', () => {
  const set = ({ says }: Recorded, connection: string, rules: RuleSettings = {}): void => says(connection, { rules });
  const states = async ({ view }: Recorded): Promise<readonly unknown[]> =>
    (await view.rows({ filter: {}, from: 0, count: 100 })).rows.map(({ state }) => state);
  const matching = async ({ view }: Recorded, text: string): Promise<readonly number[]> =>
    (await view.rows({ filter: { text }, from: 0, count: 100 })).rows.map(({ seq }) => seq);
  const frame = (text: string): Uint8Array => {
    const [step] = encodeScript({ source: parseSource(`- ${text}\n`) }, () => undefined).steps;
    if (step?.kind !== 'bytes') throw new Error(text);
    return step.bytes;
  };
  const untyped = Buffer.from('<iq to="a@b" id="1"><query xmlns="jabber:iq:version"/></iq>');

  it('hold for what the bytes of a unit break, in rows, filters and units, those recorded before as well', async () => {
    const all = recorded();
    all.tap('romeo', 'xmpp').sent(untyped);
    expect(all.codes(1)).toEqual(['xmpp/iq-type']);
    expect([await states(all), await matching(all, 'state:error'), await matching(all, '-state:warning')]).toEqual([
      ['error'],
      [1],
      [],
    ]);
    set(all, 'romeo', { 'xmpp/iq-type': 'warning' });
    expect(all.view.unit(1, false)!.issues.map(({ severity }) => severity)).toEqual(['warning']);
    expect([await states(all), await matching(all, 'state:error'), await matching(all, 'state:warning')]).toEqual([
      ['warning'],
      [],
      [1],
    ]);
    set(all, 'romeo', { 'xmpp/iq-type': 'off' });
    expect(all.codes(1)).toEqual([]);
    expect([await states(all), await matching(all, 'state:warning'), await matching(all, '-state:warning')]).toEqual([
      [undefined],
      [],
      [1],
    ]);
    set(all, 'romeo');
    expect([await states(all), await matching(all, 'state:error')]).toEqual([['error'], [1]]);
  });

  it('are those of their connection alone', async () => {
    const all = recorded();
    for (const name of ['romeo', 'juliet']) all.tap(name, 'xmpp').sent(untyped);
    set(all, 'romeo', { 'xmpp/iq-type': 'off', 'xmpp/body': 'error' });
    expect(await states(all)).toEqual([undefined, 'error']);
  });

  it('hold beside the types that the project defines', async () => {
    const all = recorded();
    all.tap('romeo', 'xmpp').sent(Buffer.from('<message to="a@b"><reading xmlns="urn:example:sensor:1"/></message>'));
    all.says('romeo', { xmppSchemas: [schema('xs:date')], rules: { 'xmpp/attribute-required': 'warning' } });
    expect(await states(all)).toEqual(['warning']);
    set(all, 'romeo', { 'xmpp/attribute-required': 'warning' });
    expect(await states(all)).toEqual([undefined]);
  });

  it('hold for what a unit of XMPP breaks in its place', async () => {
    const all = recorded();
    const tap = all.tap('romeo', 'xmpp');
    tap.sent(
      Buffer.from(
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='example.org'>",
      ),
    );
    tap.received(
      Buffer.from(
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='example.org'><iq type='result' id='x' from='example.org'/>",
      ),
    );
    expect(all.codes(3)).toEqual(['xmpp/reply-unasked']);
    const [, , before] = await states(all);
    expect(before).toBeDefined();
    set(all, 'romeo', { 'xmpp/reply-unasked': 'off' });
    expect(all.codes(3)).toEqual([]);
    expect((await states(all))[2]).toBeUndefined();
    set(all, 'romeo', { 'xmpp/reply-unasked': 'error' });
    expect(await matching(all, 'state:error')).toEqual([3]);
  });

  it('hold for the bytes of AMQP and for its conversation', async () => {
    const all = recorded();
    const tap = all.tap('broker', 'amqp');
    tap.sent(frame('open: { container-id: a }'));
    tap.sent(frame('flow: { incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }'));
    expect(all.codes(1)).toContain('amqp/header-first');
    expect(all.codes(2)).toContain('amqp/no-session');
    expect(await states(all)).toEqual(['error', 'error']);
    set(all, 'broker', { 'amqp/header-first': 'warning', 'amqp/no-session': 'hint' });
    expect(await states(all)).toEqual(['warning', undefined]);
    expect(await matching(all, 'state:warning')).toEqual([1]);
    expect(all.codes(2)).toContain('amqp/no-session');
  });

  it('turn a hint at the bytes of AMQP on, or make it a mark of its row', async () => {
    const all = recorded();
    // An open whose container-id of one byte is written as str32.
    all.tap('broker', 'amqp').sent(Buffer.from('414d5150000100000000001402000000005310c00701b10000000161', 'hex'));
    expect(all.codes(2)).toEqual([]);
    expect((await states(all))[1]).toBeUndefined();
    set(all, 'broker', { 'amqp/non-preferred-encoding': 'hint' });
    expect(all.codes(2)).toEqual(['amqp/non-preferred-encoding']);
    expect((await states(all))[1]).toBeUndefined();
    set(all, 'broker', { 'amqp/non-preferred-encoding': 'warning' });
    expect((await states(all))[1]).toBe('warning');
  });
});
