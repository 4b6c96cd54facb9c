import { describe, expect, it } from 'vitest';
import { failureOf, listen, testWire, valueOf } from './fake.ts';

const anyPorts = { amqpPort: 0, xmppPort: 0, wsPort: 0 };

describe('the playground inside wire', () => {
  it('runs once, whoever asks, until it is stopped', async () => {
    const wire = testWire();
    const first = valueOf(await wire.startPlayground(anyPorts));
    expect(valueOf(await wire.startPlayground(anyPorts))).toEqual(first);
    expect(
      valueOf(await wire.connect({ name: 'broker', profile: { protocol: 'amqp', service: first.amqp } })).state,
    ).toBe('connected');
    await wire.disconnect('broker');
    await wire.stopPlayground();
    await wire.stopPlayground();
    expect(
      failureOf(await wire.connect({ name: 'broker', profile: { protocol: 'amqp', service: first.amqp } })).code,
    ).toBe('refused');
  });

  it('says which port is taken, and can be started on another', async () => {
    const port = await listen(() => undefined);
    const wire = testWire();
    const failure = failureOf(await wire.startPlayground({ ...anyPorts, xmppPort: port }));
    expect(failure.message).toContain(String(port));
    expect(failure.code).not.toBe('internal');
    expect(valueOf(await wire.startPlayground(anyPorts)).amqp).toMatch(/^amqp:/u);
  });

  it('ends with wire', async () => {
    const wire = testWire();
    const { amqp } = valueOf(await wire.startPlayground(anyPorts));
    await wire.dispose();
    expect(
      failureOf(await testWire().connect({ name: 'broker', profile: { protocol: 'amqp', service: amqp } })).code,
    ).toBe('refused');
  });
});
