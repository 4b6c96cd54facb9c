import { expect, it } from 'vitest';
import { noContext } from '../../../protocols/core/index.ts';
import '../../../protocols/all.ts';
import { OpenedUnits } from '../../../wire/store/opened-units.ts';
import { ProjectContexts } from '../../../wire/store/project-contexts.ts';
import { TrafficStore } from '../../../wire/store/store.ts';

const size = 600_000;

function filled(): { readonly store: TrafficStore; readonly add: () => void } {
  const store = new TrafficStore(4 * size);
  const { number } = store.addConnection('broker', 'amqp');
  const add = (): void =>
    void store.add({
      time: 0,
      side: 'client',
      connection: number,
      protocol: 'amqp',
      kind: 'garbage',
      name: 'garbage',
      channel: undefined,
      context: noContext,
      failed: false,
      bytes: new Uint8Array(size).fill(7),
    });
  add();
  return { store, add };
}

it('opens a unit once, whatever is recorded meanwhile', () => {
  const { store, add } = filled();
  const units = new OpenedUnits(store, new ProjectContexts());
  const opened = units.open(store.get(1)!);
  add();
  expect(units.open(store.get(1)!)).toBe(opened);
  expect(opened.unit.bytes.every((byte) => byte === 7)).toBe(true);
});

it('closes units that the store has evicted, so that their bytes are not kept', () => {
  const { store, add } = filled();
  const units = new OpenedUnits(store, new ProjectContexts());
  const record = store.get(1)!;
  expect(units.open(record).unit.bytes.length).toBe(size);
  while (store.first <= 4) add();
  units.closeEvicted();
  expect(units.open(record).unit.bytes.length).toBe(0);
});
