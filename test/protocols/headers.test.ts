import { describe, expect, it } from 'vitest';
import '../../protocols/all.ts';
import { ConnectionFollower } from '../../protocols/connection-follower.ts';
import { noProject, type Note, type Side } from '../../protocols/core/index.ts';
import { createFramer } from '../../protocols/framers.ts';

const headers = {
  amqp: 'AMQP\0\x01\0\0',
  sasl: 'AMQP\x03\x01\0\0',
  tls: 'AMQP\x02\x01\0\0',
  'amqp 1.1': 'AMQP\0\x01\x01\0',
  'amqp 0-9-1': 'AMQP\0\0\x09\x01',
} as const;

/** The notes on headers, `C name` of the client and `S name` of the server, numbered from 1; `lost` are bytes that are missing. */
function notes(...lines: readonly string[]): readonly Note[] {
  const follower = new ConnectionFollower({ sides: 'both', project: () => noProject });
  return lines.flatMap((line, index) => {
    if (line === 'lost') {
      follower.gap('server');
      return [];
    }
    const side: Side = line.startsWith('C') ? 'client' : 'server';
    const bytes = Buffer.from(headers[line.slice(2) as keyof typeof headers], 'latin1');
    return createFramer('amqp', { side, framing: 'stream' })
      .push(bytes)
      .flatMap((unit) => follower.feed({ ...unit, offset: 0, side, number: index + 1 }).notes);
  });
}

describe('a header that is answered by another one', () => {
  it.each([
    ['C amqp', 'S sasl', /offers “AMQP header 1\.0\.0”.* answers with “SASL header 1\.0\.0”/],
    ['C sasl', 'S amqp', /offers “SASL header 1\.0\.0”.* answers with “AMQP header 1\.0\.0”/],
    ['C amqp', 'S tls', /answers with “TLS header 1\.0\.0”/],
    ['C amqp 1.1', 'S amqp', /offers “AMQP header 1\.1\.0”.* answers with “AMQP header 1\.0\.0”/],
    ['C amqp', 'S amqp 0-9-1', /answers with “AMQP 0-9-1 header”/],
  ])('draws a note: %s, %s', (client, server, message) => {
    expect(notes(client, server)).toEqual([
      { code: 'amqp/other-header', message: expect.stringMatching(message) as string, units: [1, 2] },
    ]);
  });

  it.each([
    [['C sasl', 'S sasl', 'C amqp', 'S amqp']],
    [['C sasl', 'C amqp', 'S sasl', 'S amqp']],
    [['S sasl', 'C sasl', 'C amqp', 'S amqp']],
    [['S amqp']],
    [['C sasl', 'lost', 'S amqp']],
  ])('and %j draw none', (lines) => {
    expect(notes(...lines)).toEqual([]);
  });
});
