import { describe, expect, it } from 'vitest';
import {
  amqpCodec,
  AmqpUnit,
  compositeValue,
  encodeFrame,
  standardRegistry,
} from '../../../../protocols/amqp/index.ts';
import { noContext, noProject } from '../../../../protocols/core/index.ts';

function opened(name: string): AmqpUnit {
  const definition = standardRegistry.byName('open');
  if (definition === undefined || !('fields' in definition)) throw new Error('no type open');
  const bytes = encodeFrame({
    performative: compositeValue(definition, { 'container-id': { type: 'string', value: name } }),
  });
  const unit = amqpCodec.open({ protocol: 'amqp', kind: 'frame', bytes }, noContext, noProject);
  if (!(unit instanceof AmqpUnit)) throw new Error('not a unit of AMQP');
  return unit;
}

describe('A unit that is forgotten', () => {
  it('is decoded again on demand', () => {
    const unit = opened('first');
    const before = unit.json();
    unit.forget();
    opened('another').json();
    expect(unit.json()).toEqual(before);
  });

  it('leaves its place on the tape to the next one', () => {
    const unit = opened('first');
    const { base } = unit.frame;
    unit.forget();
    expect(opened('second').frame.base).toBe(base);
  });

  it('leaves the units behind it as they are', () => {
    const first = opened('first');
    const { base } = first.frame;
    const second = opened('second');
    const before = second.json();
    first.forget();
    expect(opened('third').frame.base).toBeGreaterThan(base);
    expect(second.json()).toEqual(before);
  });
});
