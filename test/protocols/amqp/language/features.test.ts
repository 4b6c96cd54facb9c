import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import type { LanguageContext } from '../../../../protocols/core/index.ts';
import { check, completions, cursor } from './check.ts';

const file = `connection: broker
vars: { queue: orders }
frames:
  # the usual beginning
  - header: amqp
  - open: { container-id: sensor-7 }
  - begin: { next-outgoing-id: 0, incoming-window: 2048, outgoing-window: 2048 }
    channel: 1
  - attach:
      name: readings
      handle: 0
      role: sender
      target: { address: "{{queue}}" }
      initial-delivery-count: 0
    channel: 1
  - send: { to: readings, message: { body: { value: hello } } }
  - receive: { from: "{{queue}}", count: 1, settle: accept }
`;

function hover(marked: string, context: LanguageContext = {}): string | undefined {
  const { text, offset } = cursor(marked);
  return amqpLanguage.hover(amqpLanguage.parse(text, context), offset)?.markdown;
}

describe('completion', () => {
  it('offers performatives, SASL frames and managed steps for a new step', () => {
    for (const text of ['- |', '- op|', 'frames:\n  - |', '- open: { container-id: c }\n- |']) {
      expect(completions(text)).toEqual(
        expect.arrayContaining(['open', 'sasl-init', 'heartbeat', 'send', 'receive', 'raw']),
      );
    }
  });

  it('puts first what may come next on the connection', () => {
    const first = (marked: string) => {
      const { text, offset } = cursor(marked);
      const found = amqpLanguage.completions(amqpLanguage.parse(text, {}), offset);
      return [...found].sort((a, b) => ((a.sort ?? '') < (b.sort ?? '') ? -1 : 1))[0]?.label;
    };
    expect(first('- |')).toBe('header');
    expect(first('- header: amqp\n- |')).toBe('open');
    expect(first('- header: sasl\n- |')).toBe('sasl-init');
    expect(first('- header: amqp\n- open: { container-id: c }\n- |\n')).toBe('begin');
    expect(
      first(
        '- header: amqp\n- open: { container-id: c }\n- begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }\n- |\n',
      ),
    ).toBe('attach');
  });

  it('offers the fields that are not written yet, the mandatory ones first', () => {
    const { text, offset } = cursor('- attach:\n    role: sender\n    |\n    name: x\n');
    const found = amqpLanguage.completions(amqpLanguage.parse(text, {}), offset);
    const sorted = [...found].sort((a, b) => ((a.sort ?? a.label) < (b.sort ?? b.label) ? -1 : 1));
    expect(sorted[0]).toMatchObject({ label: 'handle', beside: 'handle (uint), mandatory', snippet: true });
    expect(found.map(({ label }) => label)).not.toContain('name');
    expect(found.map(({ label }) => label)).not.toContain('role');
  });

  it('puts in the name alone where a colon follows', () => {
    const { text, offset } = cursor('- open: { host|: x }');
    expect(
      amqpLanguage.completions(amqpLanguage.parse(text, {}), offset).find(({ label }) => label === 'hostname'),
    ).toMatchObject({ insert: 'hostname', replace: { start: 10, end: 14 } });
  });

  it('offers what may stand beside a performative, and only that', () => {
    expect(completions('- transfer: { handle: 0 }\n  |')).toEqual(
      expect.arrayContaining(['channel', 'message', 'payload']),
    );
    expect(completions('- open: { container-id: c }\n  |')).toContain('channel');
    expect(completions('- open: { container-id: c }\n  |')).not.toContain('message');
  });

  it('offers the choices of a type, states, terminus types, and known symbols', () => {
    expect(completions('- attach: { role: | }')).toEqual(['sender', 'receiver']);
    expect(completions('- attach: { source: { expiry-policy: n| } }')).toContain('never');
    expect(completions('- disposition: { state: | }')).toEqual(
      expect.arrayContaining(['!accepted', '!rejected', '!transactional-state']),
    );
    expect(completions('- attach: { target: | }')).toEqual(expect.arrayContaining(['target', '!coordinator']));
    expect(completions('- end: { error: { condition: | } }')).toContain('amqp:session:window-violation');
    expect(completions('- sasl-init: { mechanism: | }')).toContain('PLAIN');
    expect(completions('- transfer: { message-format: | }')).toEqual(expect.arrayContaining(['0', '2147563264']));
    expect(completions('- begin: { properties: { | } }')).toEqual(
      expect.arrayContaining(['com.microsoft:epoch', 'paired']),
    );
    expect(completions('- attach: { source: { filter: { | } } }')).toContain('apache.org:selector-filter:string');
    expect(completions('- attach: { source: { dynamic-node-properties: { | } } }')).toContain('lifetime-policy');
    expect(completions('- receive: { from: q, settle: | }')).toEqual(['accept', 'reject', 'release', 'modify']);
    expect(completions('- header: |')).toEqual(['amqp', 'sasl', 'tls']);
  });

  it('offers tags where one is begun', () => {
    expect(completions('- frame: !|')).toEqual(expect.arrayContaining(['!ubyte', '!hex', '!described', '!accepted']));
    expect(completions('- disposition: { state: !rel| }')).toContain('!released');
  });

  it('offers sections, bodies and the keys of managed steps', () => {
    expect(completions('- send:\n    to: q\n    message:\n      |')).toEqual(
      expect.arrayContaining(['properties', 'body', 'footer']),
    );
    expect(completions('- send: { to: q, message: { body: { | } } }')).toEqual(['data', 'sequence', 'value']);
    expect(completions('- receive: { from: q, | }')).toEqual(['count', 'settle']);
  });

  it('offers variables of the environment and of the file, and dynamic ones', () => {
    const context = { variables: new Map([['room', 'r']]) };
    expect(completions('vars: { queue: orders }\nframes:\n  - open: { container-id: "{{|" }\n', context)).toEqual(
      expect.arrayContaining(['room', 'queue', '$uuid']),
    );
    expect(completions('- open: { container-id: | }', context)).toContain('{{room}}');
  });

  it('offers the keys of a file, and the connections', () => {
    expect(completions('conn|').slice(0, 4)).toEqual(['connection', 'vars', 'frames', 'script']);
    expect(completions('connection: |\nframes: []\n', { connections: ['broker'] })).toEqual(['broker']);
  });

  it('offers nothing in a comment', () => {
    expect(completions('- open: { container-id: c } # o|')).toEqual([]);
  });

  it('knows the types of the project', () => {
    const definitions =
      '<amqp name="x" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="x"><type name="book" class="composite" source="list"><descriptor name="example:book:list" code="0x3:0x2"/><field name="title" type="string" mandatory="true"/></type></section></amqp>';
    const context = { amqpDefinitions: [definitions] };
    expect(completions('- frame: !|', context)).toContain('!book');
    expect(completions('- frame: !book { | }', context)).toEqual(['title']);
    expect(check('- frame: !book {}\n', context)).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'amqp/mandatory-field' })]),
    );
  });
});

