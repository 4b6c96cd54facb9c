import type { Fix } from '../../../core/index.ts';
import { removeAttribute, setAttribute, setAttributes } from './attributes.ts';
import { insertChild } from './children.ts';
import { cut, removeElement } from './elements.ts';
import { moveBehind, splitStanza } from './move.ts';
import { fix, replace, type Repair, type RepairTable, type Spot } from './spot.ts';
import { valueAt } from './stanzas.ts';

const framing = 'urn:ietf:params:xml:ns:xmpp-framing';

/** The attributes that are missing of these. */
function missing({ element }: Spot, values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => element?.attribute(name) === undefined));
}

const creation: Repair = (spot) => [
  ...setAttributes(spot, spot.element, missing(spot, { to: 'example.org', wait: '60', hold: '1' })),
  ...setAttribute(spot, spot.element, 'ack', '1'),
];

/** The prefix that stands for XEP-0206's attributes, with its declaration where there is none. */
const version: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  if (valueAt(spot, element, 'sid') !== '') return setAttribute(spot, element, 'to', 'example.org');
  const declared = element.attributes.some(({ name }) => name === 'xmlns:xmpp');
  const isGiven = element.attributes.some((each) => each.namespace === 'urn:xmpp:xbosh' && each.local === 'version');
  return setAttributes(spot, element, {
    ...missing(spot, { ver: '1.11' }),
    ...(isGiven ? {} : { ...(declared ? {} : { 'xmlns:xmpp': 'urn:xmpp:xbosh' }), 'xmpp:version': '1.0' }),
  });
};

const response: Repair = (spot) => {
  const hold = Number(valueAt(spot, spot.element, 'hold'));
  return [
    ...setAttributes(spot, spot.element, missing(spot, { wait: '60', requests: '2' })),
    ...setAttribute(spot, spot.element, 'requests', String(hold + 1)),
  ];
};

const restart: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  if (element.local !== 'body')
    return [
      ...(element.parent === undefined
        ? []
        : splitStanza(spot, [element], `Send <${element.name}> in a request of its own`)),
      ...removeElement(spot, element),
    ];
  return removeAttribute(
    spot,
    element.attributes.find((each) => each.local === 'restart'),
  );
};

const key: Repair = (spot) => {
  const { element, attribute } = spot;
  if (
    attribute?.name === 'key' &&
    element?.attribute('newkey') === undefined &&
    /^[0-9A-Fa-f]{40}$/.test(valueAt(spot, element, 'key'))
  )
    return [
      replace('Change to newkey', attribute.start, attribute.nameEnd, 'newkey'),
      ...removeAttribute(spot, attribute),
    ];
  return removeAttribute(spot, attribute);
};

const condition: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  if (element.local === 'uri')
    return [
      ...setAttributes(spot, element.parent, { type: 'terminate', condition: 'see-other-uri' }),
      ...removeElement(spot, element),
    ];
  if (element.local === 'error')
    return [
      ...setAttributes(spot, element.parent, { type: 'terminate', condition: 'remote-stream-error' }),
      ...removeElement(spot, element),
    ];
  return [
    ...insertChild(spot, element, '<uri>https://example.org/http-bind</uri>'),
    ...setAttribute(spot, element, 'type', 'terminate'),
    ...removeAttribute(spot, element.attribute('condition')),
  ];
};

const payload: Repair = (spot) => [
  ...(spot.element?.local === 'stream' ? [] : setAttribute(spot, spot.element, 'xmlns', 'jabber:client')),
  ...removeElement(spot, spot.element),
];

const rid: Repair = (spot) => setAttribute(spot, spot.element, 'rid', '1573741820');

const open: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  if (element.parent !== undefined)
    return [
      moveBehind(spot, element, `Send <${element.name}> in a message of its own`),
      ...removeElement(spot, element),
    ];
  const values = missing(spot, {
    ...(element.attribute('id') === undefined ? { to: 'example.org' } : {}),
    version: '1.0',
  });
  return [
    ...setAttributes(spot, element, values),
    ...Object.entries(values).flatMap(([name, value]) => setAttribute(spot, element, name, value)),
  ];
};

/** A tag of a stream becomes the element that takes its place (RFC 7395, 3.3.2). */
const stream: Repair = (spot) => {
  const { node, element } = spot;
  const to = valueAt(spot, element, 'to');
  const instead =
    node.kind === 'stream-close'
      ? `<close xmlns="${framing}"/>`
      : `<open xmlns="${framing}" to="${to === '' ? 'example.org' : to}" version="1.0"/>`;
  const fixes: Fix[] = [
    replace(`Change to <${node.kind === 'stream-close' ? 'close' : 'open'}/>`, 0, node.length, instead),
  ];
  return [...fixes, fix('Remove the tag', cut(spot, 0, node.length))];
};

/** Repairs of streams that TCP alone does not carry. */
export const transportRepairs: RepairTable = {
  'xmpp/bosh-condition': condition,
  'xmpp/bosh-creation': creation,
  'xmpp/bosh-key': key,
  'xmpp/bosh-later': (spot) => removeAttribute(spot, spot.attribute),
  'xmpp/bosh-payload': payload,
  'xmpp/bosh-response': response,
  'xmpp/bosh-restart': restart,
  'xmpp/bosh-rid': rid,
  'xmpp/bosh-version': version,
  'xmpp/websocket-open': open,
  'xmpp/websocket-stream': stream,
};
