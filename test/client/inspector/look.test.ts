import { describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import { registryOf } from '../../../protocols/amqp/owntypes/index.ts';
import { inspectRow } from '../../../client/inspector/decode.ts';
import { presentNode, rangeText } from '../../../client/inspector/presentation.ts';
import { unitAt } from '../../../client/inspector/unit-at.ts';
import type { InspectNode } from '../../../protocols/core/inspect/index.ts';
import type { Issue, RuleSettings } from '../../../protocols/core/index.ts';

const node = (more: Partial<InspectNode>): InspectNode => ({
  id: '0',
  label: 'handle',
  type: 'handle',
  value: '0',
  range: [12, 13],
  children: [],
  ...more,
});

describe('a row of the Inspector', () => {
  it('shows the value, then the type', () => {
    expect(presentNode(node({}), true)).toMatchObject({
      label: 'handle',
      description: '0  handle',
      context: 'path value bytes',
    });
  });

  it('says encoding, bytes and section in its tooltip', () => {
    const { tooltip } = presentNode(
      node({
        encoding: '0x43 uint0',
        description: 'The link.',
        section: { document: 'AMQP 1.0', section: '2.7.3', href: 'https://example.org/#a' },
      }),
      true,
    );
    expect(tooltip).toContain('Encoding: `0x43 uint0`');
    expect(tooltip).toContain('Bytes: 12 (1 byte)');
    expect(tooltip).toContain('The link\\.');
    expect(tooltip).toContain('(https://example.org/#a)');
  });

  it('tells null, default and absent apart', () => {
    expect(presentNode(node({ presence: 'null', value: 'null' }), true).description).toBe('null  handle');
    expect(presentNode(node({ presence: 'default', value: '4294967295' }), true).description).toBe(
      '4294967295 (default)  handle',
    );
    const absent = { id: '0', label: 'handle', type: 'handle', presence: 'absent', children: [] } as const;
    expect(presentNode(absent, true)).toMatchObject({
      description: '(absent)  handle',
      context: 'path',
      icon: { name: 'circle-outline' },
    });
  });

  it('marks the gravest finding, and reads it to a screen reader', () => {
    const issue = { code: 'amqp/x', message: 'Too large.', offset: 12, length: 1 };
    const look = presentNode(
      node({
        issues: [
          { ...issue, severity: 'hint' },
          { ...issue, severity: 'error' },
        ],
      }),
      true,
    );
    expect(look.icon?.name).toBe('error');
    expect(look.accessible).toContain('error: Too large.');
    expect(look.tooltip).toContain('$(error) Too large');
  });

  it('offers no bytes for what was never on the wire', () => {
    expect(presentNode(node({}), false).context).toBe('path value');
  });

  it('cuts a very long value in the tooltip only, and says so', () => {
    const look = presentNode(node({ value: 'x'.repeat(10_000) }), true);
    expect(look.tooltip).toContain('10000 characters');
    expect(look.description).toHaveLength(10_000 + '  handle'.length);
  });
});

describe('rangeText', () => {
  it('counts the last byte in', () => {
    expect(rangeText([4, 8])).toBe('4–7 (4 bytes)');
    expect(rangeText([4, 5])).toBe('4 (1 byte)');
    expect(rangeText([4, 4])).toBe('none, at 4');
  });
});

describe('a recorded unit', () => {
  const options = { secrets: false, types: { amqpDefinitions: [], xmppSchemas: [] }, rules: {} };
  const xmpp = { protocol: 'xmpp', name: 'message', kind: 'stanza' } as const;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('carries the findings that only the conversation could tell, each once', async () => {
    const bytes = new Uint8Array([0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0]);
    const issue = { code: 'amqp/order', severity: 'error', message: 'Out of order.', offset: 0, length: 8 } as const;
    const root = await inspectRow({ protocol: 'amqp', name: 'AMQP header', kind: 'header' }, bytes, [issue], options);
    expect(root.issues?.filter((each) => each.code === 'amqp/order')).toHaveLength(1);
    const again = await inspectRow({ protocol: 'unknown', name: 'x', kind: 'garbage' }, bytes, [], options);
    expect(again).toMatchObject({ label: 'x', value: '8 bytes', range: [0, 8] });
  });

  it('of XMPP carries them too, and none that come of masking', async () => {
    const issue = {
      code: 'xmpp/carbon-forged',
      severity: 'error',
      message: 'It is forged.',
      offset: 1,
      length: 7,
    } as const;
    expect((await inspectRow(xmpp, encode('<message/>'), [issue], options)).issues).toEqual([issue]);
    expect(
      (
        await inspectRow(
          xmpp,
          encode('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">****************</auth>'),
          [],
          options,
        )
      ).issues,
    ).toEqual([]);
  });

  it('of XMPP is read by what the header of its stream declared', async () => {
    const bytes = encode('<message><p:received/></message>');
    const described = async (more: object): Promise<boolean> =>
      JSON.stringify(await inspectRow(xmpp, bytes, [], { ...options, ...more })).includes('XEP-0280');
    expect(await described({})).toBe(false);
    expect(await described({ namespaces: [['p', 'urn:xmpp:carbons:2']] })).toBe(true);
  });
});

describe('types of the project', () => {
  const own =
    '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double"/></type></section></amqp>';
  const text =
    '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n  message: { body: { value: !reading { celsius: 21.5 } } }\n';

  it('name the fields at the cursor and of recorded units', async () => {
    const atCursor = await unitAt('amqp', text, 5, new Map(), {
      types: { amqpDefinitions: [own], xmppSchemas: [] },
      rules: {},
    });
    expect(JSON.stringify(atCursor)).toContain('"label":"celsius"');
    const { steps } = encodeScript({ source: parseSource(text), registry: registryOf([own]) }, () => undefined);
    const bytes = steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : []))[0]!;
    const row = { protocol: 'amqp', name: 'transfer', kind: 'frame' } as const;
    expect(
      await inspectRow(row, bytes, [], {
        secrets: false,
        types: { amqpDefinitions: [own], xmppSchemas: [] },
        rules: {},
      }),
    ).toEqual(atCursor);
    expect(
      JSON.stringify(
        await inspectRow(row, bytes, [], {
          secrets: false,
          types: { amqpDefinitions: [], xmppSchemas: [] },
          rules: {},
        }),
      ),
    ).not.toContain('celsius');
  });
});

