import '../../../../protocols/all.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../../protocols/amqp/notation/index.ts';
import { registryOf } from '../../../../protocols/amqp/owntypes/index.ts';
import { requests, type UnitAnswer } from '../../../../client/panel/messages.ts';
import { UnitModel } from '../../../../client/panel/model/unit.ts';
import { makeRow } from '../fake-source.ts';

const noTypes = { amqpDefinitions: [], xmppSchemas: [] };

interface Asked {
  readonly seq: number;
  readonly secrets: boolean;
  answer(unit: UnitAnswer | null): void;
  fail(error: Error): void;
}

let asked: Asked[];
let model: UnitModel;

beforeEach(() => {
  asked = [];
  model = new UnitModel(
    { unit: (seq, secrets) => new Promise((answer, fail) => asked.push({ seq, secrets, answer, fail })) },
    () => undefined,
  );
});

function unit(seq: number, text = 'abc', masked = false): UnitAnswer {
  return {
    row: makeRow(seq, { protocol: 'unknown', kind: 'garbage', name: 'garbage' }),
    connectionName: 'romeo',
    bytes: new TextEncoder().encode(text),
    masked,
    issues: [],
    notes: [],
    context: {},
    types: noTypes,
  };
}

async function load(seq: number, answer: UnitAnswer | null = unit(seq)): Promise<void> {
  const loading = model.select(seq);
  asked.at(-1)!.answer(answer);
  await loading;
}

describe('the selected unit', () => {
  it('is loaded and decoded', async () => {
    await load(3);
    expect(model.unit?.root.range).toEqual([0, 3]);
    expect(model.loading).toBe(false);
  });

  it('stays until the next one is there', async () => {
    await load(3);
    void model.select(4);
    expect(model.unit?.row.seq).toBe(3);
    expect(model.loading).toBe(true);
  });

  it('is the one selected last, however late an earlier answer comes', async () => {
    const first = model.select(1);
    const second = model.select(2);
    asked[1]!.answer(unit(2));
    await second;
    asked[0]!.answer(unit(1));
    await first;
    expect(model.unit?.row.seq).toBe(2);
  });

  it('is none after it was closed, even when the answer is under way', async () => {
    const loading = model.select(1);
    await model.select(null);
    asked[0]!.answer(unit(1));
    await loading;
    expect(model.unit).toBeNull();
  });

  it('says that it was evicted', async () => {
    await load(5, null);
    expect(model.problem).toBe(
      '#5 was evicted: recorded traffic has reached its limit (the setting wireloupe.traffic.memoryLimit).',
    );
    expect(model.loading).toBe(false);
  });

  it('says why it could not be loaded', async () => {
    const loading = model.select(5);
    asked[0]!.fail(new Error('The wire worker has ended.'));
    await loading;
    expect(model.problem).toBe('The wire worker has ended.');
  });
});

describe('the types of the project', () => {
  const own =
    '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double"/></type></section></amqp>';
  const text =
    '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n  message: { body: { value: !reading { celsius: 21.5 } } }\n';

  it('name the fields of the tree, and are those of the notation', async () => {
    const { steps } = encodeScript({ source: parseSource(text), registry: registryOf([own]) }, () => undefined);
    const bytes = steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : []))[0]!;
    const row = makeRow(7, { protocol: 'amqp', kind: 'frame', name: 'transfer' });
    const answer = { ...unit(7), row, bytes };
    await load(7, { ...answer, types: { ...noTypes, amqpDefinitions: [own] } });
    expect(JSON.stringify(model.unit?.root)).toContain('celsius');
    expect(model.unit!.opened.text()).toContain('!reading');
    await load(7, answer);
    expect(JSON.stringify(model.unit?.root)).not.toContain('celsius');
    expect(model.unit!.opened.text()).not.toContain('!reading');
  });

  it('are refused where they are no texts', () => {
    expect(requests.unit.gives({ ...unit(1), types: { ...noTypes, amqpDefinitions: [own] } })).toBe(true);
    expect(requests.unit.gives({ ...unit(1), types: { ...noTypes, amqpDefinitions: [1] } })).toBe(false);
  });
});

