import { describe, expect, it } from 'vitest';
import { WireError } from '../../wire/failures.ts';
import { chooseMechanism, type SaslChoice } from '../../wire/sasl.ts';
import { scramFinal } from '../playground/xmpp/login.ts';

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
    const sasl = chooseMechanism({
      ...romeo,
      offered: ['PLAIN'],
      credentials: { username: 'römeo', password: 'gehéim' },
    });
    expect(Buffer.from(sasl.initial()).toString('utf8')).toBe('\0römeo\0gehéim');
  });

  it('is anonymous only without a user', () => {
    const offered = ['ANONYMOUS', 'PLAIN'];
    expect(chooseMechanism({ ...romeo, offered, credentials: {} }).mechanism).toBe('ANONYMOUS');
    expect(chooseMechanism({ ...romeo, offered }).mechanism).toBe('PLAIN');
    expect(failureOf({ ...romeo, offered: ['PLAIN'], credentials: {} }).failure.hint).toContain('user');
  });

  it('uses the client certificate where there is no password', () => {
    const offered = ['EXTERNAL', 'PLAIN'];
    expect(
      chooseMechanism({ ...romeo, offered, credentials: { username: 'romeo' }, clientCertificate: true }).mechanism,
    ).toBe('EXTERNAL');
    expect(failureOf({ ...romeo, offered, credentials: { username: 'romeo' } }).failure.message).toContain('password');
  });

  it('refuses an exchange that goes on after its only step', async () => {
    await expect(chooseMechanism({ ...romeo, wanted: 'PLAIN' }).respond(new Uint8Array(0))).rejects.toThrow(
      /challenge/u,
    );
  });

  it('does not take a success of SCRAM without the server’s proof', () => {
    expect(() => chooseMechanism(romeo).succeed(undefined)).toThrow(/could not prove/u);
  });

  it('does not take challenges without end', async () => {
    const sasl = chooseMechanism({ ...romeo, wanted: 'SCRAM-SHA-1' });
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const bare = Buffer.from(sasl.initial()).toString().slice('n,,'.length);
    const challenge = `${/r=.*/u.exec(bare)?.[0] ?? ''}server,s=QSXCR+Q6sek8bf92,i=4096`;
    const answer = Buffer.from(await sasl.respond(bytes(challenge))).toString();
    const { signature } = scramFinal('sha1', 'secret', bare, challenge);
    expect(answer).toContain(',p=');
    await expect(sasl.respond(bytes(`v=${signature}`))).resolves.toHaveLength(0);
    await expect(sasl.respond(bytes(`v=${signature}`))).rejects.toThrow(/one more challenge/u);
  });

  it('does not take a challenge that is not UTF-8', async () => {
    const sasl = chooseMechanism(romeo);
    await expect(sasl.respond(Uint8Array.of(0x72, 0x3d, 0xff))).rejects.toThrow(/not UTF-8/u);
  });

  it('shows the beginning of an endless offer', () => {
    expect(
      failureOf({ ...romeo, offered: Array.from({ length: 100_000 }, (_none, i) => `X-${i}`) }).failure.message.length,
    ).toBeLessThan(1000);
  });
});
