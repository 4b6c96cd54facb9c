import { describe, expect, it } from 'vitest';
import { WireError } from '../../../wire/failures.ts';
import { isLoopback } from '../../../protocols/project/index.ts';
import { parseService } from '../../../wire/net/service.ts';

describe('a service address', () => {
  it.each([
    ['xmpp://example.org', 'xmpp', 'tcp', 'starttls', 'example.org', 5222],
    ['xmpps://example.org', 'xmpp', 'tcp', 'direct', 'example.org', 5223],
    ['amqp://127.0.0.1:15672', 'amqp', 'tcp', 'none', '127.0.0.1', 15672],
    ['amqps://[::1]', 'amqp', 'tcp', 'direct', '::1', 5671],
    ['wss://example.org/ws', 'xmpp', 'websocket', 'direct', 'example.org', 443],
    ['http://localhost:5280/http-bind', 'xmpp', 'bosh', 'none', 'localhost', 5280],
  ] as const)('%s is taken apart', (address, protocol, transport, tls, host, port) => {
    expect(parseService(address, protocol)).toMatchObject({ transport, tls, host, port });
  });

  it.each([
    ['localhost:5222', 'xmpp'],
    ['', 'xmpp'],
    ['amqp://localhost', 'xmpp'],
    ['xmpp://localhost', 'amqp'],
    ['http://localhost', 'amqp'],
    ['xmpp:///path', 'xmpp'],
  ] as const)('%s does not do for %s, and the hint says what does', (address, protocol) => {
    let failure: unknown;
    try {
      parseService(address, protocol);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(WireError);
    expect((failure as WireError).failure.hint).toContain(`${protocol}:`);
  });

  it('knows this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.0.1', '::1', 'a.localhost'])
      expect(isLoopback(host)).toBe(true);
    for (const host of ['example.org', '10.0.0.1', '127.0.0.1.example.org', 'localhost.example.org', '128.0.0.1'])
      expect(isLoopback(host)).toBe(false);
  });
});
