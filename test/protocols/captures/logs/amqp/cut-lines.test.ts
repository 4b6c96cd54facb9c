import { describe, expect, test } from 'vitest';
import { goAmqp } from '../../../../../protocols/captures/logs/amqp/go-amqp.ts';
import { protonj } from '../../../../../protocols/captures/logs/amqp/protonj.ts';
import { pyamqp } from '../../../../../protocols/captures/logs/amqp/pyamqp.ts';
import type { LogFormat } from '../../../../../protocols/captures/logs/model.ts';
import { entriesOf } from '../entries.ts';
import { framesOf } from './decoded.ts';

/** Lines with one frame each, and the words behind which the log may be cut. */
const printed: readonly (readonly [LogFormat, string, string])[] = [
  [
    goAmqp,
    'RX (connReader 0xc1): Frame{',
    'Type: AMQP, Channel: 3, Body: Attach{Name: a, b, Handle: 12, Role: Sender, SenderSettleMode: mixed, ReceiverSettleMode: first, Source: source{Address: q, Durable: 0, ExpiryPolicy: , Timeout: 0, Dynamic: false, DynamicNodeProperties: map[], DistributionMode: , Filter: map[], DefaultOutcome: <nil> Outcomes: [], Capabilities: []}, Target: source{Address: t, Durable: 0, ExpiryPolicy: , Timeout: 0, Dynamic: false, DynamicNodeProperties: map[], Capabilities: []}, Unsettled: map[], IncompleteUnsettled: false, InitialDeliveryCount: 7, MaxMessageSize: 1024, OfferedCapabilities: [x y], DesiredCapabilities: [], Properties: map[]}}',
  ],
  [
    protonj,
    '[42:7] <- ',
    "Attach{name='a, b', handle=12, role=SENDER, sndSettleMode=MIXED, rcvSettleMode=FIRST, source=Source{address='q', durable=NONE, expiryPolicy=SESSION_END, timeout=0, dynamic=false, dynamicNodeProperties=null, distributionMode=null, filter=null, defaultOutcome=null, outcomes=null, capabilities=null}, target=Target{address='t', durable=NONE, expiryPolicy=SESSION_END, timeout=0, dynamic=false, dynamicNodeProperties=null, capabilities=null}, unsettled=null, incompleteUnsettled=false, initialDeliveryCount=7, maxMessageSize=1024, offeredCapabilities=[x, y], desiredCapabilities=null, properties=null}",
  ],
  [
    pyamqp,
    '<- O',
    "penFrame(container_id='a, b', hostname=b'h', max_frame_size=1048576, channel_max=65535, idle_timeout=None, outgoing_locales=None, incoming_locales=None, offered_capabilities=None, desired_capabilities=[b'x', b'y'], properties={'product': 'p (1)', b'k': {'TYPE': 'UINT', 'VALUE': 3}})",
  ],
];

describe.each(printed.map(([format, start, rest]) => [format.name, format, start, rest] as const))(
  'A line of %s that is cut',
  (_name, format, start, rest) => {
    const [whole] = framesOf(format, start + rest);
    const fields = { ...whole?.fields } as Readonly<Record<string, unknown>>;

    test('anywhere is one frame with what it has, or a gap on its side with its line', () => {
      expect(whole).toMatchObject({ direction: 'received', lossy: 'values' });
      for (let size = 0; size < rest.length; size++) {
        const text = `\n${start}${rest.slice(0, size)}`;
        const entries = entriesOf(format, text);
        expect(entries, text).toHaveLength(1);
        expect(entries[0], text).toMatchObject({ direction: 'received', line: 2 });
        for (const { name, channel, lossy, fields: told } of framesOf(format, text)) {
          expect([name, channel], text).toEqual([whole?.name, whole?.channel]);
          expect(lossy, text).toBeDefined();
          for (const [field, value] of Object.entries({ ...told }))
            if (value !== null && !field.startsWith('$')) expect([field, value], text).toEqual([field, fields[field]]);
        }
      }
    });
    test('before its end has nearly all of it', () => {
      const [cut] = framesOf(format, start + rest.slice(0, -2));
      const told = Object.values({ ...cut?.fields }).filter((value) => value !== null).length;
      expect(told).toBeGreaterThanOrEqual(Object.values(fields).filter((value) => value !== null).length - 2);
    });
  },
);

test('What comes behind a cut line is read', () => {
  for (const [format, start, rest] of printed) {
    const lines = [start + rest.slice(0, 120), 'something else', start + rest];
    expect(framesOf(format, lines.join('\n')).map(({ line, lossy }) => [line, lossy])).toEqual([
      [1, 'cut'],
      [3, 'values'],
    ]);
  }
});
