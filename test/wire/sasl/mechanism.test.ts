import { describe, expect, it } from 'vitest';
import { WireError } from '../../../wire/failures.ts';
import { chooseMechanism, type SaslChoice } from '../../../wire/sasl/mechanism.ts';

const romeo: SaslChoice = {
  offered: ['PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256'],
  credentials: { username: 'romeo', password: 'secret' },
  plainAllowed: true,
  clientCertificate: false,
  target: 'localhost:5222',
};

function failureOf(choice: SaslChoice): WireError {
  try {
    chooseMechanism(choice);
  } catch (error) {
    if (error instanceof WireError) return error;
  }
  throw new Error('a WireError was expected');
}

describe('choosing a SASL mechanism', () => {
  it('takes the strongest, whatever the order of the offer', () => {
    expect(chooseMechanism(romeo).mechanism).toBe('SCRAM-SHA-256');
    expect(chooseMechanism({ ...romeo, offered: ['SCRAM-SHA-1', 'PLAIN'] }).mechanism).toBe('SCRAM-SHA-1');
  });

  it('takes the one that the profile insists on', () => {
    expect(chooseMechanism({ ...romeo, wanted: 'PLAIN' }).mechanism).toBe('PLAIN');
  });

  it('fails when that one is not offered, and says what is', () => {
    const { failure } = failureOf({ ...romeo, wanted: 'EXTERNAL' });
    expect(failure.code).toBe('auth');
    expect(failure.message).toContain('PLAIN, SCRAM-SHA-1, SCRAM-SHA-256');
  });

  it('never sends a password in clear over the network', () => {
    const { failure } = failureOf({ ...romeo, offered: ['PLAIN'], plainAllowed: false });
    expect(failure.code).toBe('policy');
    expect(failure.hint).toContain('TLS');
    expect(failureOf({ ...romeo, wanted: 'PLAIN', plainAllowed: false }).failure.code).toBe('policy');
  });

  it('writes PLAIN in UTF-8', () => {
    const sasl = chooseMechanism({ ...romeo, offered: ['PLAIN'], credentials: { username: 'römeo', password: 'gehéim' } });
    expect(Buffer.from(sasl.initial() ?? []).toString('utf8')).toBe('\0römeo\0gehéim');
  });

  it('is anonymous only without a user', () => {
    const offered = ['ANONYMOUS', 'PLAIN'];
    expect(chooseMechanism({ ...romeo, offered, credentials: {} }).mechanism).toBe('ANONYMOUS');
    expect(chooseMechanism({ ...romeo, offered }).mechanism).toBe('PLAIN');
    expect(failureOf({ ...romeo, offered: ['PLAIN'], credentials: {} }).failure.hint).toContain('user');
  });

  it('uses the client certificate where there is no password', () => {
    const offered = ['EXTERNAL', 'PLAIN'];
    expect(chooseMechanism({ ...romeo, offered, credentials: { username: 'romeo' }, clientCertificate: true }).mechanism).toBe('EXTERNAL');
    expect(failureOf({ ...romeo, offered, credentials: { username: 'romeo' } }).failure.message).toContain('password');
  });

  it('refuses an exchange that goes on after its only step', async () => {
    await expect(chooseMechanism({ ...romeo, wanted: 'PLAIN' }).respond(new Uint8Array(0))).rejects.toThrow(/challenge/u);
  });

  it('does not take a success of SCRAM without the server’s proof', () => {
    expect(() => chooseMechanism(romeo).succeed(undefined)).toThrow(/could not prove/u);
  });
});
