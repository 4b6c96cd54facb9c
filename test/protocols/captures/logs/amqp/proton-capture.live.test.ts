import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startPlayground } from '../../../../../playground/index.ts';
import { hasProton, scratch, startProton } from '../../../../servers/index.ts';
import { captureOf } from '../../http/reading.ts';
import { startRelay } from '../../http/relay.ts';
import { decodeInput, type DecodedInput } from '../decode-input.ts';
import { runLogged } from '../run-logged.ts';
import { expectSameUnits } from '../same-units.ts';

const clients = new URL('../../../../playground/amqp/', import.meta.url);
const scripts = {
  client: fileURLToPath(new URL('proton-client.py', clients)),
  transactions: fileURLToPath(new URL('proton-transactions.py', clients)),
  session: fileURLToPath(new URL('proton-session.py', import.meta.url)),
};

const logOf = (script: string, service: string): Promise<string> =>
  runLogged('/usr/bin/python3', [script, service], { PN_TRACE_FRM: '1' });

describe.skipIf(!hasProton)('Proton’s log has what crosses the wire (skipped without python3-qpid-proton)', () => {
  it.each(['client', 'transactions'] as const)('of its %s at the playground’s broker', async (name) => {
    const playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    onTestFinished(() => playground.stop());
    const relay = await startRelay(Number(new URL(playground.info.amqp).port));
    onTestFinished(() => relay.stop());
    const log = await logOf(scripts[name], `amqp://127.0.0.1:${relay.port}`);
    expectSameUnits(await decodeInput(log), await decodeInput(captureOf(relay.pieces)));
  });

  describe('of sessions with values of each kind and errors of each kind, at Proton’s broker', () => {
    let client: DecodedInput;
    let server: DecodedInput;
    let capture: DecodedInput;
    beforeAll(async () => {
      const folder = scratch('proton-broker');
      const broker = await startProton({ trace: path.join(folder, 'log') });
      const relay = await startRelay(broker.port);
      client = await decodeInput(await logOf(scripts.session, `amqp://127.0.0.1:${relay.port}`));
      await broker.stop();
      server = await decodeInput(fs.readFileSync(path.join(folder, 'log'), 'utf8'));
      relay.stop();
      capture = await decodeInput(captureOf(relay.pieces));
      fs.rmSync(folder, { recursive: true });
    });

    it('in the client', () => {
      expect(client.connections.length).toBe(5);
      expectSameUnits(client, capture);
    });

    it('in the broker', () => {
      expectSameUnits(server, capture);
    });
  });
});
