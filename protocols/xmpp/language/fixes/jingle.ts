import { closest, type Fix } from '../../../core/index.ts';
import { parseJid } from '../../jid/index.ts';
import type { XmlElement } from '../../parser/node.ts';
import { removeAttribute, setAttribute, setAttributes } from './attributes.ts';
import { insertChild } from './children.ts';
import { childrenNamed, removeElement, rootOf } from './elements.ts';
import { replace, type Repair, type RepairTable } from './spot.ts';
import { valueAt } from './stanzas.ts';

const rtp = '<description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"><payload-type id="0"/></description>';
const ice = '<transport xmlns="urn:xmpp:jingle:transports:ice-udp:1"/>';
const ibb = '<transport xmlns="urn:xmpp:jingle:transports:ibb:1" block-size="4096" sid="{{$id}}"/>';
const security = '<security xmlns="urn:xmpp:jingle:security:xtls:0"/>';

const remove: Repair = (spot) => removeElement(spot, spot.element);

/** A part of a content that is missing, for the other one where there is one. */
function parts(content: XmlElement | undefined, name: string): readonly string[] {
  const namespaces = [...(content?.elements() ?? [])].map(({ namespace }) => namespace ?? '');
  const file = namespaces.some((each) => each.includes(':file-transfer:'));
  if (name === 'transport') return file ? [ibb, ice] : [ice, ibb];
  return name === 'description' ? [rtp] : [security];
}

const missingPart: Repair = (spot) => {
  const { element } = spot;
  if (element?.local !== 'content') return removeElement(spot, element);
  return ['description', 'transport', 'security']
    .filter((name) => ![...element.elements()].some(({ local }) => local === name))
    .flatMap((name) => parts(element, name).flatMap((xml) => insertChild(spot, element, xml)));
};

const contents: Repair = (spot) =>
  ['', rtp + ice, rtp, ice, security].flatMap((inner) =>
    insertChild(
      spot,
      spot.element,
      inner === ''
        ? '<content creator="initiator" name="audio"/>'
        : `<content creator="initiator" name="audio">${inner}</content>`,
    ),
  );

const uniqueName: Repair = (spot) => {
  const used = new Set(childrenNamed(spot.element?.parent, 'content').map((each) => valueAt(spot, each, 'name')));
  const name = valueAt(spot, spot.element, 'name');
  let number = 2;
  while (used.has(`${name}-${number}`)) number++;
  return setAttribute(spot, spot.element, 'name', `${name}-${number}`);
};

const group: Repair = (spot) => {
  const names =
    childrenNamed(spot.element?.parent?.parent, 'content').length > 0
      ? childrenNamed(spot.element?.parent?.parent, 'content')
      : [...(spot.element?.parent?.parent?.elements() ?? [])].filter(({ local }) => local === 'content');
  const values = names.map((each) => valueAt(spot, each, 'name'));
  const near = closest(valueAt(spot, spot.element, 'name').slice(0, 60), values);
  const used = new Set([...(spot.element?.parent?.elements() ?? [])].map((each) => valueAt(spot, each, 'name')));
  const ordered = [...(near === undefined ? [] : [near]), ...values.filter((each) => !used.has(each)), ...values];
  return [
    ...[...new Set(ordered)].slice(0, 5).flatMap((each) => setAttribute(spot, spot.element, 'name', each)),
    ...removeElement(spot, spot.element),
  ];
};

/** Who began the session, or answers: the stanza's sender where that is known. */
const role: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  const name = valueAt(spot, element, 'action') === 'session-accept' ? 'responder' : 'initiator';
  const from = valueAt(spot, rootOf(element), 'from');
  return setAttribute(
    spot,
    element,
    name,
    parseJid(from).resource === undefined || from === '' ? 'romeo@example.org/orchard' : from,
  );
};

const fileSenders: Repair = (spot) => {
  const creator = valueAt(spot, spot.element, 'creator') === 'responder' ? 'responder' : 'initiator';
  return [creator, 'initiator', 'responder'].flatMap((each) => setAttribute(spot, spot.element, 'senders', each));
};

const fileHash: Repair = (spot) =>
  insertChild(spot, spot.element, '<hash-used xmlns="urn:xmpp:hashes:2" algo="sha-256"/>');

const credentials: Repair = (spot) => {
  const missing = Object.entries({ ufrag: '8hhy', pwd: 'asd88fgpdd777uzjYhagZg' }).filter(
    ([name]) => spot.element?.attribute(name) === undefined,
  );
  return setAttributes(spot, spot.element, Object.fromEntries(missing));
};

const payloadType: Repair = (spot) => {
  const { element } = spot;
  const used = new Set(childrenNamed(element?.parent, 'payload-type').map((each) => valueAt(spot, each, 'id')));
  const free = Array.from({ length: 32 }, (_, i) => String(96 + i)).find((each) => !used.has(each));
  const id = Number(valueAt(spot, element, 'id'));
  const named =
    id >= 96 && element?.attribute('name') === undefined
      ? setAttributes(spot, element, {
          name: 'opus',
          ...(element?.attribute('clockrate') === undefined ? { clockrate: '48000' } : {}),
        })
      : [];
  const renumbered =
    free === undefined
      ? []
      : [
          ...setAttribute(spot, element, 'id', free),
          ...setAttributes(spot, element, {
            id: free,
            ...(element?.attribute('name') === undefined ? { name: 'opus', clockrate: '48000' } : {}),
          }),
        ];
  return [...named, ...renumbered, ...removeElement(spot, element)];
};

const transportKind: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  const swap = (xml: string): Fix => replace(`Change to ${xml.slice(0, 70)}`, element.start, element.end, xml);
  const datagram = /ice|raw-udp/.test(element.namespace ?? '');
  return datagram
    ? [
        swap(ibb),
        ...insertChild(
          spot,
          element,
          '<sctpmap xmlns="urn:xmpp:jingle:transports:dtls-sctp:1" number="5000" protocol="webrtc-datachannel" streams="1024"/>',
        ),
      ]
    : [swap(ice)];
};

/** Repairs of Jingle sessions. */
export const jingleRepairs: RepairTable = {
  'xmpp/ice-credentials': credentials,
  'xmpp/jingle-content-unique': uniqueName,
  'xmpp/jingle-contents': contents,
  'xmpp/jingle-contents-unused': remove,
  'xmpp/jingle-creator': (spot) => setAttribute(spot, spot.element, 'creator', 'initiator'),
  'xmpp/jingle-description': missingPart,
  'xmpp/jingle-disposition': (spot) => removeAttribute(spot, spot.attribute),
  'xmpp/jingle-file-hash': fileHash,
  'xmpp/jingle-file-senders': fileSenders,
  'xmpp/jingle-group': group,
  'xmpp/jingle-message-type': (spot) => setAttribute(spot, spot.element?.parent, 'type', 'chat'),
  'xmpp/jingle-part': missingPart,
  'xmpp/jingle-proposal': (spot) =>
    insertChild(spot, spot.element, '<description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"/>'),
  'xmpp/jingle-reason': (spot) => insertChild(spot, spot.element, '<reason><success/></reason>'),
  'xmpp/jingle-role': role,
  'xmpp/jingle-senders': (spot) => setAttribute(spot, spot.element, 'senders', 'both'),
  'xmpp/jingle-transport-kind': transportKind,
  'xmpp/rtp-payload-type': payloadType,
};
