import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rabbitmq } from '../../../../../protocols/captures/logs/amqp/rabbitmq.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { framesOf } from './decoded.ts';

/* Printed with `~p` by Erlang. */
const open = `{'v1_0.open',
    [{container_id,{utf8,<<"cont">>}},
     {hostname,undefined},
     {max_frame_size,{uint,65536}},
     {channel_max,{ushort,255}},
     {offered_capabilities,{array,symbol,[{symbol,<<"ANONYMOUS-RELAY">>}]}},
     {properties,
         {map,
             [{{symbol,<<"product">>},{utf8,<<"x\\"\\\\é"/utf8>>}},
              {{symbol,<<"n">>},{ubyte,3}}]}}]}`;
const properties = {
  $map: [
    ['product', 'x"\\é'],
    ['n', 3],
  ],
};

describe("RabbitMQ's trace of AMQP 1.0", () => {
  test('up to 3.13 has a record behind each line with an arrow', () => {
    const text = `Channel 0 ->\n${open}\n\nChannel 3 <-\n{'v1_0.end',[{error,undefined}]}\n`;
    expect(rabbitmq.writer).toBe('server');
    expect(text.split('\n').some((line) => rabbitmq.recognises(line, ''))).toBe(true);
    expect(framesOf(rabbitmq, text)).toMatchObject([
      {
        direction: 'received',
        name: 'open',
        channel: 0,
        lossy: 'values',
        fields: {
          'container-id': 'cont',
          'max-frame-size': 65536,
          'channel-max': 255,
          'offered-capabilities': ['ANONYMOUS-RELAY'],
          properties,
        },
      },
      { direction: 'sent', name: 'end', channel: 3 },
    ]);
  });
  test('of 4.x has the prefix of its log on each line, and tells the size of a payload', () => {
    const text = [
      'rabbit_amqp_reader:parse_frame_body/2 372',
      'channel 1 ->',
      " {'v1_0.transfer',[{handle,{uint,0}},",
      '                    {delivery_tag,{binary,<<1,2,255>>}},',
      '                    {settled,true}]}',
      ' followed by 100 bytes of payload',
      '',
    ]
      .map((line) => `2026-11-30 10:00:00.123456+00:00 [debug] <0.823.0> ${line}`)
      .join('\n');
    expect(framesOf(rabbitmq, text)).toMatchObject([
      {
        direction: 'received',
        name: 'transfer',
        channel: 1,
        lossy: 'cut',
        fields: { handle: 0, 'delivery-tag': { $binary: '0102ff' }, settled: true },
      },
    ]);
    expect(entriesOfKind(rabbitmq, text, 'unit')[0]?.time).toBe(Date.UTC(2026, 10, 30, 10, 0, 0, 123) + 0.456);
  });
  test('has the same in JSON', () => {
    const text = JSON.stringify({
      time: '2026-11-30 10:00:00.500000+01:00',
      level: 'debug',
      msg: `x:y/2 3\nchannel 2 ->\n ${open}\n`,
      pid: '<0.8.0>',
    });
    expect(rabbitmq.recognises(text, '')).toBe(true);
    expect(framesOf(rabbitmq, text)).toMatchObject([{ name: 'open', channel: 2, connection: '0.8.0' }]);
  });
  test('has records by their fields, and by their positions', () => {
    const fields = framesOf(
      rabbitmq,
      [
        'Channel 0 -> {\'v1_0.detach\',{uint,1},true,{\'v1_0.error\',{symbol,<<"amqp:x">>},{utf8,<<"bad">>},{map,[]}}}',
        "Channel 0 <- #'v1_0.disposition'{role = true,first = {uint,1},last = undefined,state = {'v1_0.accepted'}}",
        "Unexpected frame {'v1_0.flow',[{incoming_window,{uint,5}},{next_outgoing_id,{uint,0}}]}",
        "sent {'v1_0.begin',undefined,{uint,0},{uint,1},{uint,2},undefined,undefined,undefined,undefined}",
      ].join('\n'),
    );
    expect(fields).toMatchObject([
      {
        direction: 'received',
        fields: { handle: 1, closed: true, error: { condition: 'amqp:x', description: 'bad' } },
      },
      { direction: 'sent', fields: { role: true, first: 1, state: { $type: 'accepted' } } },
      { direction: 'received', fields: { 'incoming-window': 5 } },
      { direction: 'sent', fields: { 'next-outgoing-id': 0, 'incoming-window': 1, 'outgoing-window': 2 } },
    ]);
  });
  test('has sources, targets, filters and other values', () => {
    const [attach] = framesOf(
      rabbitmq,
      `Channel 0 ->
{'v1_0.attach',[{name,{utf8,<<"li"
                              "nk">>}},
  {source,{'v1_0.source',[{address,{utf8,<<"q">>}},{filter,{map,[{{symbol,<<"f">>},{described,{symbol,<<"apache.org:selector-filter:string">>},{utf8,<<"a">>}}}]}},{default_outcome,{'v1_0.released',[]}},{outcomes,{list,[{symbol,<<"amqp:accepted:list">>}]}}]}},
  {target,{'v1_0.coordinator',[{capabilities,{symbol,<<"amqp:local-transactions">>}}]}},
  {max_message_size,{ulong,18446744073709551615}},
  {properties,{map,[{{symbol,<<"a">>},{long,-5}},{{symbol,<<"b">>},{boolean,true}},{{symbol,<<"c">>},{timestamp,1000}},{{symbol,<<"d">>},{double,1.5}},{{symbol,<<"e">>},null}]}}]}`,
    );
    expect(attach?.fields).toMatchObject({
      name: 'link',
      source: { address: 'q', filter: { $map: [['f', { $value: 'a' }]] }, 'default-outcome': { $type: 'released' } },
      target: { $type: 'coordinator' },
      'max-message-size': '18446744073709551615',
    });
  });
  test('knows the connection of a writer by the reader in front of it', () => {
    const line = (process: string, text: string) => `[debug] <${process}> ${text}`;
    const close = "{'v1_0.close',[{error,undefined}]}";
    const text = [
      ['0.1.0', 'channel 0 ->'],
      ['0.2.0', 'channel 0 <-'],
      ['0.5.0', 'channel 0 ->'],
      ['0.6.0', 'channel 0 <-'],
      ['0.2.0', 'channel 0 <-'],
    ]
      .flatMap(([process = '', arrow = '']) => [line(process, arrow), line(process, close)])
      .join('\n');
    expect(framesOf(rabbitmq, text).map(({ connection }) => connection)).toEqual([
      '0.1.0',
      '0.1.0',
      '0.5.0',
      '0.5.0',
      '0.1.0',
    ]);
  });
  test('that is cut has gaps', () => {
    expect(entriesOf(rabbitmq, "Channel 0 ->\n{'v1_0.open',[{container_id,\nChannel 0 ->")).toMatchObject([
      { what: 'gap', line: 2, direction: 'received' },
    ]);
    expect(entriesOf(rabbitmq, "Channel 0 ->\n{'v1_0.open',[{container_id,{utf8,<<1,2,...>>}}]}")).toMatchObject([
      { what: 'gap' },
    ]);
  });
  test('keeps every value that is printed', () => {
    const uint = fc.option(fc.nat({ max: 0xffffffff }), { nil: null });
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(text, uint, fc.uint8Array({ maxLength: 32 }), fc.nat({ max: 0xffff }), (name, size, tag, channel) => {
        const quoted = `<<"${name.replace(/[\\"]/g, '\\$&')}"/utf8>>`;
        const number = size === null ? 'undefined' : `{uint,${size}}`;
        const log = `Channel ${channel} ->\n{'v1_0.open',[{container_id,{utf8,${quoted}}},{max_frame_size,${number}}]}\nChannel 1 <-\n{'v1_0.transfer',[{delivery_tag,{binary,<<${tag.join(',')}>>}}]}`;
        expect(framesOf(rabbitmq, log)).toMatchObject([
          { channel, fields: { 'container-id': name, ...(size === null ? {} : { 'max-frame-size': size }) } },
          { fields: { 'delivery-tag': { $binary: Buffer.from(tag).toString('hex') } } },
        ]);
      }),
    );
  });
  test('of any text does not throw', () => {
    const part = fc.constantFrom(
      'Channel 0 ->\n',
      "{'v1_0.open',",
      "#'v1_0.open'{",
      '[',
      ']',
      '{',
      '}',
      '<<',
      '>>',
      '"',
      "'",
      ',',
      'utf8',
      '/utf8',
      '1',
      '...',
      '|',
      '=',
      '=>',
      '\n',
      '<0.1.0>',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(part, fc.string())),
        (parts) => void entriesOf(rabbitmq, `Channel 0 ->\n{'v1_0.open',${parts.join('')}`),
      ),
    );
  });
});

test('A character and numbers that RabbitMQ prints by their bytes are known', () => {
  const properties = [
    '{{symbol,<<"char">>},{char,<<0,0,32,172>>}}',
    '{{symbol,<<"code">>},{char,97}}',
    '{{symbol,<<"infinity">>},{as_is,130,<<127,240,0,0,0,0,0,0>>}}',
    '{{symbol,<<"float">>},{as_is,114,<<255,128,0,0>>}}',
    '{{symbol,<<"decimal">>},{as_is,116,<<0,0,0,1>>}}',
    '{{symbol,<<"short">>},{as_is,116,<<1>>}}',
    '{{symbol,<<"other">>},{as_is,200,<<1>>}}',
  ];
  const text = `channel 0 ->\n{'v1_0.open',[{container_id,{utf8,<<"c">>}},{properties,{map,[${properties.join(',')}]}}]}\n`;
  const [open] = framesOf(rabbitmq, text);
  expect(open?.fields).toMatchObject({
    properties: {
      $map: [
        ['char', '€'],
        ['code', 'a'],
        ['infinity', { $double: 'inf' }],
        ['float', { $float: '-inf' }],
        ['decimal', { $decimal32: '00000001' }],
      ],
    },
  });
});
