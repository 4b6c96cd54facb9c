import { describe, expect, test } from 'vitest';
import { ejabberd } from '../../../../../protocols/captures/logs/xmpp/ejabberd.ts';
import { readBy } from './printed.ts';

describe('ejabberd’s log', () => {
  test('has several connections, each by its process', () => {
    const text = String.raw`2026-11-30 10:00:00.000000+00:00 [debug] <0.5.0>@xmpp_socket:send:283 (tls|<0.5.0>) Send XML on stream = <<"<a h=\"1\"/>">>
2026-11-30 10:00:00.000000+00:00 [debug] <0.6.0>@xmpp_socket:parse:523 (tcp|<0.6.0>) Received XML on stream = <<>>
2026-11-30 10:00:00.000000+00:00 [debug] <0.6.0>@xmpp_socket:parse:523 (tcp|<0.6.0>) Received XML on stream = <<"<r/>">>`;
    expect(ejabberd.recognises(text.split('\n')[0] ?? '', '')).toBe(true);
    expect(readBy(ejabberd, text)).toEqual([' > <a h="1"/>'.trim(), '<0.6.0> < <r/>']);
  });
  test('has a process that receives and one that sends in old versions', () => {
    const text = `2014-09-21 04:49:25.713 [debug] <0.2.0>@ejabberd_receiver:process_data:343 Received XML on stream = <<"<r/>">>
2014-09-21 04:49:25.714 [debug] <0.3.0>@ejabberd_c2s:send_text:1822 Send XML on stream = <<"<a/>">>
2014-09-21 04:49:25.714 [debug] <0.2.0>@ejabberd_receiver:process_data:343 Received XML on stream = <<"<r/>">>`;
    expect(readBy(ejabberd, text)).toEqual(['<0.2.0> < <r/>', '<0.2.0> > <a/>', '<0.2.0> < <r/>']);
  });
  test.each([
    ['UTF-8 as bytes', String.raw`<<"<message><body>cafÃ©</body></message>">>`],
    ['UTF-8 with escapes', String.raw`<<"<message><body>caf\303\251</body></message>">>`],
    ['characters', '<<"<message><body>café</body></message>"/utf8>>'],
    ['numbers', `<<${[...new TextEncoder().encode('<message><body>café</body></message>')].join(',')}>>`],
    ['a list', '["<message>",[<<"<body>caf">>,233,"</body>"],"</message>"]'],
    ['several lines', '<<"<message><body>"\n   "café"/utf8,\n "</body></message>">>'],
    ['raw text between quotes', '"<message><body>café</body></message>"'],
  ])('writes %s', (_name, term) => {
    expect(readBy(ejabberd, `10:00:00.000 [debug] (tcp|<0.5.0>) Send XML on stream = ${term}`)).toEqual([
      '> <message><body>café</body></message>',
    ]);
  });
  test('cuts long terms', () => {
    expect(readBy(ejabberd, `(tcp|<0.5.0>) Send XML on stream = <<"<message to='a@b'><bo"...>>`)).toEqual([
      "> <message to='a@b'><bo (cut)",
    ]);
  });
});

test('A string of many characters in quotes is read', () => {
  const text = `D(<0.353.0>:x:1) : Received XML on stream = "<message><body>${'a'.repeat(12_000_000)}</body></message>"`;
  expect(readBy(ejabberd, text).map((unit) => unit.length)).toEqual([
    12_000_000 + '<0.353.0> < <message><body></body></message>'.length,
  ]);
});