describe('names of extensions', () => {
  const request = (properties: string) =>
    `- send: { to: orders/$management, message: { application-properties: { ${properties} }, body: { value: x } } }`;

  it('are offered as the values of the properties that requests have', () => {
    expect(completions(request('operation: |'))).toEqual(
      expect.arrayContaining(['READ', 'put-token', 'com.microsoft:peek-message']),
    );
    expect(completions(request('type: |'))).toContain('servicebus.windows.net:sastoken');
    expect(completions(request('other: |'))).not.toContain('READ');
    expect(completions(request('|'))).toEqual(expect.arrayContaining(['operation', 'com.microsoft:server-timeout']));
  });

  it('are explained as such values, and within addresses', () => {
    expect(hover(request('operation: put-|token'))).toContain('Hands a token over');
    expect(hover(request('other: put-|token')) ?? '').not.toContain('Hands a token over');
    expect(hover('- attach: { source: { address: /queues/or|ders } }')).toContain('RabbitMQ 4 addresses');
    expect(hover('- attach: { target: { address: "orders/$man|agement" } }')).toContain('management requests');
  });
});

describe('hover', () => {
  it('explains a field: type, mandatory, default, choices, section', () => {
    const text = hover('- attach: { ro|le: sender }') ?? '';
    expect(text).toContain('**attach.role** · role (boolean) · mandatory');
    expect(text).toContain('`receiver`');
    expect(text).toContain('[AMQP 1.0, 2.7.3](https://docs.oasis-open.org/');
    expect(hover('- open: { channel-m|ax: 3 }')).toContain('default `65535`');
  });

  it('explains a value, a tag, a performative, a section, a variable', () => {
    expect(hover('- attach: { role: sen|der }')).toContain('`sender` (false)');
    expect(hover('- disposition: { state: !acc|epted {} }')).toContain('`0x24`');
    expect(hover('- frame: !ui|nt 7')).toContain('smalluint');
    expect(hover('- frame: !he|x@0xb0 "00"')).toContain('hex digits');
    expect(hover('- op|en: {}')).toContain('Fields: **container-id**');
    expect(hover('- transfer: { handle: 0 }\n  message: { foo|ter: {} }')).toContain('footer');
    expect(hover('- open: { container-id: "{{na|me}}" }', { variables: new Map([['name', 'n']]) })).toBe(
      '**name** = `n` · from the chosen environment',
    );
    expect(hover('- open: { container-id: "{{$uu|id}}" }')).toContain('UUID');
  });

  it('says nothing where nothing is', () => {
    expect(hover('- open: { container-id: c }\n|\n')).toBeUndefined();
    expect(hover('|')).toBeUndefined();
  });
});

