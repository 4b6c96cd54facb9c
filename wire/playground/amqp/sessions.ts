import { failure } from './failure.ts';
import type { AttachFrame, RheaLink, RheaSession, Typed } from './rhea.ts';

/**
 * rhea finds the links of a session by their name alone, and takes a second attach for an error of its own. By the
 * specification a name is unique for each direction only, a second attach of a live link steals it (2.6.1), and a handle in
 * use ends the session (2.7.3). Proton's Python client gives both links of an address the same name.
 */
export function separateLinks(session: RheaSession, stolen: (link: RheaLink) => void): void {
  let moved = 0;
  const attach = session.on_attach.bind(session);
  const stepAside = (link: RheaLink): void => {
    Reflect.deleteProperty(session.links, link.name);
    session.links[`${link.name}\0${moved++}`] = link;
  };

  session.on_attach = (frame: AttachFrame): void => {
    const { name, handle, role } = frame.performative;
    if (session.remote.handles[handle]?.is_remote_open() === true) {
      session.end(failure('amqp:session:handle-in-use', `The handle ${handle} is attached already.`));
      return;
    }
    const same = Object.values(session.links).find((link) => link.name === name && link.is_receiver() !== role && link.is_remote_open());
    if (same !== undefined) {
      same.close(failure('amqp:link:stolen', `The link ${name} was attached again.`));
      stolen(same);
    }
    const occupant = session.links[name];
    if (occupant !== undefined) stepAside(occupant);
    hideTermini(frame.performative);
    attach(frame);
  };

  session.remove_link = (link: RheaLink): void => {
    for (const [key, other] of Object.entries(session.links)) if (other === link) Reflect.deleteProperty(session.links, key);
    for (const handles of [session.local.handles, session.remote.handles]) {
      for (const [handle, other] of Object.entries(handles)) if (other === link) Reflect.deleteProperty(handles, handle);
    }
  };
}

/** Attaches whose target is a coordinator (4.5.1). */
const toCoordinator = new WeakSet<object>();

/** Whether a client attached the link in order to control transactions. */
export function asksForCoordinator(link: RheaLink): boolean {
  return link.remote.attach !== undefined && toCoordinator.has(link.remote.attach);
}

/** rhea knows sources and targets only, and complains on the console about others; to it they are missing. */
function hideTermini(attach: AttachFrame['performative']): void {
  if (isA(attach.target, 0x30, 'amqp:coordinator:list')) toCoordinator.add(attach);
  if (!isA(attach.source, 0x28, 'amqp:source:list')) attach.source = null;
  if (!isA(attach.target, 0x29, 'amqp:target:list')) attach.target = null;
}

function isA(terminus: Typed | null | undefined, code: number, name: string): boolean {
  const descriptor = terminus?.descriptor?.value;
  return descriptor === code || descriptor === name;
}