describe('a unit of XMPP', () => {
  const schema =
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:annotation><xs:documentation>What a sensor measured.</xs:documentation></xs:annotation></xs:element></xs:schema>';
  const text = '<message from="a@b"><p:received/><reading xmlns="urn:example:sensor:1"/></message>';
  const answer: UnitAnswer = {
    ...unit(8, text),
    row: makeRow(8, { protocol: 'xmpp', kind: 'stanza', name: 'message' }),
  };
  const tree = (): string => JSON.stringify(model.unit?.root);

  it('is explained by the schemas of the project, and read by what the header of its stream declared', async () => {
    await load(8, answer);
    expect(tree()).not.toMatch(/measured|XEP-0280/u);
    const types = { ...noTypes, xmppSchemas: [schema] };
    await load(8, { ...answer, types, context: { namespaces: [['p', 'urn:xmpp:carbons:2']] } });
    expect(tree()).toMatch(/measured/u);
    expect(tree()).toMatch(/XEP-0280/u);
  });

  it('shows what only the conversation could tell at the element that it is about', async () => {
    const offset = text.indexOf('p:received');
    await load(8, {
      ...answer,
      issues: [{ code: 'xmpp/carbon-forged', severity: 'error', message: 'It is forged.', offset, length: 10 }],
    });
    const node = model.unit?.root.children.find((child) => child.label === 'p:received');
    expect(model.unit?.placed.at(node!.id).map(({ code }) => code)).toEqual(['xmpp/carbon-forged']);
    expect(model.unit?.placed.gravest(model.unit.root.id, true)).toBe('error');
  });

  it('is loaded anew, as it is shown, when what it is decoded by has changed', async () => {
    await load(8, answer);
    const reloading = model.reload();
    asked.at(-1)!.answer({ ...answer, types: { ...noTypes, xmppSchemas: [schema] } });
    await reloading;
    expect(tree()).toMatch(/measured/u);
    const showing = model.showSecrets(true);
    asked.at(-1)!.answer(answer);
    await showing;
    const again = model.reload();
    expect(asked.at(-1)).toMatchObject({ seq: 8, secrets: true });
    asked.at(-1)!.answer(answer);
    await again;
    await model.select(null);
    const before = asked.length;
    await model.reload();
    expect(asked).toHaveLength(before);
  });

  it('is refused where schemas or declarations are none', () => {
    expect(requests.unit.gives({ ...unit(1), context: { namespaces: [['p', 'urn:x']] } })).toBe(true);
    for (const wrong of [
      { types: { ...noTypes, xmppSchemas: [1] } },
      { types: { ...noTypes, xmppSchemas: schema } },
      { types: undefined },
      { context: { namespaces: [['p']] } },
      { context: { namespaces: [['p', 1]] } },
      { context: { namespaces: {} } },
      { context: { secrecy: 'none' } },
      { context: undefined },
    ])
      expect(requests.unit.gives({ ...unit(1), ...wrong })).toBe(false);
  });
});

describe('a unit that cannot be decoded', () => {
  it('shows its bytes all the same, and whose fault it is', async () => {
    const fails = new UnitModel(
      { unit: () => Promise.resolve(unit(1)) },
      () => undefined,
      () => {
        throw new TypeError('no such rule');
      },
    );
    await fails.select(1);
    expect(fails.unit?.bytes).toHaveLength(3);
    expect(fails.unit?.root.description).toBe(
      'Decoding has failed, which is a fault of Wireloupe: no such rule. The bytes are complete.',
    );
  });
});

describe('the row of the selected unit', () => {
  it('tells of a reply that came after the unit was loaded', async () => {
    await load(3);
    const { version } = model;
    model.updateRow(makeRow(3, { peer: 9, latency: 12 }));
    expect(model.unit?.row).toMatchObject({ peer: 9, latency: 12 });
    expect(model.version).toBe(version + 1);
  });

  it('is not drawn again when nothing new is in it, nor for another unit’s row', async () => {
    await load(3);
    const { version } = model;
    model.updateRow(makeRow(3));
    model.updateRow(makeRow(4, { peer: 9 }));
    expect(model.version).toBe(version);
  });
});

describe('secrets', () => {
  it('are asked for one unit, and masked again with the next', async () => {
    await load(1, unit(1, '***', true));
    expect(asked[0]!.secrets).toBe(false);
    const showing = model.showSecrets(true);
    expect(asked[1]).toMatchObject({ seq: 1, secrets: true });
    asked[1]!.answer(unit(1, 'pwd'));
    await showing;
    expect(model.unit).toMatchObject({ secrets: true, masked: false });
    void model.select(2);
    expect(asked[2]!.secrets).toBe(false);
  });
});

describe('node and bytes', () => {
  it('go together, whichever is selected', async () => {
    await load(1);
    model.selectNode('0');
    expect(model.range).toEqual([0, 3]);
    model.selectRange([1, 2]);
    expect(model.node).toBe('0');
    expect(model.range).toEqual([1, 2]);
  });

  it('are forgotten with another unit', async () => {
    await load(1);
    model.selectRange([1, 2]);
    await load(2);
    expect(model.node).toBeNull();
    expect(model.range).toBeNull();
  });
});