describe('outline', () => {
  const document = amqpLanguage.parse(file, {});

  it('names the steps with what tells them apart, and holds their fields', () => {
    const symbols = amqpLanguage.symbols(document);
    expect(symbols.map(({ name, detail }) => `${name} ${detail ?? ''}`)).toEqual([
      'header amqp',
      'open sensor-7',
      'begin channel 1',
      'attach readings, channel 1',
      'send readings',
      'receive orders',
    ]);
    expect(symbols[3]?.children.map(({ name }) => name)).toEqual([
      'name',
      'handle',
      'role',
      'target',
      'initial-delivery-count',
      'channel',
    ]);
    for (const { start, end, selection } of symbols) {
      expect(start).toBeLessThanOrEqual(selection.start);
      expect(selection.end).toBeLessThanOrEqual(end);
    }
  });

  it('lists what can be sent: the frames as one script, each managed step by itself', () => {
    expect(amqpLanguage.sendables(document)).toMatchObject([
      { index: 0, kind: 'script', label: '4 frames', connection: 'broker', start: file.indexOf('header') },
      { index: 1, kind: 'message', label: 'message to readings', connection: 'broker' },
      { index: 2, kind: 'receive', label: 'receive from orders' },
    ]);
    expect(amqpLanguage.sendables(amqpLanguage.parse('vars: { a: b }\n', {}))).toEqual([]);
  });

  it('folds what takes several lines', () => {
    const texts = amqpLanguage.folds(document).map(({ start, end }) => file.slice(start, end));
    expect(texts.some((text) => text.startsWith('attach:'))).toBe(true);
    expect(texts.every((text) => text.includes('\n'))).toBe(true);
  });
});

