import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import { proton } from '../../../../../protocols/captures/logs/amqp/proton.ts';
import { freePort } from '../../../../servers/process.ts';
import { entriesOfKind } from '../entries.ts';

const session = (port: number) => `
from proton import Message
from proton.handlers import MessagingHandler
from proton.reactor import Container
class Session(MessagingHandler):
    sent = False
    def on_start(self, event):
        self.listener = event.container.listen('127.0.0.1:${port}')
        event.container.create_sender('127.0.0.1:${port}/q')
    def on_sendable(self, event):
        if not self.sent:
            self.sent = True
            event.sender.send(Message(body='x' * 100, properties={'a': 1}))
    def on_accepted(self, event):
        event.connection.close()
        self.listener.close()
Container(Session()).run()
`;

test('What Proton logs of a session at one end is what it logs at the other, and its bytes are what its values say', async () => {
  const { stderr } = spawnSync('/usr/bin/python3', ['-c', session(await freePort())], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { PN_TRACE_FRM: '1', PN_TRACE_RAW: '1' },
  });
  expect(entriesOfKind(proton, stderr, 'gap')).toEqual([]);
  const units = entriesOfKind(proton, stderr, 'unit');
  const [one, other] = [...new Set(units.map(({ connection }) => connection))];
  const told = (name: string | undefined, direction: string) =>
    units
      .filter((unit) => unit.connection === name && unit.direction === direction)
      .map(({ bytes }) => decodeFrame(bytes))
      .map((frame) => [frame.kind, frame.performativeName, frame.kind === 'frame' ? fieldsJson(frame) : null]);
  expect(told(one, 'sent')).toEqual(told(other, 'received'));
  expect(told(other, 'sent')).toEqual(told(one, 'received'));
  expect(told(one, 'sent').length).toBeGreaterThan(7);
  // Some of what was sent is known by its bytes.
  expect(units.filter(({ kind, lossy }) => kind === 'frame' && lossy === undefined).length).toBeGreaterThan(4);
});
