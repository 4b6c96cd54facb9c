import { describe, expect, it } from 'vitest';
import { folderOf, wireloupe } from './terminal.ts';

describe('encode', () => {
  it('writes exactly the bytes, variables filled in', async () => {
    const cwd = await folderOf({
      'a.amqp.yaml': '- header: amqp\n- open: { container-id: "{{who}}" }\n',
      'wireloupe.json': '{"environments":{"local":{"who":"me"},"ci":{"who":"you"}}}',
    });
    const { code, bytes, said } = await wireloupe(['encode', 'a.amqp.yaml'], { cwd });
    expect([code, said]).toEqual([0, '']);
    expect(bytes.subarray(0, 8).toString('hex')).toBe('414d515000010000');
    expect(bytes.toString('latin1')).toContain('me');
    expect((await wireloupe(['encode', '--env', 'ci', 'a.amqp.yaml'], { cwd })).bytes.toString('latin1')).toContain(
      'you',
    );
  });

  it('reads the environment for {{$env NAME}}', async () => {
    const cwd = await folderOf({ 'a.amqp.yaml': '- open: { container-id: "{{$env WHO}}" }\n' });
    expect(
      (await wireloupe(['encode', 'a.amqp.yaml'], { cwd, env: { WHO: 'somebody' } })).bytes.toString('latin1'),
    ).toContain('somebody');
    expect((await wireloupe(['encode', 'a.amqp.yaml'], { cwd })).code).toBe(1);
  });

  it('encodes mistakes against the protocol as they stand, and tells of them', async () => {
    const cwd = await folderOf({ 'a.amqp.yaml': '- open: {}\n' });
    const { code, bytes, said } = await wireloupe(['encode', 'a.amqp.yaml'], { cwd });
    expect(code).toBe(0);
    expect(bytes.length).toBeGreaterThan(8);
    expect(said).toMatch(/^a\.amqp\.yaml:1:\d+: error: .*container-id/u);
  });

  it.each([
    ['an unknown variable', '- open: { container-id: "{{nobody}}" }\n', /nobody/u],
    ['an unknown field', '- open: { container-di: x }\n', /container-di/u],
    ['broken YAML', '- open: { container-id: [\n', /a\.amqp\.yaml:\d+/u],
    [
      'a value of an answer',
      '- open: { container-id: a }\n- set: { peer: container-id }\n- begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }\n- attach: { name: "{{peer}}", handle: 0, role: sender }\n',
      /peer/u,
    ],
    ['a managed step', '- send: { to: q, message: { body: { value: 1 } } }\n', /send: step has no bytes/u],
  ])('writes nothing for %s, and says where it is', async (_what, text, message) => {
    const cwd = await folderOf({ 'a.amqp.yaml': text });
    const { code, bytes, said } = await wireloupe(['encode', 'a.amqp.yaml'], { cwd });
    expect(code).toBe(1);
    expect(bytes.length).toBe(0);
    expect(said).toMatch(message);
  });

  it.each(['', '# nothing\n', 'frames: []\n', '---\n'])('says that there is nothing to encode in %j', async (text) => {
    const cwd = await folderOf({ 'a.amqp.yaml': text });
    const { code, bytes, said } = await wireloupe(['encode', 'a.amqp.yaml'], { cwd });
    expect([code, bytes.length, said]).toEqual([2, 0, 'wireloupe: a.amqp.yaml contains no frames to encode.']);
  });
});
