import { describe, expect, it } from 'vitest';
import { failureText, isLocal, wireFailure } from '../../../client/connections/failures.ts';
import type { WireFailure } from '../../../wire/protocol.ts';

const context = { key: 'romeo', service: 'xmpp://localhost:5222', doing: 'connecting' } as const;
const titles = (failure: WireFailure, more: object = {}): readonly string[] =>
  wireFailure(failure, { ...context, ...more }).steps.map((each) => each.title);

describe('the text of a failure', () => {
  it('says what happened, and what to do', () => {
    const { message, hint } = {
      message: 'The server refused the login (<not-authorized/>)',
      hint: 'Check the password',
    };
    expect(failureText({ code: 'auth', message, hint, server: { condition: 'not-authorized' } })).toBe(
      'The server refused the login (<not-authorized/>). Check the password.',
    );
  });

  it('leaves sentences that end by themselves alone', () => {
    expect(failureText({ code: 'closed', message: 'Gone!', hint: 'Really?' })).toBe('Gone! Really?');
  });
});

describe('the next steps of a failure', () => {
  it('offers another password when it was refused', () => {
    expect(titles({ code: 'auth', message: 'no' })).toEqual(['Edit Password', 'Edit Connection']);
  });

  it('offers to trust an authority only where the failure has one', () => {
    expect(titles({ code: 'tls-untrusted', message: 'no', untrustedCa: 'PEM' })).toEqual([
      'Trust This CA',
      'Edit Connection',
    ]);
    expect(titles({ code: 'tls-untrusted', message: 'no' })).toEqual(['Edit Connection']);
  });

  it('passes the certificate and the connection to the command', () => {
    const [step] = wireFailure({ code: 'tls-untrusted', message: 'no', untrustedCa: 'PEM' }, context).steps;
    expect(step).toEqual({ title: 'Trust This CA', command: 'wireloupe.trustCa', args: ['romeo', 'PEM'] });
  });

  it('offers the playground only where nobody listens on this very machine', () => {
    expect(titles({ code: 'refused', message: 'no' })).toContain('Start Playground');
    expect(titles({ code: 'refused', message: 'no' }, { service: 'xmpp://chat.example.org' })).not.toContain(
      'Start Playground',
    );
  });

  it('offers to connect again when a connection was lost, whatever the reason', () => {
    for (const code of ['closed', 'policy', 'protocol'] as const)
      expect(titles({ code, message: 'no' }, { doing: 'idle' })).toEqual(['Connect Again', 'Show Traffic']);
  });

  it('has a way out for every failure but a cancelled one', () => {
    const codes = [
      'refused',
      'unknown-host',
      'timeout',
      'closed',
      'auth',
      'tls-untrusted',
      'tls',
      'protocol',
      'policy',
      'not-connected',
      'internal',
    ] as const;
    for (const code of codes)
      for (const doing of ['connecting', 'sending'])
        expect(titles({ code, message: 'no' }, { doing }), `${code} ${doing}`).not.toEqual([]);
    expect(titles({ code: 'cancelled', message: 'no' })).toEqual([]);
  });
});

describe('isLocal', () => {
  it.each(['xmpp://localhost:5222', 'amqp://127.0.0.1', 'ws://[::1]:80/x', 'amqp://LOCALHOST/'])(
    'holds for %s',
    (service) => expect(isLocal(service)).toBe(true),
  );
  it.each(['xmpp://localhost.example.org', 'amqp://10.0.0.1', 'xmpp://example.org/localhost'])(
    'does not hold for %s',
    (service) => expect(isLocal(service)).toBe(false),
  );
});
