import { discoInfo, discoItems } from './disco.ts';
import { refuse, resultReply, type Refusal } from './errors.ts';
import type { Hub } from './hub.ts';
import { element, type XmlElement } from './xml/element.ts';
import { namespaces } from '../../protocols/xmpp/namespaces.ts';

const features = [
  namespaces.discoInfo,
  namespaces.discoItems,
  namespaces.ping,
  namespaces.version,
  namespaces.time,
  namespaces.roster,
  namespaces.privateStorage,
  'msgoffline',
];

/** Requests to the server itself: disco (XEP-0030), ping (XEP-0199), version (XEP-0092), time (XEP-0202). */
export function serverRequest(hub: Hub, iq: XmlElement, payload: XmlElement): XmlElement | Refusal {
  if (iq.attr('type') !== 'get') return refuse('service-unavailable');
  if (payload.is('ping', namespaces.ping)) return resultReply(iq);
  if (payload.is('query', namespaces.version)) {
    const name = element('name', namespaces.version, {}, 'Wireloupe playground');
    return resultReply(
      iq,
      element('query', namespaces.version, {}, name, element('version', namespaces.version, {}, '1')),
    );
  }
  if (payload.is('time', namespaces.time)) {
    const utc = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    return resultReply(
      iq,
      element(
        'time',
        namespaces.time,
        {},
        element('tzo', namespaces.time, {}, '+00:00'),
        element('utc', namespaces.time, {}, utc),
      ),
    );
  }
  if (payload.is('query', namespaces.discoInfo) || payload.is('query', namespaces.discoItems)) {
    if (payload.attr('node') !== undefined) return refuse('item-not-found', 'The server has no disco nodes.');
    if (payload.ns === namespaces.discoInfo)
      return resultReply(iq, discoInfo([{ category: 'server', type: 'im', name: 'Wireloupe playground' }], features));
    return resultReply(iq, discoItems([...hub.services].map(([jid, { name }]) => ({ jid, name }))));
  }
  return refuse('service-unavailable');
}
