import { noProject } from '../../protocols/core/index.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWire, type WireHost } from '../../wire/host.ts';
import { bundleWorker } from '../bundles.ts';
import { answering, cleanUp, closedPort, failureOf, listen } from './fake.ts';

let folder: string;
let workerPath: string;
/** A worker that fails as soon as it is asked anything. */
let crashingPath: string;
/** A worker that is busy for ever as soon as it is asked anything. */
let stuckPath: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wireloupe-worker-'));
  workerPath = join(folder, 'wire.cjs');
  crashingPath = join(folder, 'crash.cjs');
  await bundleWorker(workerPath);
  stuckPath = join(folder, 'stuck.cjs');
  await writeFile(stuckPath, "require('node:worker_threads').parentPort.on('message', () => { for (;;); });");
  await writeFile(
    crashingPath,
    "require('node:worker_threads').parentPort.on('message', () => { throw new Error('planned'); });",
  );
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

function host(path = workerPath): WireHost {
  const wire = startWire({ workerPath: path, timeouts: { tcp: 500, tls: 300, login: 300, close: 100 } });
  cleanUp(() => wire.dispose());
  return wire;
}

const romeo = (port: number) =>
  ({
    name: 'romeo',
    profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost' },
  }) as const;

describe('wire in its worker', () => {
  it('answers requests, and tells of connections and of traffic', async () => {
    const wire = host();
    const states: string[] = [];
    wire.on('connectionChanged', (info) => states.push(info.state));
    let changed: unknown;
    wire.on('changed', (counts) => (changed = counts));
    expect(failureOf(await wire.connect(romeo(await answering('HTTP/1.1 400 Bad Request\r\n\r\n')))).code).toBe(
      'protocol',
    );
    expect(states).toEqual(['connecting', 'failed']);
    const { rows, counts } = await wire.rows({ filter: {}, from: 0, count: 10 });
    expect(rows[0]).toMatchObject({ seq: 1, side: 'client', name: 'stream' });
    expect(counts.kept).toBe(rows.length);
    // The first change may be told before the last unit was recorded.
    await expect.poll(() => changed).toMatchObject({ matching: rows.length });
    const unit = await wire.unit({ seq: 1 });
    expect(unit?.bytes).toBeInstanceOf(Uint8Array);
    expect(await wire.indexOf({ seq: 1, filter: {} })).toBe(0);
    await wire.clear();
    expect(await wire.unit({ seq: 1 })).toBeNull();
  });

  it('is told what the project of a connection defines, and tells that rows may have changed', async () => {
    const wire = host();
    const header =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' xmlns:s='urn:example:sensor:1' version='1.0'>";
    await wire.connect(romeo(await answering(`${header}<message><s:reading/></message>`)));
    const messages = async () => (await wire.rows({ filter: { text: 'name:message' }, from: 0, count: 1 })).rows;
    const [row] = await messages();
    expect(row?.state).toBeUndefined();
    expect((await wire.unit({ seq: row!.seq }))?.context.namespaces).toEqual([['s', 'urn:example:sensor:1']]);
    const changed = new Promise((resolve) => wire.on('changed', resolve));
    const schema =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:complexType><xs:attribute name="at" use="required"/></xs:complexType></xs:element></xs:schema>';
    await wire.setProjectContext({ connection: 'romeo', project: { ...noProject, xmppSchemas: [schema] } });
    await changed;
    expect((await messages())[0]?.state).toBe('error');
  });

  it('passes on that a request was cancelled', async () => {
    const wire = host();
    const controller = new AbortController();
    const port = await listen((socket) => socket.once('data', () => controller.abort()));
    const sending = wire.send(
      {
        connection: 'x',
        profile: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}` },
        payload: { kind: 'amqp-frames', frames: [Buffer.from('AMQP')] },
        timeout: 5000,
      },
      controller.signal,
    );
    expect(failureOf(await sending).code).toBe('cancelled');
  });

  it('does not start its worker before somebody needs it', async () => {
    const wire = host('/no/such/worker.cjs');
    expect(await wire.connections()).toEqual([]);
    await wire.stopPlayground();
  });

  it('says so when the worker fails, answers what was asked with a failure, and starts again', async () => {
    const wire = host(crashingPath);
    const words: string[] = [];
    wire.onCrash((message) => words.push(message));
    const failure = failureOf(await wire.connect(romeo(await closedPort())));
    expect(failure).toMatchObject({ code: 'stopped', message: expect.stringContaining('planned') as string });
    expect(words).toHaveLength(1);
    expect(words[0]).toContain('planned');
    expect(failureOf(await wire.connect(romeo(await closedPort()))).code).toBe('stopped');
    expect(words).toHaveLength(2);
  });

  it('is not started again when it fails again and again', async () => {
    const wire = host(crashingPath);
    let crashes = 0;
    wire.onCrash(() => crashes++);
    for (let i = 0; i < 8; i++) await wire.connect(romeo(1));
    expect(crashes).toBe(5);
    expect(failureOf(await wire.connect(romeo(1))).message).toContain('Try again in 60 s');
  });

  describe('that is stuck', () => {
    const stuck = (): { readonly wire: WireHost; readonly words: string[] } => {
      const wire = startWire({
        workerPath: stuckPath,
        patience: 500,
        timeouts: { tcp: 100, tls: 100, login: 100, close: 100 },
      });
      cleanUp(() => wire.dispose());
      const words: string[] = [];
      wire.onCrash((message) => words.push(message));
      return { wire, words };
    };
    const script = {
      connection: 'x',
      profile: { protocol: 'amqp', service: 'amqp://127.0.0.1:1' },
      payload: { kind: 'amqp-frames', frames: [Buffer.from('AMQP')] },
    } as const;

    it('is ended when a request has run out of time, and says so', async () => {
      const { wire, words } = stuck();
      expect(failureOf(await wire.send({ ...script, timeout: 100 }))).toMatchObject({
        code: 'stopped',
        message: expect.stringContaining('did not react for 0.5 s') as string,
      });
      expect(words).toEqual([expect.stringContaining('starts again when you connect') as string]);
    });

    it('is ended when a request is cancelled', async () => {
      const { wire, words } = stuck();
      const controller = new AbortController();
      const sending = wire.send({ ...script, timeout: 3_600_000 }, controller.signal);
      controller.abort();
      expect(failureOf(await sending).code).toBe('cancelled');
      expect(words).toHaveLength(1);
    });

    it('is ended when a connection that it holds is to be closed', async () => {
      const { wire, words } = stuck();
      const connecting = wire.send({ ...script, timeout: 3_600_000 });
      const following = wire.conversation({ name: 'x' });
      const listing = wire.connections();
      await wire.disconnect('x');
      expect(await following).toBeNull();
      expect(await listing).toEqual([]);
      expect(failureOf(await connecting).code).toBe('stopped');
      expect(words).toHaveLength(1);
    });

    it('does not keep the host from ending', async () => {
      const { wire, words } = stuck();
      const sending = wire.send({ ...script, timeout: 3_600_000 });
      await wire.dispose();
      expect(failureOf(await sending).code).toBe('stopped');
      expect(words).toEqual([]);
    });
  });

  it('is not started again after it was ended', async () => {
    const wire = host();
    await wire.pause(true);
    await wire.dispose();
    expect(failureOf(await wire.connect(romeo(1))).message).toContain('cancelled');
  });
});
