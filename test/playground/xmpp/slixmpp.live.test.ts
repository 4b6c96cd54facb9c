import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../../playground/index.ts';
import { runOnce, scratch } from '../../servers/index.ts';

const PYTHON = '/usr/bin/python3';
const hasSlixmpp = spawnSync(PYTHON, ['-c', 'import slixmpp']).status === 0;
const script = fileURLToPath(new URL('./slixmpp-client.py', import.meta.url));

describe.skipIf(!hasSlixmpp)(
  'slixmpp, two accounts over STARTTLS (skipped where python3-slixmpp is not installed)',
  () => {
    let playground: Playground;
    let folder: string;
    let seen: Map<string, unknown>;
    beforeAll(async () => {
      playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
      folder = scratch('slixmpp');
      const ca = path.join(folder, 'ca.pem');
      writeFileSync(ca, playground.info.ca);
      const { hostname, port } = new URL(playground.info.xmpp);
      const output = await runOnce(PYTHON, [script, hostname, port, ca]);
      const lines = output.split('\n').filter((line) => line.startsWith('{'));
      seen = new Map(
        lines
          .map((line) => JSON.parse(line) as { name: string; value: unknown })
          .map(({ name, value }) => [name, value]),
      );
    });
    afterAll(async () => {
      await playground.stop();
      rmSync(folder, { recursive: true });
    });

    it.each([
      ['log in by SCRAM-SHA-256 and PLAIN', 'log-in', [true, true]],
      ['are under TLS, the certificate verified', 'tls', true],
      ['ask to see each other', 'asked', 'romeo@localhost'],
      ['find the subscription in the roster', 'roster', 'to'],
      ['exchange messages', 'message', ['romeo@localhost/slix', 'it is the east']],
      ['learn the server’s version', 'version', 'Wireloupe playground'],
      ['learn of its services', 'items', ['conference.localhost', 'pubsub.localhost']],
      ['have their pings answered', 'ping', true],
      ['meet in a room', 'room', ['Romeo', 'but soft', ['Juliet', 'Romeo']]],
      ['get events of a node', 'event', '1'],
      ['may not delete another’s node', 'forbidden', 'forbidden'],
      ['get what was kept while they were away', 'offline', ['are you there?', true]],
      ['are not let in with a wrong password', 'wrong password', false],
    ])('%s', (_what, name, expected) => {
      expect(seen.get(name)).toEqual(expected);
    });
  },
);
