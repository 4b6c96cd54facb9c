import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLoggedPlayground } from '../../../../servers/index.ts';
import { captureOf } from '../../http/reading.ts';
import { startRelay } from '../../http/relay.ts';
import { decodeInput } from '../decode-input.ts';
import { runLogged } from '../run-logged.ts';
import { expectSameUnits } from '../same-units.ts';

const python = '/usr/bin/python3';
const hasSlixmpp = spawnSync(python, ['-c', 'import slixmpp']).status === 0;
const script = fileURLToPath(new URL('./slixmpp-session.py', import.meta.url));

describe.skipIf(!hasSlixmpp)('slixmpp’s log has what crosses the wire (skipped without python3-slixmpp)', () => {
  it('over STARTTLS, in sessions one after the other', async () => {
    const playground = await startLoggedPlayground();
    onTestFinished(() => playground.stop());
    const relay = await startRelay(Number(new URL(playground.info.xmpp).port));
    onTestFinished(() => relay.stop());
    const log = await runLogged(python, [script, '127.0.0.1', String(relay.port), playground.ca]);
    const [logged, captured] = [
      await decodeInput(log),
      await decodeInput(captureOf(relay.pieces), playground.keyLog()),
    ];
    expect(captured.connections.length).toBe(3);
    // It does not log how the server ends a stream.
    expectSameUnits(logged, captured, {
      unlogged: ({ side, opened }) => side === 'server' && opened.name === '/stream',
    });
  });
});
