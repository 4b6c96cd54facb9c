import type { Fix } from '../../../core/index.ts';
import { compileType } from '../../model/datatypes.ts';
import type { XmlElement } from '../../parser/node.ts';
import { removeElement, renameElement } from './elements.ts';
import { fix, indentAt, lineEnd, replace, type Repair, type Spot } from './spot.ts';
import { valueAt } from './stanzas.ts';
import { valuesFor } from './values.ts';

/** What takes the place of namespaces that are out of use, where their names do not tell it (the specifications say so in `retired`). */
export const namespaceReplacements: ReadonlyMap<string, string> = new Map([
  ['http://www.xmpp.org/extensions/xep-0084.html#ns-data', 'urn:xmpp:avatar:data'],
  ['http://www.xmpp.org/extensions/xep-0084.html#ns-metadata', 'urn:xmpp:avatar:metadata'],
  ['jabber:x:roster', 'http://jabber.org/protocol/rosterx'],
  ['http://jabber.org/protocol/physloc', 'http://jabber.org/protocol/geoloc'],
  ['urn:xmpp:tmp:jingle:apps:video-rtp', 'urn:xmpp:jingle:apps:rtp:1'],
  ['eu:siacs:conversations:http:upload', 'urn:xmpp:http:upload:0'],
  ['urn:xmpp:http:upload', 'urn:xmpp:http:upload:0'],
  ['urn:xmpp:mam:tmp', 'urn:xmpp:mam:2'],
  ['urn:xmpp:iot:sensordata', 'urn:nf:iot:sd:1.0'],
  ['urn:xmpp:iot:control', 'urn:nf:iot:ctr:1.0'],
  ['urn:xmpp:iot:concentrators', 'urn:nf:iot:concentrator:1.0'],
  ['urn:xmpp:iot:provisioning', 'urn:nf:iot:prov:d:1.0'],
]);

/** Elements that are written in another way in what came after their specification: XEP-0090 and XEP-0091. */
export function laterElement(spot: Spot, element: XmlElement): Fix[] {
  if (element.namespace === 'jabber:iq:time' && element.children.length === 0)
    return [
      replace('Change to <time xmlns="urn:xmpp:time"/>', element.start, element.end, '<time xmlns="urn:xmpp:time"/>'),
    ];
  if (element.namespace !== 'jabber:x:delay') return [];
  const [stamp] = valuesFor(compileType('dateTime'), valueAt(spot, element, 'stamp'), 'stamp');
  const from = valueAt(spot, element, 'from');
  const now = `<delay xmlns="urn:xmpp:delay"${from === '' ? '' : ` from="${from}"`} stamp="${stamp ?? '{{$now}}'}"/>`;
  return [replace('Change to <delay xmlns="urn:xmpp:delay">', element.start, element.end, now)];
}

/** Elements that a specification discourages: by another name, in two elements, or not at all. */
const discouraged: Readonly<Record<string, (spot: Spot, element: XmlElement) => Fix[]>> = {
  'urn:ietf:params:xml:ns:xmpp-streams xml-not-well-formed': (spot, element) =>
    renameElement(spot, element, 'not-well-formed'),
  'urn:xmpp:chat-markers:0 acknowledged': (spot, element) => renameElement(spot, element, 'displayed'),
  'urn:xmpp:file:metadata:0 dimensions': dimensions,
  'jabber:iq:register key': removeElement,
  'storage:bookmarks password': removeElement,
  'urn:xmpp:bookmarks:1 password': removeElement,
};

/** `512x384` as a width and a height (XEP-0446). */
function dimensions(spot: Spot, element: XmlElement): Fix[] {
  const [, width, height] =
    /^\s*(\d+)\s*x\s*(\d+)\s*$/.exec(spot.source.slice(element.openEnd, element.closeStart)) ?? [];
  if (width === undefined || height === undefined) return [];
  const between = /[\r\n][ \t]*$/.test(spot.source.slice(0, element.start))
    ? `${lineEnd(spot)}${indentAt(spot, element.start)}`
    : '';
  return [
    fix('Write <width> and <height>', {
      start: element.start,
      end: element.end,
      text: `<width>${width}</width>${between}<height>${height}</height>`,
    }),
  ];
}

export const deprecated: Repair = (spot) => {
  const { element } = spot;
  const way = element === undefined ? undefined : discouraged[`${element.namespace ?? ''} ${element.local}`];
  return element === undefined || way === undefined ? [] : way(spot, element);
};
