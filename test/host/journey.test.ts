import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Frame } from 'playwright-core';
import { startPlayground } from '../../playground/index.ts';
import { findProgram, hasProsody, hasRabbit, scratch, startProsody, startRabbit } from '../servers/index.ts';
import {
  editStanza,
  journeyTexts,
  readTraffic,
  readTransfer,
  sendFrames,
  sendStanza,
  type Destination,
} from './journey.ts';
import { vsix } from './vsix.ts';
import { Workbench } from './workbench.ts';

const root = path.resolve(import.meta.dirname, '../..');
const hasBrowser = findProgram('chromium') !== undefined || process.env.WIRELOUPE_CHROMIUM !== undefined;

interface Prepared {
  readonly destination: Destination;
  readonly connections: Readonly<Record<string, object>>;
  readonly queue: string;
  stop(): Promise<void>;
}

async function playground(): Promise<Prepared> {
  const started = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  const { info } = started;
  return {
    destination: {
      name: 'playground',
      xmpp: 'romeo',
      xmppPassword: 'wireloupe',
      amqp: 'broker',
      amqpPassword: undefined,
    },
    connections: {
      romeo: {
        protocol: 'xmpp',
        service: info.xmpp.replace('127.0.0.1', 'localhost'),
        jid: 'romeo@localhost/bench',
        tls: { verify: false },
      },
      broker: { protocol: 'amqp', service: info.amqp },
    },
    queue: 'readings',
    stop: () => started.stop(),
  };
}

async function realServers(): Promise<Prepared> {
  const [prosody, rabbit] = await Promise.all([startProsody(), startRabbit()]);
  return {
    destination: {
      name: 'servers',
      xmpp: 'romeo-prosody',
      xmppPassword: 'secret',
      amqp: 'rabbit',
      amqpPassword: 'guest',
    },
    connections: {
      'romeo-prosody': {
        protocol: 'xmpp',
        service: `xmpp://localhost:${prosody.c2s}`,
        jid: 'romeo@localhost/bench',
        tls: { ca: prosody.certificates.ca },
      },
      rabbit: { protocol: 'amqp', service: rabbit.service, username: 'guest', sasl: 'PLAIN' },
    },
    queue: '/queue/readings',
    stop: async () => {
      await Promise.all([prosody.stop(), rabbit.stop()]);
    },
  };
}

const places = [
  { title: 'the playground, dark', prepare: playground, theme: 'Default Dark Modern', missing: !hasBrowser },
  {
    title: 'Prosody and RabbitMQ, light',
    prepare: realServers,
    theme: 'Default Light Modern',
    missing: !hasBrowser || !hasProsody || !hasRabbit,
  },
] as const;

describe.each(places)('the journey of a new user, with $title', ({ prepare, theme, missing }) => {
  let prepared: Prepared;
  let bench: Workbench;
  let panel: Frame;
  let folder: string;

  beforeAll(async () => {
    if (missing) return;
    folder = scratch('journey');
    prepared = await prepare();
    fs.cpSync(path.join(root, 'examples'), folder, { recursive: true });
    fs.writeFileSync(
      path.join(folder, 'wireloupe.json'),
      JSON.stringify({ connections: prepared.connections }, null, 2),
    );
    for (const [name, text] of Object.entries(journeyTexts(prepared.destination, prepared.queue)))
      fs.writeFileSync(path.join(folder, name), text);
    bench = await Workbench.open({ vsix, workspace: folder, theme, height: 1100 });
  });

  afterAll(async () => {
    if (missing) return;
    await bench.close();
    await prepared.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const step = (name: string, run: () => Promise<void>): void => {
    test.skipIf(missing)(name, async () => {
      try {
        await run();
      } catch (error) {
        await bench.picture(`${prepared.destination.name}-failed`);
        throw error;
      }
    });
  };

  step('a wrong stanza is underlined, and mended', () => editStanza(bench, prepared.destination));
  step('it is sent by its lens; the password is asked for once, and the reply shown beside', () =>
    sendStanza(bench, prepared.destination),
  );
  step('the panel shows what crossed the wire, without the password', async () => {
    panel = await readTraffic(bench, prepared.destination);
  });
  step('a message and a frame script are sent to the broker', () => sendFrames(bench, prepared.destination));
  step('the transfer is decoded in the panel and in the Inspector', () =>
    readTransfer(bench, panel, prepared.destination),
  );
  step('nothing was reported as an error on the way', async () => {
    expect(await bench.page.locator('.notifications-toasts .notification-toast .codicon-error').count()).toBe(0);
  });
});