describe('schemas of the project', () => {
  const schema =
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:annotation><xs:documentation>What a sensor measured.</xs:documentation></xs:annotation><xs:complexType><xs:attribute name="at" use="required" type="xs:dateTime"/></xs:complexType></xs:element></xs:schema>';
  const text = '<message to="a@b"><reading xmlns="urn:example:sensor:1"/></message>';

  it('explain the elements at the cursor and of recorded units', async () => {
    const types = { amqpDefinitions: [], xmppSchemas: [schema] };
    const atCursor = await unitAt('xmpp', text, 5, new Map(), { types, rules: {} });
    expect(JSON.stringify(atCursor)).toContain('What a sensor measured.');
    expect(atCursor?.issues?.map(({ code }) => code)).toEqual(['xmpp/attribute-required']);
    expect(JSON.stringify(await unitAt('xmpp', text, 5, new Map()))).not.toContain('measured');
    const row = { protocol: 'xmpp', name: 'message', kind: 'stanza' } as const;
    expect(
      JSON.stringify(await inspectRow(row, new TextEncoder().encode(text), [], { secrets: false, types, rules: {} })),
    ).toContain('What a sensor measured.');
  });
});

describe('the unit at the cursor', () => {
  const none = new Map<string, string>();

  it('is the frame of the step, decoded from its bytes', async () => {
    const text = '- open: { container-id: a }\n- close: {}\n';
    expect((await unitAt('amqp', text, text.indexOf('close'), none))?.label).toBe('close');
    expect((await unitAt('amqp', text, 3, none))?.label).toBe('open');
  });

  it('is a transfer for a managed message', async () => {
    const text = '- send: { to: q, message: { body: { value: hello } } }\n';
    const root = await unitAt('amqp', text, 10, none);
    expect(root?.label).toBe('transfer');
    expect(JSON.stringify(root)).toContain('hello');
  });

  it('is the stanza, with its variables filled in', async () => {
    const text = '<presence/>\n<message to="{{friend}}"><body>{{nobody}}</body></message>\n';
    const root = await unitAt('xmpp', text, text.indexOf('body'), new Map([['friend', 'juliet@localhost']]));
    expect(root?.label).toBe('message');
    expect(JSON.stringify(root)).toContain('juliet@localhost');
    expect(JSON.stringify(root)).toContain('{{nobody}}');
  });

  it('is nothing between stanzas, and in text that gives no bytes', async () => {
    expect(await unitAt('xmpp', '<presence/>\n\n\n<presence/>', 13, none)).toBeUndefined();
    expect(await unitAt('amqp', ': : :', 1, none)).toBeUndefined();
    expect(await unitAt('xmpp', '', 0, none)).toBeUndefined();
  });
});

