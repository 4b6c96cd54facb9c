import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../../protocols/core/index.ts';
import { Conversation } from '../../../../protocols/amqp/conversation/index.ts';
import { attach, begin, conversationShows, detach, frameOf, leak, putToken, token, transfers } from '../tokens.ts';

type Step = readonly [Side, Uint8Array];

const header = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0);
const open = frameOf('open', { 'container-id': { type: 'string', value: 'a' } });
const client = (...frames: readonly Uint8Array[]): Step[] => frames.map((bytes) => ['client', bytes]);
const server = (...frames: readonly Uint8Array[]): Step[] => frames.map((bytes) => ['server', bytes]);
const both = [...client(header), ...server(header), ...client(open), ...server(open)];
const session = [...both, ...client(begin()), ...server(begin(0, 0))];
const request = putToken();
const cbs = [
  ...session,
  ...client(attach('cbs', 0, 'sender', 'me', '$cbs'), attach('cbs-reply', 1, 'receiver', '$cbs', 'me')),
  ...server(attach('cbs', 5, 'receiver', 'me', '$cbs'), attach('cbs-reply', 6, 'sender', '$cbs', 'me')),
];

function leaks(steps: readonly Step[], conversation = new Conversation()): string | undefined {
  return leak(conversationShows(steps, conversation).join('\n'));
}

/** Where a message is cut: in the middle of the token, of the properties, everywhere. */
const inToken = request.length - 100;

