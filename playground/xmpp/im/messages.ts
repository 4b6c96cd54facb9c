import { refuse, type Refusal } from '../errors.ts';
import type { XmlElement } from '../xml/element.ts';
import { availableSessions } from './account.ts';
import { keep, worthKeeping } from './offline.ts';
import type { Account } from '../model.ts';

/** A message for an account (RFC 6121, 8.5.2, 8.5.3); a refusal if its sender has to be told that it did not arrive. */
export function deliverMessage(
  account: Account,
  domain: string,
  resource: string,
  message: XmlElement,
): Refusal | undefined {
  const type = message.attr('type') ?? 'normal';
  if (resource !== '') {
    const session = account.sessions.get(resource);
    if (session !== undefined) {
      session.send(message);
      return undefined;
    }
    // Only a chat goes on to the account's other resources; errors and headlines end here in silence (section 8.5.3.2.1).
    if (type === 'error' || type === 'headline') return undefined;
    if (type !== 'chat') return refuse('service-unavailable', `No resource ${resource} is connected.`);
  }
  return deliverToBare(account, domain, type, message);
}

function deliverToBare(account: Account, domain: string, type: string, message: XmlElement): Refusal | undefined {
  if (type === 'error') return undefined;
  if (type === 'groupchat')
    return refuse('service-unavailable', 'A groupchat message goes to a room, or to a full JID.');
  const able = availableSessions(account).filter((session) => session.priority >= 0);
  if (type === 'headline') {
    for (const session of able) session.send(message);
    return undefined;
  }
  // "Most available" means: of the highest priority; several of the same get it all (section 8.5.2.1.1).
  const highest = Math.max(...able.map((session) => session.priority));
  for (const session of able) if (session.priority === highest) session.send(message);
  if (able.length > 0 || !worthKeeping(message)) return undefined;
  return keep(account, domain, message) ? undefined : refuse('service-unavailable', 'The offline storage is full.');
}
