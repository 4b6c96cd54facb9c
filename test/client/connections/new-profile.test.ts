import { describe, expect, it } from 'vitest';
import { caFile, describeCertificate } from '../../../client/connections/certificate.ts';
import {
  accountProblem,
  nameProblem,
  newProfile,
  serviceProblem,
  suggestedName,
} from '../../../client/connections/new-profile.ts';
import { changed, newProjectText, putConnection } from '../../../client/project/edits.ts';
import { parseProject, suggestedService } from '../../../protocols/project/index.ts';

describe('the New Connection dialogue', () => {
  it.each([
    ['xmpp', 'xmpps://chat.example:5223'],
    ['xmpp', 'wss://chat.example/ws'],
    ['amqp', 'amqps://[::1]:5671'],
  ] as const)('takes %s at %s', (protocol, service) => {
    expect(serviceProblem(protocol, service)).toBeUndefined();
  });

  it.each([
    ['xmpp', 'localhost:5222', /scheme/],
    ['xmpp', 'amqp://localhost', /Unsupported scheme “amqp:” for XMPP/],
    ['amqp', 'amqp://guest:guest@localhost', /account out/],
    ['amqp', 'amqp://local host:x', /Invalid address|scheme/],
  ] as const)('refuses %s at %s, and says why', (protocol, service, why) =>
    expect(serviceProblem(protocol, service)).toMatch(why),
  );

  it('takes JIDs, and refuses what is none', () => {
    expect(accountProblem('xmpp', 'romeo@localhost/bench')).toBeUndefined();
    expect(accountProblem('xmpp', 'localhost')).toBeUndefined();
    expect(accountProblem('xmpp', '')).toMatch(/domainpart is empty/);
    expect(accountProblem('xmpp', 'romeo@@localhost')).toMatch(/“@” is not allowed in the domainpart/);
    expect(accountProblem('xmpp', 'romeo@local..host')).toMatch(/empty label/);
    expect(accountProblem('amqp', 'any thing')).toBeUndefined();
  });

  it('refuses names that are taken or that a file cannot hold', () => {
    expect(nameProblem('romeo', ['romeo'])).toMatch(/already/);
    expect(nameProblem('two words', [])).toMatch(/spaces/);
    expect(nameProblem('romeo', [])).toBeUndefined();
  });

  it('suggests a name that is free', () => {
    expect(
      suggestedName({ protocol: 'xmpp', service: 'xmpp://a', account: 'romeo@localhost' }, ['romeo', 'romeo-2']),
    ).toBe('romeo-3');
    expect(suggestedName({ protocol: 'amqp', service: 'amqp://broker.example:5672', account: '' }, [])).toBe(
      'broker.example',
    );
  });

  it('makes profiles that the project’s own reader takes', () => {
    for (const [protocol, account] of [
      ['xmpp', 'romeo@localhost'],
      ['amqp', 'guest'],
      ['amqp', ''],
    ] as const) {
      const profile = newProfile({ protocol, service: suggestedService[protocol], account });
      const { project, diagnostics } = parseProject(
        changed(newProjectText, putConnection(newProjectText, 'new', profile)),
      );
      expect(diagnostics, `${protocol} ${account}`).toEqual([]);
      expect(project.connections.new).toEqual(profile);
    }
  });
});

describe('a certificate authority that is to be trusted', () => {
  it('is kept under a name that stays in its folder', () => {
    expect(caFile('romeo')).toBe('.wireloupe/romeo-ca.pem');
    expect(caFile('../../etc/x')).toBe('.wireloupe/__.._etc_x-ca.pem');
  });

  it('is shown with its fingerprint', () => {
    const facts = { subject: 'CN=a\nO=b', issuer: 'CN=a\nO=b', validFrom: 'x', validTo: 'y', fingerprint256: 'AB:CD' };
    expect(describeCertificate(facts)).toBe('Subject: CN=a, O=b\nSigned by: itself\nValid: x to y\nSHA-256: AB:CD');
  });
});
