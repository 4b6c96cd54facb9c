import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignOf } from '../../../protocols/core/foreign.ts';
import { ascii } from '../captures/packets.ts';
import { clientHello, serverHello } from '../captures/tls-hellos.ts';

describe('bytes of another protocol are described by how they begin', () => {
  it.each([
    ['GET /path HTTP/1.1\r\nHost: a\r\n\r\n', 'HTTP request', 'GET /path HTTP/1.1'],
    ['GET /log-in?token=abc123 HTTP/1.1\r\n', 'HTTP request', 'GET /log-in?token=•••••••• HTTP/1.1'],
    ['HTTP/1.1 404 Not Found\r\n', 'HTTP response', 'HTTP/1.1 404 Not Found'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'SSH', 'SSH-2.0-OpenSSH_9.2'],
    ['220 mail.example ESMTP\r\n', 'text', '220 mail.example ESMTP'],
    ['\x16\x03\x01', 'TLS handshake', '3 bytes'],
    ['\x15\x03\x03\0\x02\x02\x28', 'TLS alert', '7 bytes'],
    ['\0\x01\x02', 'foreign', '3 bytes'],
    ['', 'foreign', '0 bytes'],
    ['\x1b[31mred\r\n', 'foreign', '10 bytes'],
  ])('%j', (text, name, summary) => {
    expect(foreignOf(ascii(text))).toEqual({ name, summary });
  });

  it('a hello of TLS tells its version and the name of the server', () => {
    expect(foreignOf(clientHello({ name: 'broker.example', versions: [0x3a3a, 0x0304, 0x0303] }))).toEqual({
      name: 'TLS client hello',
      summary: 'TLS 1.3, for broker.example',
    });
    expect(foreignOf(clientHello({}))).toEqual({ name: 'TLS client hello', summary: 'TLS 1.2' });
    expect(foreignOf(serverHello(0x0304))).toEqual({ name: 'TLS server hello', summary: 'TLS 1.3' });
    expect(foreignOf(serverHello())).toEqual({ name: 'TLS server hello', summary: 'TLS 1.2' });
  });

  it('a hello that is cut anywhere, or broken, tells what it can', () => {
    const hello = clientHello({ name: 'broker.example', versions: [0x0304] });
    fc.assert(
      fc.property(fc.nat(hello.length), fc.nat(hello.length - 1), fc.nat(255), (length, at, byte) => {
        const broken = hello.slice(0, length);
        if (at < length) broken[at] = byte;
        expect(foreignOf(broken).summary).not.toBe('');
      }),
    );
  });
});
