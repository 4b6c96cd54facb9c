import { describe, expect, it } from 'vitest';
import { notationRules, type NotationRule } from '../../../../protocols/amqp/rules/notation.ts';
import { check, found } from './check.ts';

interface Case {
  /** What the findings underline, in order. */
  readonly fires: readonly (readonly [text: string, ...at: string[]])[];
  readonly silent: readonly string[];
}

const open = '- open: { container-id: c }\n';
const body = 'body: { value: 1 }';
const begun = '- header: amqp\n- open: { container-id: c }\n';
const used = '- close: { error: { condition: amqp:internal-error, description: "{{x}}" } }\n';

/** Each rule of the notation: texts that break it, and texts beside them that do not. */
const cases: Record<NotationRule, Case> = {
  yamlSyntax: {
    fires: [
      ['- open: { container-id: c'],
      ['- open: { container-id: "c }\n'],
      ['- open:\n\tcontainer-id: c\n'],
      ['- open: { container-id: {{a}}-b }\n'],
      ['- open: { container-id: *nobody }\n', '*nobody'],
    ],
    silent: [
      open,
      '',
      '# nothing\n',
      '[]\n',
      '- &a open: { container-id: c }\n- begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }\n',
    ],
  },
  fileStructure: {
    fires: [
      ['conection: x\nframes: []\n', 'conection'],
      ['just text\n', 'just text'],
      ['frames: { open: {} }\n', '{ open: {} }'],
      ['vars: [1]\n', 'vars'],
      ['connection: [a]\n', 'connection'],
      ['open: { container-id: c }\n', 'open'],
    ],
    silent: [
      'connection: x\nvars: { a: b }\nframes: []\n',
      open,
      'frames:\n',
      'frames: [{ open: { container-id: c } }]\n',
    ],
  },
  unknownStep: {
    fires: [
      ['- opem: {}\n', 'opem'],
      ['- open\n', 'open'],
      ['-\n', ''],
      ['- [open]\n', '[open]'],
    ],
    silent: [open, '- heartbeat: {}\n', '- header: amqp\n'],
  },
  oneStep: {
    fires: [
      ['- open: { container-id: c }\n  close: {}\n', 'close'],
      ['- channel: 1\n', 'channel'],
      ['- close: {}\n  close: {}\n', 'close'],
    ],
    silent: [`${open}- close: {}\n`],
  },
  scriptHeader: {
    fires: [
      [open, 'open'],
      ['- sasl-init: { mechanism: PLAIN }\n', 'sasl-init'],
      [`- send: { to: q, message: { ${body} } }\n${open}`, 'open'],
    ],
    silent: [
      `- header: amqp\n${open}`,
      '- header: sasl\n- sasl-init: { mechanism: PLAIN }\n',
      '- end: {}\n',
      '- receive: { from: q }\n',
      '- raw: !hex "00"\n',
      '[]\n',
    ],
  },
  stepOption: {
    fires: [
      ['- open: { container-id: c }\n  message: {}\n', 'message'],
      ['- open: { container-id: c }\n  channell: 1\n', 'channell'],
      ['- open: { container-id: c }\n  channel: a\n', 'a'],
      ['- transfer: { handle: 0 }\n  payload: a\n  message: { body: { value: 1 } }\n', 'message'],
      ['- heartbeat: 1\n', '1'],
      ['- header: amqpp\n', 'amqpp'],
      ['- header: { durable: true }\n', '{ durable: true }'],
      ['- open: { container-id: c }\n  extended-header: !hex "00"\n', '"00"'],
      ['- header: sasl\n  channel: 1\n', 'channel'],
      ['- open: { container-id: c }\n  hostname: x\n', 'hostname'],
    ],
    silent: [
      '- open: { container-id: c }\n  channel: 0\n  extended-header: !hex "00000000"\n',
      '- header: amqp 0.9.1\n',
      '- heartbeat: {}\n  channel: 2\n',
      '- heartbeat:\n',
      '- transfer: { handle: 0 }\n  payload: !hex "00"\n',
    ],
  },
  setStep: {
    fires: [
      [`${begun}- set: x\n${used}`, 'x'],
      [`${begun}- set: {}\n${used}`, '{}'],
      [`${begun}- set: { 1st: a, x: a }\n${used}`, '1st'],
      [`${begun}- set: { x: '' }\n${used}`, "''"],
      [`${begun}- set: { x: [a] }\n${used}`, '[a]'],
      [`${begun}- set: { x: { pth: a } }\n${used}`, '{ pth: a }', 'pth'],
      [`${begun}- set: { x: { path: a, of: atach } }\n${used}`, 'atach'],
      [`- set: { x: a }\n${begun}${used}`, 'set: { x: a }'],
    ],
    silent: [
      `${begun}- set: { x: container-id }\n${used}`,
      `${begun}- set: { x: { path: container-id, of: open } }\n${used}`,
      `- receive: { from: q }\n- set: { x: properties.message-id }\n- send: { to: "{{x}}", message: { ${body} } }\n`,
    ],
  },
  setUnused: {
    fires: [[`${begun}- set: { x: container-id }\n`, 'x']],
    silent: [`${begun}- set: { x: container-id }\n${used}`],
  },
  managedStep: {
    fires: [
      ['- send: { message: { body: { value: 1 } } }\n', 'send'],
      ['- send: { to: q }\n', 'send'],
      ['- send: hello\n', 'hello'],
      ['- receive: { from: q, settle: eat }\n', 'eat'],
      ['- receive: { from: q, count: 0 }\n', '0'],
      ['- receive: { form: q }\n', 'receive', 'form'],
    ],
    silent: [
      `- send: { to: q, message: { ${body} }, settled: true }\n`,
      '- receive: { from: q }\n',
      '- receive: { from: "{{q}}", count: 3, settle: release }\n',
    ],
  },
  unknownField: {
    fires: [
      ['- open: { container-id: c, hostnam: h }\n', 'hostnam'],
      ['- end: { eror: {} }\n', 'eror'],
    ],
    silent: ['- open: { container-id: c, hostname: h }\n'],
  },
  tooManyFields: { fires: [['- end: [null, 1]\n', '1']], silent: ['- end: [null]\n'] },
  duplicateField: { fires: [['- open: { container-id: c, container-id: d }\n', 'container-id']], silent: [open] },
  mandatoryField: {
    fires: [
      ['- open: { hostname: h }\n', 'open'],
      ['- open: { container-id: null }\n', 'container-id'],
      ['- open:\n', 'open'],
      ['- end: { error: { description: d } }\n', 'error'],
      ['- begin: { next-outgoing-id: 0, outgoing-window: 1 }\n', 'begin'],
    ],
    silent: [open, '- open: { container-id: "{{id}}" }\n', '- open: [c]\n', '- end: {}\n'],
  },
  fieldType: {
    fires: [
      ['- open: { container-id: c, channel-max: many }\n', 'many'],
      ['- open: { container-id: !symbol c }\n', '!symbol'],
      ['- open: { container-id: { a: b } }\n', '{ a: b }'],
      ['- open: c\n', 'c'],
      ['- end: { error: wrong }\n', 'wrong'],
    ],
    silent: [
      '- open: { container-id: !string c, channel-max: 7, hostname: 7 }\n',
      '- open: { container-id: c, properties: { a: 1 } }\n',
    ],
  },
  valueRange: {
    fires: [
      ['- open: { container-id: c, channel-max: 65536 }\n', '65536'],
      ['- open: { container-id: c, idle-time-out: -1 }\n', '-1'],
      ['- open: { container-id: c, properties: { a: 18446744073709551616 } }\n', '18446744073709551616'],
      ['- open: { container-id: c }\n  channel: 65536\n', '65536'],
    ],
    silent: ['- open: { container-id: c, channel-max: 65535, properties: { a: 18446744073709551615 } }\n'],
  },
  choice: {
    fires: [
      ['- attach: { name: a, handle: 0, role: reciever }\n', 'reciever'],
      ['- attach: { name: a, handle: 0, role: receiver, snd-settle-mode: 3 }\n', '3'],
      ['- attach: { name: a, handle: 0, role: receiver, target: { expiry-policy: forever } }\n', 'forever'],
    ],
    silent: [
      '- attach: { name: a, handle: 0, role: receiver, snd-settle-mode: mixed, rcv-settle-mode: 1 }\n',
      '- attach: { name: a, handle: 0, role: true }\n',
    ],
  },
  archetype: {
    fires: [
      ['- disposition: { role: receiver, first: 0, state: acepted }\n', 'acepted'],
      ['- disposition: { role: receiver, first: 0, state: !source {} }\n', '!source'],
      ['- disposition: { role: receiver, first: 0, state: {} }\n', '{}'],
      ['- attach: { name: a, handle: 0, role: receiver, source: { address: !uint 1 } }\n', '!uint'],
    ],
    silent: [
      '- disposition: { role: receiver, first: 0, state: accepted }\n',
      '- disposition: { role: receiver, first: 0, state: !rejected {} }\n',
      '- attach: { name: a, handle: 0, role: receiver, source: {}, target: !coordinator {} }\n',
    ],
  },
  multiple: {
    fires: [
      ['- open: { container-id: [c] }\n', '[c]'],
      ['- open: { container-id: c, hostname: !array:string [h] }\n', '!array:string'],
    ],
    silent: [
      '- open: { container-id: c, offered-capabilities: [a, b] }\n',
      '- open: { container-id: c, offered-capabilities: a }\n',
      '- open: { container-id: c, offered-capabilities: !array:symbol [a] }\n',
    ],
  },
  unknownTag: {
    fires: [
      ['- open: { container-id: !strng c }\n', '!strng'],
      ['- open: { container-id: c, properties: { a: !uint@0x71 1 } }\n', '!uint@0x71'],
      ['- open: { container-id: c, properties: { a: !handle 1 } }\n', '!handle'],
    ],
    silent: [
      '- open: { container-id: c, properties: { a: !uint@0x70 1, b: !smallulong 1, c: !<x:y> 1, d: !<0x1:0x2> 1, e: !<77> 1, f: !accepted {} } }\n',
    ],
  },
  tagContent: {
    fires: [
      ['- open: { container-id: c, properties: { a: !hex "0g" } }\n', '"0g"'],
      ['- open: { container-id: c, properties: { a: !hex "000" } }\n', '"000"'],
      ['- open: { container-id: c, properties: { a: !base64 "A" } }\n', '"A"'],
      ['- open: { container-id: c, properties: { a: !uint } }\n', '!uint'],
      ['- open: { container-id: c, properties: { a: !list {} } }\n', '{}'],
      ['- open: { container-id: c, properties: { a: !array 1 } }\n', '1'],
      ['- open: { container-id: c, properties: { a: !described [1] } }\n', '[1]'],
      ['- raw: [1]\n', '[1]'],
    ],
    silent: [
      '- open: { container-id: c, properties: { a: !hex "00 ff", b: !base64 "AP8=", c: !list [], d: !described [1, 2], e: !string } }\n',
    ],
  },
  rawBytes: { fires: [['- open: { container-id: !raw "a10163" }\n', '"a10163"']], silent: [open] },
  arrayElements: {
    fires: [
      ['- open: { container-id: c, properties: { a: !array [1, b] } }\n', 'b'],
      ['- open: { container-id: c, properties: { a: !array:int [!uint 1] } }\n', '1'],
    ],
    silent: [
      '- open: { container-id: c, properties: { a: !array [1, 5000000000], b: !array [], c: !array:int [1] } }\n',
    ],
  },
  duplicateKey: {
    fires: [['- open: { container-id: c, properties: { a: 1, a: 2 } }\n', 'a']],
    silent: ['- frame: { 1: a, "1": b, !long 1: c }\n'],
  },
  deliveryTagSize: {
    fires: [[`- transfer: { handle: 0, delivery-tag: ${'t'.repeat(33)} }\n`, 't'.repeat(33)]],
    silent: [
      `- transfer: { handle: 0, delivery-tag: ${'t'.repeat(32)} }\n`,
      `- transfer: { handle: 0, delivery-tag: !hex "${'00'.repeat(32)}" }\n`,
    ],
  },
  maxFrameSize: {
    fires: [['- open: { container-id: c, max-frame-size: 511 }\n', '511']],
    silent: ['- open: { container-id: c, max-frame-size: 512 }\n'],
  },
  mapKey: {
    fires: [['- open: { container-id: c, properties: { !string a: 1 } }\n', 'a']],
    silent: ['- open: { container-id: c, properties: { a: 1, !symbol b: 2, 7: 3 } }\n'],
  },
  annotationKey: {
    fires: [[`- transfer: { handle: 0 }\n  message: { message-annotations: { !string x-a: 1 }, ${body} }\n`, 'x-a']],
    silent: [`- transfer: { handle: 0 }\n  message: { message-annotations: { x-a: 1, 7: 2 }, ${body} }\n`],
  },
  annotationReserved: {
    fires: [
      [`- transfer: { handle: 0 }\n  message: { message-annotations: { mine: 1 }, ${body} }\n`, 'mine'],
      [`- transfer: { handle: 0 }\n  message: { message-annotations: { 7: 1 }, ${body} }\n`, '7'],
    ],
    silent: [`- transfer: { handle: 0 }\n  message: { message-annotations: { x-opt-mine: 1 }, ${body} }\n`],
  },
  applicationPropertyKey: {
    fires: [[`- transfer: { handle: 0 }\n  message: { application-properties: { !symbol a: 1 }, ${body} }\n`, 'a']],
    silent: [`- transfer: { handle: 0 }\n  message: { application-properties: { a: 1, 5: b }, ${body} }\n`],
  },
  applicationPropertyValue: {
    fires: [[`- transfer: { handle: 0 }\n  message: { application-properties: { a: [1] }, ${body} }\n`, '[1]']],
    silent: [
      `- transfer: { handle: 0 }\n  message: { application-properties: { a: !uuid 01234567-89ab-cdef-0123-456789abcdef, b: null }, ${body} }\n`,
    ],
  },
  filterValue: {
    fires: [['- attach: { name: a, handle: 0, role: receiver, source: { filter: { f: "x > 1" } } }\n', '"x > 1"']],
    silent: [
      '- attach: { name: a, handle: 0, role: receiver, source: { filter: { f: !<apache.org:selector-filter:string> "x > 1", g: null } } }\n',
    ],
  },
  unknownSection: {
    fires: [
      [`- transfer: { handle: 0 }\n  message: { headers: {}, ${body} }\n`, 'headers'],
      [`- transfer: { handle: 0 }\n  message: { data: a }\n`, 'data'],
      ['- transfer: { handle: 0 }\n  message: hello\n', 'hello'],
    ],
    silent: [`- transfer: { handle: 0 }\n  message: { header: {}, ${body}, footer: {} }\n`],
  },
  bodyKinds: {
    fires: [
      ['- transfer: { handle: 0 }\n  message: { body: { data: a, value: 1 } }\n', 'body'],
      ['- transfer: { handle: 0 }\n  message: { body: hello }\n', 'hello'],
      ['- transfer: { handle: 0 }\n  message: { body: { text: a } }\n', 'text'],
      ['- transfer: { handle: 0 }\n  message: [{ data: a }, { amqp-value: 1 }]\n', '{ data: a }'],
    ],
    silent: [
      '- transfer: { handle: 0 }\n  message: { body: { data: [a, b] } }\n',
      '- transfer: { handle: 0 }\n  message: [{ amqp-sequence: [1] }, { amqp-sequence: [2] }]\n',
    ],
  },
  missingBody: {
    fires: [
      ['- transfer: { handle: 0 }\n  message: { header: {} }\n', 'header'],
      ['- transfer: { handle: 0 }\n  message: [{ header: {} }]\n', '{ header: {} }'],
    ],
    silent: [
      `- transfer: { handle: 0 }\n  message: { ${body} }\n`,
      '- transfer: { handle: 0 }\n  payload: !hex "00"\n',
    ],
  },
  sectionOrder: {
    fires: [['- transfer: { handle: 0 }\n  message: [{ amqp-value: 1 }, { header: {} }]\n', 'header']],
    silent: ['- transfer: { handle: 0 }\n  message: { body: { value: 1 }, header: {} }\n'],
  },
  duplicateSection: {
    fires: [
      [`- transfer: { handle: 0 }\n  message: { ${body}, header: {}, header: {} }\n`, 'header'],
      ['- transfer: { handle: 0 }\n  message: [{ header: {} }, { header: {} }, { data: a }]\n', 'header'],
    ],
    silent: ['- transfer: { handle: 0 }\n  message: [{ data: a }, { data: b }]\n'],
  },
  unknownVariable: {
    fires: [
      ['- open: { container-id: "{{nme}}" }\n', '{{nme}}'],
      ['- open: { container-id: "{{$randomInt 1}}" }\n', '{{$randomInt 1}}'],
      ['vars: { a: "{{b}}" }\nframes: []\n', '{{b}}'],
    ],
    silent: [
      '- open: { container-id: "{{name}}-{{$uuid}}" }\n',
      'vars: { mine: 1 }\nframes: [{ open: { container-id: "{{mine}}" } }]\n',
      '- open: { container-id: "\\x7b{nme}}" }\n',
    ],
  },
  bareVariable: {
    fires: [['- open: { container-id: {{name}} }\n', '{{name}}']],
    silent: ['- open: { container-id: "{{name}}" }\n'],
  },
  suppression: {
    fires: [
      ['# wireloupe-disable-next-line amqp/unknown-feld\n- open: { container-id: c }\n', 'amqp/unknown-feld'],
      [
        '# wireloupe-disable amqp/unknown-field\n- open: { container-id: c }\n',
        '# wireloupe-disable amqp/unknown-field',
      ],
      [
        '- open:\n    # wireloupe-disable-next-line amqp/unknown-field\n    container-id: c\n',
        '# wireloupe-disable-next-line amqp/unknown-field',
      ],
      [
        '- open: { container-id: c }  # wireloupe-disable-next-line amqp/script-header\n',
        '# wireloupe-disable-next-line amqp/script-header',
      ],
      ['- open:\n    container-id: "a # b" # wireloupe-disable\n', '# wireloupe-disable'],
      ['vars: { a: 1 } # wireloupe-disable-next-line\nframes: []\n', '# wireloupe-disable-next-line'],
    ],
    silent: [
      '- open: { container-id: "a # wireloupe-disable-next-line" }\n',
      'vars: { a: "x # wireloupe-disable" }\nframes: []\n',
      '# wireloupe-disable-next-line amqp/script-header\n- open: { container-id: c }\n',
      '- open:\n    container-id: |\n      a\n      # wireloupe-disable\n',
    ],
  },
  suppressionUnused: {
    fires: [
      [
        '# wireloupe-disable-next-line amqp/unknown-field, amqp/script-header\n- open: { container-id: c }\n',
        'amqp/unknown-field',
      ],
      ['# wireloupe-disable-next-line\n- header: amqp\n', '# wireloupe-disable-next-line'],
    ],
    silent: [
      '# wireloupe-disable-next-line\n- open: { container-id: c }\n',
      '# wireloupe-disable-next-line amqp/unknown-connection\nconnection: brokr\nframes: []\n',
    ],
  },
  unknownConnection: {
    fires: [['connection: brokr\nframes: []\n', 'brokr']],
    silent: ['connection: broker\nframes: []\n', open],
  },
};