describe('severities of the project', () => {
  const types = { amqpDefinitions: [], xmppSchemas: [] };
  const rated = (root: InspectNode | undefined): readonly string[] =>
    (root?.issues ?? []).map(({ code, severity }) => `${code} ${severity}`);
  /** Findings of the tree's other nodes. */
  const below = (root: InspectNode | undefined): readonly string[] =>
    (root?.children ?? []).flatMap((child) => [...rated(child), ...below(child)]);
  const flow = '- flow: { incoming-window: 1, outgoing-window: 1 }\n';
  const iq = '<iq to="a@b" id="1"><query xmlns="jabber:iq:version"/></iq>';

  it('hold at the cursor', async () => {
    const look = (protocol: 'xmpp' | 'amqp', text: string, rules: RuleSettings): Promise<InspectNode | undefined> =>
      unitAt(protocol, text, 5, new Map(), { types, rules });
    expect(rated(await look('xmpp', iq, {}))).toEqual(['xmpp/iq-type error']);
    expect(rated(await look('xmpp', iq, { 'xmpp/iq-type': 'hint' }))).toEqual(['xmpp/iq-type hint']);
    expect(rated(await look('xmpp', iq, { 'xmpp/iq-type': 'off' }))).toEqual([]);
    expect(rated(await look('amqp', flow, {}))).toEqual(['amqp/mandatory-field error']);
    const warned = await look('amqp', flow, { 'amqp/mandatory-field': 'warning' });
    expect([...rated(warned), ...below(warned)]).toEqual([
      'amqp/mandatory-field warning',
      'amqp/mandatory-field warning',
    ]);
    const off = await look('amqp', flow, { 'amqp/mandatory-field': 'off' });
    expect([...rated(off), ...below(off)]).toEqual([]);
  });

  it('hold for recorded units, whose findings come with them', async () => {
    const { steps } = encodeScript({ source: parseSource(flow) }, () => undefined);
    const bytes = steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : []))[0]!;
    const row = { protocol: 'amqp', name: 'flow', kind: 'frame' } as const;
    const decoded = (issues: readonly Issue[], rules: RuleSettings): Promise<InspectNode> =>
      inspectRow(row, bytes, issues, { secrets: false, types, rules });
    const own = (await decoded([], {})).issues ?? [];
    expect(rated(await decoded(own, {}))).toEqual(['amqp/mandatory-field error']);
    const warnings = own.map((issue) => ({ ...issue, severity: 'warning' as const }));
    expect(rated(await decoded(warnings, { 'amqp/mandatory-field': 'warning' }))).toEqual([
      'amqp/mandatory-field warning',
    ]);
    const off = await decoded([], { 'amqp/mandatory-field': 'off' });
    expect([...rated(off), ...below(off)]).toEqual([]);
  });
});
