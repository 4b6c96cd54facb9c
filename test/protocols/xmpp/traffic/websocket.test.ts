import { describe, expect, it } from 'vitest';
import { broken } from './conversation.ts';

const framing = 'xmlns="urn:ietf:params:xml:ns:xmpp-framing"';
const opened = [
  `> <open ${framing} to="example.org" version="1.0"/>`,
  `< <open ${framing} from="example.org" id="1" version="1.0"/>`,
];

describe('messages of a WebSocket', () => {
  it('are elements that declare their own namespaces', () => {
    expect(
      broken([
        ...opened,
        '< <stream:features xmlns:stream="http://etherx.jabber.org/streams"/>',
        '> <presence xmlns="jabber:client"/>',
        `> <close ${framing}/>`,
      ]),
    ).toEqual([]);
    expect(broken([...opened, '> <presence/>'])).toEqual(['xmpp/websocket-namespace']);
    expect(broken([...opened, '< <stream:features/>'])).toEqual(['xmpp/websocket-namespace']);
  });

  it('hold one element, and nothing before it', () => {
    expect(broken([...opened, '> <presence xmlns="jabber:client"/><presence xmlns="jabber:client"/>'])).toEqual([
      'xmpp/websocket-message',
    ]);
    expect(broken([...opened, '< <?xml version="1.0"?><presence xmlns="jabber:client"/>'])).toEqual([
      'xmpp/websocket-message',
    ]);
  });

  it('are no tags of a stream', () => {
    expect(
      broken([
        ...opened,
        '< <stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0">',
      ]),
    ).toEqual(['xmpp/websocket-stream']);
    expect(broken([...opened, '> </stream:stream>'])).toEqual(['xmpp/websocket-stream']);
  });
});

it('what crosses a TCP connection is not judged so', () => {
  const header =
    '<?xml version="1.0"?><stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0"';
  expect(
    broken([
      `> ${header} to="example.org">`,
      `< ${header} from="example.org" id="1">`,
      '> <presence/>',
      '< <stream:features/>',
      '> </stream:stream>',
    ]),
  ).toEqual([]);
});