const context = { variables: new Map([['name', 'n']]), connections: ['broker'] };

describe.each(Object.entries(cases) as [NotationRule, Case][])('rule %s', (name, { fires, silent }) => {
  const { id } = notationRules[name];

  it.each(fires)('fires in %j', (text, ...at) => {
    const places = found(id, text, context);
    expect(places.length, JSON.stringify(check(text, context))).toBeGreaterThan(0);
    if (at.length > 0) expect(places).toEqual(at);
  });

  it.each(silent)('is silent in %j', (text) => {
    expect(found(id, text, context)).toEqual([]);
  });
});

describe('findings', () => {
  it('lie within the text, in order, with a section to read', () => {
    for (const { fires } of Object.values(cases)) {
      for (const [text] of fires)
        for (const each of check(text, context)) expect(each.message.length).toBeGreaterThan(10);
    }
  });

  it.each([
    ['- open: { container-id: c, max-frame-size: many }\n', 'max-frame-size: expected an unsigned integer, got “many”'],
    ['- attach: { name: l, handle: 0, role: observer }\n', 'role: must be sender or receiver, not “observer”'],
    ['- open: { container-id: c, properties: { a: !uint many } }\n', 'Expected an unsigned integer, got “many”'],
  ])('of a value in %j say what is expected', (text, message) => {
    expect(check(text, context).map((each) => each.message)).toContain(message);
  });

  it('take the severity that the user sets, and none where a rule is off', () => {
    const text = '- header: amqp\n- open: { container-id: c, hostnam: h }\n';
    expect(check(text, { rules: { 'amqp/unknown-field': 'hint' } })).toMatchObject([{ severity: 'hint' }]);
    expect(check(text, { rules: { 'amqp/unknown-field': 'off' } })).toEqual([]);
  });

  it('stay with the step that is broken', () => {
    expect(check('- header: amqp\n- open: { container-id: c\n- close: {}\n').map(({ code }) => code)).toEqual([
      'amqp/yaml-syntax',
    ]);
    expect(check(`- opem: {}\n${open}`)).toMatchObject([{ code: 'amqp/unknown-step', at: 'opem' }]);
  });
});