describe('a token that is sent to $cbs', () => {
  it('is masked in a single transfer, whose properties are shown', () => {
    const shown =
      conversationShows([...cbs, ...client(...transfers(0, 0, request, []))], new Conversation()).at(-1) ?? '';
    expect(leak(shown)).toBeUndefined();
    expect(shown).toContain('put-token');
    expect(shown).toContain('servicebus.windows.net:sastoken');
  });

  it.each([
    ['two', [inToken]],
    ['three', [inToken, inToken + 40]],
    ['two, cut before the token', [request.length - token.length]],
    ['three, cut within the properties', [30, inToken]],
  ])('is masked in %s transfers', (_count, cuts) => {
    expect(leaks([...cbs, ...client(...transfers(0, 0, request, cuts))])).toBeUndefined();
  });

  it('is masked wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: request.length - 1 }), { minLength: 1, maxLength: 4 }),
        (cuts) => {
          const conversation = new Conversation();
          for (const [side, bytes] of cbs) conversation.feed(side, bytes);
          return (
            leaks(
              client(
                ...transfers(
                  0,
                  0,
                  request,
                  cuts.sort((a, b) => a - b),
                ),
              ),
              conversation,
            ) === undefined
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is masked while other links and sessions send in between, on handles of the same number', () => {
    const [one = header, two = header, three = header] = transfers(0, 0, request, [inToken, inToken + 30]);
    const [other = header, rest = header] = transfers(
      3,
      1,
      putToken({ operation: '', body: 'plain text of a message '.repeat(20) }),
      [200],
    );
    const [apart = header, end = header] = transfers(
      0,
      0,
      putToken({ operation: '', body: 'another plain message '.repeat(20) }),
      [200],
      1,
    );
    const steps = [
      ...cbs,
      ...client(attach('q', 3, 'sender', 'me', 'queue'), begin(1)),
      ...server(begin(1, 1)),
      ...client(attach('q2', 0, 'sender', 'me', 'queue', 1)),
      ...client(one, other, apart, two, end, rest, three),
    ];
    const shown = conversationShows(steps, new Conversation());
    expect(leak(shown.join('\n'))).toBeUndefined();
    expect(shown.join('\n')).toContain(Buffer.from('plain text of').toString('hex'));
    expect(shown.join('\n')).toContain(Buffer.from('another plain').toString('hex'));
  });

  it('is masked on a link whose handle had another link before, and that link’s successor is not', () => {
    const plain = transfers(0, 9, putToken({ operation: '', body: 'quite plain '.repeat(30) }), [150]);
    const steps = [
      ...session,
      ...client(
        attach('q', 0, 'sender', 'me', 'queue'),
        ...plain,
        detach(0),
        attach('cbs', 0, 'sender', 'me', '$cbs'),
        ...transfers(0, 10, request, [inToken]),
        detach(0),
        attach('q', 0, 'sender', 'me', 'queue'),
      ),
    ];
    const conversation = new Conversation();
    expect(leaks(steps, conversation)).toBeUndefined();
    const after = conversationShows(
      client(...transfers(0, 11, putToken({ operation: '', body: 'quite plain '.repeat(30) }), [150])),
      conversation,
    );
    expect(after.join('\n')).toContain('quite plain');
  });

  it.each([
    ['with the second transfer', 3],
    ['amid its name', Buffer.from(request).indexOf('put-token') + 4],
    ['behind its name', Buffer.from(request).indexOf('put-token') + 9],
    ['before its type', Buffer.from(request).indexOf('type') - 2],
  ])('is masked on a link to another node, where its properties come %s', (_where, cut) => {
    const toOther = [...session, ...client(attach('q', 0, 'sender', 'me', 'broker-cbs'))];
    for (const cuts of [[cut], [cut, inToken], [2, cut, inToken]]) {
      const conversation = new Conversation();
      expect(
        leaks([...toOther, ...client(...transfers(0, 0, request, cuts))], conversation),
        String(cuts),
      ).toBeUndefined();
      const plain = transfers(0, 1, putToken({ operation: 'read', body: 'quite plain '.repeat(30) }), [3, 200]);
      expect(conversationShows(client(...plain), conversation).join('\n')).toContain(
        Buffer.from('quite plain').toString('hex'),
      );
    }
  });

  it('may be spoken of in a body', () => {
    const speaking = transfers(
      0,
      0,
      putToken({ operation: 'read', body: `how put-token works ${'and works '.repeat(30)}` }),
      [200],
    );
    const shown = conversationShows(
      [...session, ...client(attach('q', 0, 'sender', 'me', 'queue'), ...speaking)],
      new Conversation(),
    );
    expect(shown.join('\n')).toContain(Buffer.from('and works').toString('hex'));
  });

  it('does not make the next delivery secret when it is aborted or its link detached', () => {
    const [first = header] = transfers(0, 0, request, [inToken]);
    const steps = [
      ...session,
      ...client(attach('q', 0, 'sender', 'me', 'queue'), first, detach(0), attach('q', 0, 'sender', 'me', 'queue')),
    ];
    const conversation = new Conversation();
    expect(leaks(steps, conversation)).toBeUndefined();
    expect(
      conversationShows(
        client(...transfers(0, 1, putToken({ operation: '', body: 'hello world' }), [])),
        conversation,
      ).join(),
    ).toContain('hello world');
  });

  it.each([
    ['the client', 'client', 'server', 1],
    ['the server', 'server', 'client', 6],
  ] as const)('is masked in the answer, sent by %s', (_who, _side, _other, handle) => {
    const side = handle === 6 ? server : client;
    expect(
      leaks([
        ...cbs,
        ...side(
          ...transfers(handle, 0, putToken({ operation: '' }), [inToken]),
          ...transfers(handle, 1, putToken({ operation: '' }), []),
        ),
      ]),
    ).toBeUndefined();
  });

  it.each(['$cbs', '$CBS', '/$cbs', 'amqps://bus.example/$cbs', '$cbs/', '$cbs/tenant', 'ns/$cbs?x'])(
    'is masked where the address is %s',
    (address) => {
      expect(
        leaks([
          ...session,
          ...client(
            attach('a', 0, 'sender', undefined, address),
            ...transfers(0, 0, putToken({ operation: '' }), [20, inToken]),
          ),
        ]),
      ).toBeUndefined();
    },
  );

  it('is masked where only the peer’s attach has the address', () => {
    const steps = [
      ...session,
      ...client(attach('a', 0, 'sender', 'me', 'alias')),
      ...server(attach('a', 2, 'receiver', 'me', '$cbs')),
      ...client(...transfers(0, 0, putToken({ operation: '' }), [inToken])),
    ];
    expect(leaks(steps)).toBeUndefined();
  });

  it('is masked on a link to no address, by the address or the operation of its first frame', () => {
    const anonymous = [...session, ...client(attach('a', 0, 'sender', 'me', undefined))];
    expect(
      leaks([...anonymous, ...client(...transfers(0, 0, putToken({ operation: '', to: '$cbs' }), [60]))]),
    ).toBeUndefined();
    expect(
      leaks([...anonymous, ...client(...transfers(0, 0, putToken({ operation: '', to: '$cbs' }), []))]),
    ).toBeUndefined();
    expect(
      leaks([...anonymous, ...client(...transfers(0, 0, putToken({ to: '$cbs' }), [5, inToken]))]),
    ).toBeUndefined();
    expect(
      leaks([...session, ...client(attach('a', 0, 'sender', 'me', 'queue'), ...transfers(0, 0, request, [inToken]))]),
    ).toBeUndefined();
  });

  it('is masked when only a part of the conversation was captured', () => {
    const sent = client(...transfers(0, 0, request, [inToken, inToken + 20]));
    for (const from of [0, 1, 2]) expect(leaks(sent.slice(from), new Conversation({ partial: true }))).toBeUndefined();
    for (const sides of ['client', 'both'] as const) expect(leaks(sent, new Conversation({ sides }))).toBeUndefined();
    expect(leaks([...cbs, ...client(detach(0)), ...sent])).toBeUndefined();
  });

  it('is masked behind a gap, where the handle may have a new link', () => {
    const conversation = new Conversation();
    conversationShows([...session, ...client(attach('q', 0, 'sender', 'me', 'queue'))], conversation);
    conversation.gap('client');
    expect(leaks(client(...transfers(0, 4, putToken({ operation: '' }), [inToken])), conversation)).toBeUndefined();
    expect(leaks(client(...transfers(0, 5, request, [inToken]).slice(1)), conversation)).toBeUndefined();
  });

  it('costs other messages nothing: those of a known link are shown, in one frame or several', () => {
    const plain = putToken({ operation: '', body: 'nothing secret here '.repeat(20) });
    const shown = conversationShows(
      [
        ...session,
        ...client(
          attach('q', 0, 'sender', 'me', 'queue'),
          ...transfers(0, 0, plain, [200]),
          ...transfers(0, 1, plain, []),
        ),
      ],
      new Conversation(),
    ).slice(-3);
    for (const each of shown) expect(each).toMatch(/nothing secret|6e6f7468696e6720736563726574/u);
  });
});

describe('a log-in', () => {
  const sasl = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 3, 1, 0, 0);

  it('is masked where its frame is broken, cut or of the wrong type', () => {
    const secret = 'Zq9XvKu7Lm2Pb4TrWd';
    const binary = { type: 'binary', value: Buffer.from(secret) } as const;
    const init = frameOf('sasl-init', { mechanism: { type: 'symbol', value: 'XOAUTH2' }, 'initial-response': binary });
    const asSasl = init.slice();
    asSasl[5] = 1;
    const wrongSize = asSasl.slice();
    wrongSize[3] = 7;
    const steps = [
      ...client(sasl),
      ...client(
        init,
        asSasl,
        wrongSize,
        asSasl.subarray(0, 30),
        asSasl.subarray(12),
        asSasl.subarray(20),
        Buffer.from(secret),
      ),
    ];
    for (const shown of conversationShows(steps, new Conversation())) expect(leak(shown, secret)).toBeUndefined();
    for (const shown of conversationShows(
      client(init, asSasl, wrongSize, asSasl.subarray(8)),
      new Conversation({ partial: true }),
    ))
      expect(leak(shown, secret)).toBeUndefined();
  });
});
