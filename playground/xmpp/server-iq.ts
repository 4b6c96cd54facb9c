import { discoInfo, discoItems } from './disco.ts';
import { refuse, resultReply, type Refusal } from './errors.ts';
import type { Hub } from './hub.ts';
import { element, type XmlElement } from './xml/element.ts';
import { NS } from './xml/namespaces.ts';

const features = [
  NS.discoInfo,
  NS.discoItems,
  NS.ping,
  NS.version,
  NS.time,
  NS.roster,
  NS.privateStorage,
  'msgoffline',
];

/** Requests to the server itself: disco (XEP-0030), ping (XEP-0199), version (XEP-0092), time (XEP-0202). */
export function serverRequest(hub: Hub, iq: XmlElement, payload: XmlElement): XmlElement | Refusal {
  if (iq.attr('type') !== 'get') return refuse('service-unavailable');
  if (payload.is('ping', NS.ping)) return resultReply(iq);
  if (payload.is('query', NS.version)) {
    const name = element('name', NS.version, {}, 'Wireloupe playground');
    return resultReply(iq, element('query', NS.version, {}, name, element('version', NS.version, {}, '1')));
  }
  if (payload.is('time', NS.time)) {
    const utc = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    return resultReply(
      iq,
      element('time', NS.time, {}, element('tzo', NS.time, {}, '+00:00'), element('utc', NS.time, {}, utc)),
    );
  }
  if (payload.is('query', NS.discoInfo) || payload.is('query', NS.discoItems)) {
    if (payload.attr('node') !== undefined) return refuse('item-not-found', 'The server has no disco nodes.');
    if (payload.ns === NS.discoInfo)
      return resultReply(iq, discoInfo([{ category: 'server', type: 'im', name: 'Wireloupe playground' }], features));
    return resultReply(iq, discoItems([...hub.services].map(([jid, { name }]) => ({ jid, name }))));
  }
  return refuse('service-unavailable');
}
