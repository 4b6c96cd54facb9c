import { describe, expect, it } from 'vitest';
import { RestartPolicy } from '../../../client/language/restart.ts';
import { protocolOf, wantsServer } from '../../../client/language/serves.ts';
import { emptyProject } from '../../../protocols/project/index.ts';

describe('a server that ends', () => {
  it('is started again three times', () => {
    const policy = new RestartPolicy();
    expect([0, 1000, 2000, 3000].map((now) => policy.ended(now))).toEqual([true, true, true, false]);
  });

  it('is started again for ever if it ends now and then only', () => {
    const policy = new RestartPolicy();
    for (let i = 0; i < 20; i++) expect(policy.ended(i * 61_000)).toBe(true);
  });

  it('gets all its chances again when the user starts it', () => {
    const policy = new RestartPolicy();
    for (let i = 0; i < 4; i++) policy.ended(i);
    policy.reset();
    expect(policy.ended(5)).toBe(true);
  });
});

describe('the server is wanted', () => {
  const listing = { ...emptyProject, xmpp: { include: ['*.xml'], schemas: [] } };

  it('by files of ours and by wireloupe.json', () => {
    expect(wantsServer({ languageId: 'xmpp', fileName: '/a' }, [])).toBe(true);
    expect(wantsServer({ languageId: 'amqp', fileName: '/a' }, [])).toBe(true);
    expect(wantsServer({ languageId: 'json', fileName: '/w/wireloupe.json' }, [])).toBe(true);
  });

  it('by XML only where a project lists such files', () => {
    expect(wantsServer({ languageId: 'xml', fileName: '/a.xml' }, [emptyProject])).toBe(false);
    expect(wantsServer({ languageId: 'xml', fileName: '/a.xml' }, [emptyProject, listing])).toBe(true);
  });

  it('by nothing else', () => {
    expect(wantsServer({ languageId: 'yaml', fileName: '/a.yaml' }, [listing])).toBe(false);
    expect(wantsServer({ languageId: 'json', fileName: '/w/notwireloupe.json' }, [listing])).toBe(false);
  });
});

describe('protocolOf', () => {
  it('knows what a language is sent as', () =>
    expect(['xmpp', 'xml', 'amqp', 'json'].map(protocolOf)).toEqual(['xmpp', 'xmpp', 'amqp', undefined]));
});