describe('editing', () => {
  it('gives the same findings whether it starts anew or from the text before', () => {
    const edit = fc.record({
      at: fc.nat(file.length),
      remove: fc.nat(12),
      insert: fc.constantFrom(
        '',
        'x',
        '\n',
        '  ',
        '- ',
        '{',
        '}',
        '"',
        ':',
        '!',
        '- close: {}\n',
        '{{',
        '#',
        '\t',
        '&a ',
        '*a',
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        let text = file;
        let document = amqpLanguage.parse(text, {});
        for (const { at, remove, insert } of edits) {
          text = text.slice(0, at) + insert + text.slice(at + remove);
          document = amqpLanguage.parse(text, {}, document);
        }
        expect(amqpLanguage.diagnostics(document)).toEqual(amqpLanguage.diagnostics(amqpLanguage.parse(text, {})));
        expect(amqpLanguage.symbols(document)).toEqual(amqpLanguage.symbols(amqpLanguage.parse(text, {})));
      }),
      { numRuns: 150 },
    );
  });

  it('never throws, and stays within the text', () => {
    const piece = fc.constantFrom(
      '- ',
      'open',
      ': ',
      '{ ',
      '}',
      '[',
      ']',
      '\n',
      '  ',
      '    ',
      '"',
      "'",
      '!uint ',
      '!<',
      '>',
      '{{',
      '}}',
      '&a ',
      '*a ',
      '|',
      '\n',
      'frames:',
      'message',
      '? ',
      ',',
      '#',
      '\t',
      '\r\n',
      '\ufeff',
      '---\n',
      '%',
      '💥',
      'body',
      '1e999',
      '0x',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, fc.nat(80), (source, at) => {
        const document = amqpLanguage.parse(source, { variables: new Map(), connections: [] });
        const offset = Math.min(at, source.length);
        const ranges = [
          ...amqpLanguage.diagnostics(document),
          ...amqpLanguage.folds(document),
          ...amqpLanguage.sendables(document),
          ...amqpLanguage.symbols(document),
          ...amqpLanguage.completions(document, offset).map(({ replace }) => replace),
        ];
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(source.length);
        }
        amqpLanguage.hover(document, offset);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads deeply nested text without a stack that overflows', () => {
    for (const text of ['[', '- ', '{a: ', '? ']) expect(check(text.repeat(20_000)).length).toBeGreaterThan(0);
  });
});

describe('rules over time', () => {
  const opening =
    '- header: amqp\n- open: { container-id: c }\n- begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }\n';

  it('are checked for the frames of a script in their order', () => {
    expect(
      check(
        `${opening}- transfer: { handle: 3, delivery-id: 0, delivery-tag: t, message-format: 0 }\n  payload: !hex "005377a10178"\n`,
      ),
    ).toMatchObject([{ code: 'amqp/handle-unattached', at: 'handle' }]);
    expect(check(`${opening}- close: {}\n- end: {}\n`)).toMatchObject([{ code: 'amqp/after-close', at: 'end' }]);
    expect(check(`${opening}- end: {}\n- close: {}\n`)).toEqual([]);
  });

  it('suppose nothing of what stands before a script that begins in the middle', () => {
    expect(
      check(
        '- transfer: { handle: 3, delivery-id: 0, delivery-tag: t, message-format: 0 }\n  message: { body: { value: 1 } }\n',
      ),
    ).toEqual([]);
  });

  it('suppose nothing of what came before a value that is not known yet', () => {
    const unknown = `- attach: { name: a, handle: {{$randomInt 1 2}}, role: receiver }\n- flow: { handle: 5, link-credit: 1, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }\n`;
    expect(check(opening + unknown).map(({ code }) => code)).toEqual(['amqp/unquoted-variable']);
  });

  describe('behind a step that cannot be read', () => {
    const broken = '- atach: { name: a, handle: 1, role: receiver }\n';
    const begin = '- begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }\n';
    const codes = (text: string): string[] => check(text).map(({ code }) => code);

    it('suppose nothing of what it might have said', () => {
      expect(
        codes(
          `${opening}${broken}- flow: { handle: 1, link-credit: 1, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }\n`,
        ),
      ).toEqual(['amqp/unknown-step']);
      expect(
        codes(
          `- header: sasl\n- sasl-inti: { mechanism: PLAIN }\n- sasl-response: { response: x }\n${opening}- end: {}\n- close: {}\n`,
        ),
      ).toEqual(['amqp/unknown-step']);
    });

    it('go on with what is seen from there', () => {
      expect(codes(`${opening}${broken}- end: {}\n${begin}${begin}`)).toEqual([
        'amqp/unknown-step',
        'amqp/channel-in-use',
      ]);
      expect(codes(`${opening}${broken}- close: {}\n- end: {}\n`)).toEqual(['amqp/unknown-step', 'amqp/after-close']);
    });

    it('begin anew with a header or an open', () => {
      expect(
        codes(
          `${broken}${opening}- transfer: { handle: 3, delivery-id: 0, delivery-tag: t, message-format: 0 }\n  payload: !hex "005377a10178"\n`,
        ),
      ).toEqual(['amqp/unknown-step', 'amqp/handle-unattached']);
    });
  });

  it('follow raw bytes that are whole frames, and forget what was before others', () => {
    const transfer =
      '- transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }\n  payload: !hex "005377a10178"\n';
    const rawEnd = '- raw: !hex "0000000c 02000000 00531745"\n';
    expect(check(`${opening}${rawEnd}- end: {}\n`)).toMatchObject([{ code: 'amqp/no-session', at: 'end' }]);
    expect(check(`${opening}${rawEnd}- close: {}\n`)).toEqual([]);
    expect(check(`${opening}- raw: !hex "0000"\n${transfer}`)).toEqual([]);
    expect(check(`${opening}- raw: ""\n${transfer}`).map(({ code }) => code)).toContain('amqp/handle-unattached');
  });

  it('tell what only the bytes of a frame show, at the field', () => {
    expect(
      check(
        '- transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }\n  message: { properties: { content-encoding: gzip }, body: { value: 1 } }\n',
      ),
    ).toMatchObject([{ code: 'amqp/content-encoding-body', at: 'content-encoding' }]);
    expect(
      check('- header: amqp\n- open: { container-id: c, channel-max: 1, idle-time-out: !uint@0x70 1 }\n'),
    ).toMatchObject([{ code: 'amqp/non-preferred-encoding', at: 'idle-time-out', severity: 'hint' }]);
  });
});
