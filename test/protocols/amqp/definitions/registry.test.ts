import { describe, expect, it } from 'vitest';
import {
  describeAddress,
  describeExtension,
  Registry,
  section,
  standardRegistry,
  type CompositeDefinition,
} from '../../../../protocols/amqp/index.ts';

const reading: CompositeDefinition = {
  kind: 'composite',
  name: 'reading',
  book: 'project',
  source: 'list',
  provides: ['delivery-state'],
  description: 'A reading.',
  section: section('1.4'),
  descriptor: { symbol: 'com.example:reading:list', code: 0x1_0000_0001n },
  fields: [
    { name: 'celsius', type: 'double', mandatory: true, multiple: false, requires: [], description: 'Degrees.' },
  ],
};

describe('the registry', () => {
  it('finds a type by numeric and by symbolic descriptor', () => {
    expect(standardRegistry.byDescriptor(0x14n)?.name).toBe('transfer');
    expect(standardRegistry.byDescriptor('amqp:transfer:list')?.name).toBe('transfer');
    expect(standardRegistry.byDescriptor(0x468c_0000_0004n)?.name).toBe('selector-filter');
    expect(standardRegistry.byDescriptor(0x120n)?.name).toBe('sql-filter');
    expect(standardRegistry.byDescriptor(0x79n)).toBeUndefined();
    expect(standardRegistry.byDescriptor('amqp:nothing:list')).toBeUndefined();
  });

  it('finds the providers of an archetype', () => {
    expect(standardRegistry.providers('target').map((type) => type.name)).toEqual(['target', 'coordinator']);
    expect(standardRegistry.providers('global-tx-id')).toEqual([]);
  });

  it('takes further types without changing itself', () => {
    const more = standardRegistry.extend([reading]);
    expect(more.byName('reading')).toBe(reading);
    expect(more.byDescriptor(0x1_0000_0001n)).toBe(reading);
    expect(more.byDescriptor('com.example:reading:list')).toBe(reading);
    expect(more.providers('delivery-state')).toContain(reading);
    expect(standardRegistry.byName('reading')).toBeUndefined();
  });

  it('keeps the first definition of a name or a descriptor', () => {
    const other: CompositeDefinition = {
      ...reading,
      name: 'open',
      descriptor: { symbol: 'amqp:open:list', code: 0x10n },
    };
    expect(standardRegistry.extend([other]).byDescriptor(0x10n)).toBe(standardRegistry.byName('open'));
    expect(new Registry([other]).byName('open')).toBe(other);
  });
});

describe('names of extensions', () => {
  it.each([
    'x-opt-jms-msg-type',
    'x-opt-scheduled-enqueue-time',
    '$cbs',
    '$management',
    '/queues/',
    '/exchanges/',
    'rabbitmq:stream-filter',
    'com.microsoft:session-filter',
  ])('%s is known', (name) => {
    expect(describeExtension(name)?.description).toBeTruthy();
  });

  it.each([
    ['/queues/orders', '/queues/'],
    ['/exchanges/logs/error', '/exchanges/'],
    ['orders/$management', '$management'],
    ['orders/$DeadLetterQueue', '$deadletterqueue'],
    ['$cbs', '$cbs'],
  ])('the address %s is one of %s', (address, name) => {
    expect(describeAddress(address)?.name).toBe(name);
  });

  it('others are not', () => {
    expect(describeExtension('x-opt-mine')).toBeUndefined();
    for (const address of ['orders', 'queues/orders', '$mine', 'orders/queue', 'READ', ''])
      expect(describeAddress(address), address).toBeUndefined();
  });
});
