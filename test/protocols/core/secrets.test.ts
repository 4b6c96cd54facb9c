import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksSecret, maskIssues, maskSecrets, secretBytes } from '../../../protocols/core/index.ts';

const secret = 'Zq9Xk7Lm2Pb4';

describe('secrets that are known by how they are written', () => {
  it.each([
    ['a header that authenticates', `GET / HTTP/1.1\r\nAuthorization: Basic ${secret}\r\nHost: a\r\n\r\n`, 'Host: a'],
    ['one for a proxy', `Proxy-Authorization: Bearer ${secret}\r\nHost: a`, 'Host: a'],
    ['cookies', `COOKIE: session=${secret}; theme=dark\r\nHost: a`, 'Host: a'],
    [
      'cookies of a server',
      `HTTP/1.1 101 Switching Protocols\r\nSet-Cookie: sid=${secret}; HttpOnly\r\nUpgrade: websocket`,
      'Upgrade: websocket',
    ],
    ['a header without a space', `authorization:${secret}`, 'authorization:'],
    ['a header that its line’s end is missing of', `x-api-key: ${secret}`, 'x-api-key'],
    ['a token in an address', `wss://host/ws?access_token=${secret}&room=a`, '&room=a'],
    ['a token in XML', `<x url="https://a/b?x=1&amp;token=${secret}&amp;y=2"/>`, '&amp;y=2'],
    ['a token with characters by number', `<x url="https://a/?token=Zq&#x39;Xk7Lm2Pb4"/>`, '"/>'],
    [
      'a shared access signature',
      `SharedAccessSignature sr=amqp%3a%2f%2fhost&sig=${secret}%3D&se=1&skn=RootManage`,
      '',
    ],
    [
      'its key in a connection string',
      `Endpoint=sb://host/;SharedAccessKeyName=Root;SharedAccessKey=${secret}=;EntityPath=q`,
      'EntityPath=q',
    ],
    ['the password in an address', `amqp://guest:${secret}@localhost:5672/vhost`, '@localhost:5672/vhost'],
    [
      'a password that holds what it may not',
      `the service amqps://user:a/b@${secret}:c@host is wrong`,
      '@host is wrong',
    ],
    ['a member of JSON', `{"client_secret" : "${secret}\\"x", "a": 1}`, '"a": 1'],
    ['one whose end is missing', `{"access_token":"${secret}`, 'access_token'],
    ['a bearer', `denied for Bearer ${secret} at host`, ' at host'],
    ['a JSON Web Token', `the token eyJhbGciOiJIUzI1NiJ9.eyJ${secret}.c2ln expired`, ' expired'],
    ['a pair of a log', `connect user=romeo password=${secret} host=a`, ' host=a'],
    ['a room’s password in an address', `xmpp:room@host?join;password=${secret}`, 'room@host?join'],
  ])('%s is masked, and what is beside it is not', (_what, text, beside) => {
    const shown = maskSecrets(text);
    for (let at = 0; at + 4 <= secret.length; at++) expect(shown).not.toContain(secret.slice(at, at + 4));
    expect(shown).toContain(beside);
    const bytes = Buffer.from(`é ${text}`);
    for (const [start, end] of secretBytes(bytes)) bytes.fill(0x2a, start, end);
    expect(bytes.toString()).not.toContain(secret.slice(4));
  });

  it.each([
    'Basic authentication is not offered',
    'http://localhost:5280/ws',
    'xmpp://host:5222 asks romeo@host',
    'The token is missing.',
    'amqp://guest@localhost',
    'a=b&c=d',
    'mailto:a@b',
    'key: value',
    'delivery-tag 0x01',
    'https://a/b?page=2#token',
    'The password was refused',
    'cookies are small',
    'romeo@localhost/Bearer of news',
  ])('%s has none', (text) => expect(maskSecrets(text)).toBe(text));

  it('are masked twice as they are once, and never throw', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
            fc.constantFrom(
              'token=',
              '://',
              ':',
              '@',
              '&',
              '?sig=',
              '"password":"',
              'Cookie: ',
              'Bearer ',
              'eyJ',
              '.',
              '\r\n',
            ),
          ),
        }),
        (text) => maskSecrets(maskSecrets(text)).length <= maskSecrets(text).length + 8 * text.length,
      ),
    );
  });

  it.each([
    ['a-', 500_000],
    ['a://', 250_000],
    ['a://:', 200_000],
    ['ab://:', 600_000],
    ['ab://:@', 300_000],
    ['://a:', 200_000],
    ['eyJaaaaaa-', 100_000],
    ['eyJaaaaaa.', 100_000],
    ['"token"', 150_000],
    ['token', 200_000],
    ['?token', 200_000],
    [' bearer a', 100_000],
    ['authorization:', 80_000],
    ['&', 1_000_000],
    ['&#', 500_000],
    ['cookie: ', 120_000],
    ['x.', 500_000],
    ['?sig=', 200_000],
  ])('are looked for in megabytes of %j in little time', (part, count) => {
    const from = performance.now();
    maskSecrets(part.repeat(count));
    // Quadratic time would be minutes.
    expect(performance.now() - from).toBeLessThan(20_000);
  });

  it.each([
    ['"token":"', 'a'],
    ['"token":"', '\\a'],
    ['token=', 'a'],
    ['Bearer 1', 'a'],
    ['eyJhbGciOi.eyJzdWIi.', 'a'],
  ])('are masked whole behind %j, however many %j they have', (begin, part) => {
    // A regular expression that repeats something so often takes more than the engine's stack.
    const whole = `${begin}${part.repeat((8 << 20) / part.length)}`;
    expect(maskSecrets(`${whole} end`)).toHaveLength(maskSecrets(`${begin}${part.repeat(8)} end`).length);
  });

  it('are told by a key', () => {
    for (const key of [
      'password',
      'API_TOKEN',
      'clientSecret',
      'pwd',
      'authorization',
      'Set-Cookie',
      'x-api-key',
      'SharedAccessKey',
    ])
      expect(looksSecret(key)).toBe(true);
    for (const key of ['operation', 'name', 'key', 'author', 'cookies', 'passage'])
      expect(looksSecret(key)).toBe(false);
  });

  it('are not quoted by a finding at their place', () => {
    const issue = (offset: number, length: number) => ({
      offset,
      length,
      message: `The text of <auth> must be base64, not “${secret}”” here” `,
    });
    const [hit, miss, empty] = maskIssues([issue(5, 3), issue(20, 2), issue(7, 0)], [[6, 12]]);
    expect(hit?.message).not.toContain('Zq9');
    expect(empty?.message).not.toContain('Zq9');
    expect(miss?.message).toContain(secret);
  });
});
