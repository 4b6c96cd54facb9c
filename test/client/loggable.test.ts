import { describe, expect, it } from 'vitest';
import { describeCertificate } from '../../client/connections/certificate.ts';
import { escapeMarkdown } from '../../client/connections/describe.ts';
import { loggable } from '../../client/loggable.ts';

describe('a message in the log', () => {
  it('cannot pass for another line, nor change how the log looks', () => {
    expect(loggable('The server said: x\n2026-01-01 00:00:00.000 [info] romeo is connected\r\n\x1b[2J\u202eend')).toBe(
      'The server said: x\n    2026-01-01 00:00:00.000 [info] romeo is connected\n    \\x1b[2J\\u202eend',
    );
  });

  it('keeps the stack of an error readable', () => {
    expect(loggable('Error: x\n    at a (b.js:1:1)')).toBe('Error: x\n        at a (b.js:1:1)');
  });
});

describe('a secret in a message', () => {
  it('is not in the log', () => {
    expect(
      loggable(
        'GET wss://romeo:Zq9Xk7Lm@host/ws?access_token=Zq9Xk7Lm failed\nAuthorization: Bearer Zq9Xk7Lm\nSet-Cookie: a=Zq9Xk7Lm',
      ),
    ).not.toContain('Zq9');
  });
});

describe('what is shown of a peer elsewhere', () => {
  it('is one line of a tooltip', () => expect(escapeMarkdown('a\n\u202eb\x9b')).toBe('a \\\\u202eb\\\\x9b'));

  it('a certificate forges no line of its description', () => {
    const facts = {
      subject: 'CN=a\nO=b\rValid: for ever\u2028SHA-256: 00\u202e',
      issuer: 'CN=c',
      validFrom: 'x',
      validTo: 'y',
      fingerprint256: 'AA',
    };
    expect(describeCertificate(facts).split(/[\n\r\u2028]/u)).toEqual([
      'Subject: CN=a, O=b\\rValid: for ever\\u2028SHA-256: 00\\u202e',
      'Signed by: CN=c',
      'Valid: x to y',
      'SHA-256: AA',
    ]);
  });
});
