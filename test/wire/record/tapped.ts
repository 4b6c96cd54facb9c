import type { ProjectContext } from '../../../protocols/core/index.ts';
import { noProject } from '../../../protocols/core/index.ts';
import { createFramer } from '../../../protocols/framers.ts';
import '../../../protocols/all.ts';
import { ConnectionTap } from '../../../wire/record/tap.ts';
import { ProjectContexts } from '../../../wire/store/project-contexts.ts';
import { TrafficStore } from '../../../wire/store/store.ts';
import { TrafficView } from '../../../wire/store/view.ts';

/** A store with its view, whose connections are tapped without sockets. */
export interface Tapped {
  readonly store: TrafficStore;
  readonly view: TrafficView;
  /** Opens a tap on a new connection. */
  readonly tap: (name: string, protocol: 'xmpp' | 'amqp', encrypted?: boolean) => ConnectionTap;
  /** What the project of a connection says from now on. */
  readonly says: (name: string, project: Partial<ProjectContext>) => void;
}

/** @param limit bytes of the store */
export function tapped(limit = 1 << 20): Tapped {
  const store = new TrafficStore(limit);
  const projects = new ProjectContexts();
  const view = new TrafficView(store, projects, () => undefined);
  return {
    store,
    view,
    tap: (name, protocol, encrypted = false) =>
      new ConnectionTap(store, store.addConnection(name, protocol), {
        createFramer: (side) => createFramer(protocol, { side, framing: 'stream' }),
        encrypted,
        project: () => projects.of(name),
      }),
    says: (name, project) => {
      projects.set(name, { ...noProject, ...project });
      view.dispose();
    },
  };
}
