import { describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import { registryOf } from '../../../protocols/amqp/owntypes/index.ts';
import type { OwnTypes } from '../../../wire/protocol.ts';
import { createFramer } from '../../../wire/record/protocols.ts';
import { ConnectionTap } from '../../../wire/record/tap.ts';
import { TrafficStore } from '../../../wire/store/store.ts';
import { TrafficView } from '../../../wire/store/view.ts';

const nothing: OwnTypes = { amqpDefinitions: [], xmppSchemas: [] };
const schema = (type: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:complexType><xs:attribute name="at" use="required" type="${type}"/></xs:complexType></xs:element></xs:schema>`;
const definition = '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double" mandatory="true"/></type></section></amqp>';

interface Recorded {
  readonly view: TrafficView;
  readonly tap: (name: string, protocol: 'xmpp' | 'amqp') => ConnectionTap;
  readonly codes: (seq: number) => readonly string[];
  /** The units that the list marks as wrong. */
  readonly wrong: () => Promise<readonly number[]>;
}

function recorded(): Recorded {
  const store = new TrafficStore(1 << 20);
  const view = new TrafficView(store, () => undefined);
  return {
    view,
    tap: (name, protocol) => new ConnectionTap(store, store.addConnection(name, protocol), () => createFramer(protocol)),
    codes: (seq) => view.unit(seq, false)!.issues.map(({ code }) => code),
    wrong: async () => (await view.rows({ filter: { text: 'state:warning' }, from: 0, count: 100 })).rows.map(({ seq }) => seq),
  };
}

describe('the types of a connection’s project', () => {
  const reading = (at: string): Buffer => Buffer.from(`<message to="a@b"><reading xmlns="urn:example:sensor:1"${at}/></message>`);

  it('are what rows, filters and units of XMPP are judged by, those recorded before as well', async () => {
    const { view, tap, codes, wrong } = recorded();
    tap('romeo', 'xmpp').sent(reading(''));
    expect(codes(1)).toEqual([]);
    expect(await wrong()).toEqual([]);
    view.know({ connection: 'romeo', types: { ...nothing, xmppSchemas: [schema('xs:dateTime')] } });
    expect(codes(1)).toEqual(['xmpp/attribute-required']);
    expect(view.unit(1, false)!.row.state).toBe('error');
    expect(await wrong()).toEqual([1]);
  });

  it('are the newest that were told', async () => {
    const { view, tap, codes, wrong } = recorded();
    tap('romeo', 'xmpp').sent(reading(' at="7"'));
    view.know({ connection: 'romeo', types: { ...nothing, xmppSchemas: [schema('xs:dateTime')] } });
    expect(codes(1)).toEqual(['xmpp/attribute-value']);
    view.know({ connection: 'romeo', types: { ...nothing, xmppSchemas: [schema('xs:int')] } });
    expect(codes(1)).toEqual([]);
    expect(await wrong()).toEqual([]);
    view.know({ connection: 'romeo', types: { ...nothing, xmppSchemas: [schema('xs:date')] } });
    expect(await wrong()).toEqual([1]);
    view.know({ connection: 'romeo', types: nothing });
    expect(await wrong()).toEqual([]);
  });

  it('are those of their connection alone, in all its sessions', () => {
    const { view, tap, codes } = recorded();
    view.know({ connection: 'romeo', types: { ...nothing, xmppSchemas: [schema('xs:dateTime')] } });
    for (const name of ['romeo', 'juliet', 'romeo']) tap(name, 'xmpp').sent(reading(''));
    expect([codes(1), codes(2), codes(3)]).toEqual([['xmpp/attribute-required'], [], ['xmpp/attribute-required']]);
  });

  it('are those of AMQP too', async () => {
    const { view, tap, codes, wrong } = recorded();
    const text = '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00", message-format: 0 }\n  message: { body: { value: !reading {} } }\n';
    const [step] = encodeScript({ source: parseSource(text), registry: registryOf([definition]) }, () => undefined).steps;
    const frames = tap('broker', 'amqp');
    if (step?.kind === 'bytes') frames.unit('sent', 'frame', step.bytes);
    const before = codes(1);
    expect(await wrong()).toEqual([1]);
    view.know({ connection: 'broker', types: { ...nothing, amqpDefinitions: [definition] } });
    const known = codes(1).filter((code) => !before.includes(code));
    expect(known).toEqual(['amqp/mandatory-field']);
  });
});
