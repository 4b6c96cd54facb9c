import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import '../../../protocols/all.ts';
import { noProject } from '../../../protocols/core/index.ts';
import { createFramer } from '../../../protocols/framers.ts';
import { Journal, type JournalOptions } from '../../../wire/journal/journal.ts';
import { ConnectionTap } from '../../../wire/record/tap.ts';
import { ProjectContexts } from '../../../wire/store/project-contexts.ts';
import { TrafficStore } from '../../../wire/store/store.ts';
import { TrafficView } from '../../../wire/store/view.ts';
import { cleanUp } from '../fake.ts';

/** A folder that goes after the test. */
export function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-journal-'));
  cleanUp(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store whose traffic is written to a folder, as wire makes it. */
export interface Recorded {
  readonly store: TrafficStore;
  readonly view: TrafficView;
  readonly journal: Journal;
  readonly notices: string[];
  readonly tap: (name: string, protocol: 'xmpp' | 'amqp') => ConnectionTap;
}

export async function recorded(
  folder: string,
  options: Partial<JournalOptions> & { readonly limit?: number } = {},
): Promise<Recorded> {
  const notices: string[] = [];
  const journal = new Journal({
    folder,
    limits: { bytes: 64 << 20, days: 7 },
    memory: 2 << 20,
    notice: (text) => notices.push(text),
    ...options,
  });
  const store = new TrafficStore(options.limit ?? 64 << 20, () => undefined, journal);
  await journal.open(store);
  cleanUp(() => journal.dispose());
  const tap = (name: string, protocol: 'xmpp' | 'amqp'): ConnectionTap =>
    new ConnectionTap(store, store.addConnection(name, protocol, `${name}:1`), {
      createFramer: (side) => createFramer(protocol, { side, framing: 'stream' }),
      project: () => noProject,
    });
  return { store, view: new TrafficView(store, new ProjectContexts(), () => undefined), journal, notices, tap };
}

/** The texts of all units of a store. */
export function textsOf({ store }: Recorded): string[] {
  const texts: string[] = [];
  for (let seq = store.first; seq <= store.last; seq++)
    texts.push(Buffer.from(store.bytes(store.get(seq)!)).toString());
  return texts;
}

/** The capture files of a folder, in their order. */
export function filesOf(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.wlcap'))
    .sort()
    .map((name) => path.join(folder, name));
}
