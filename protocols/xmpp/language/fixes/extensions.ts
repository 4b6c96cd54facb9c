import { toHex, closest } from '../../../core/index.ts';
import { compileType } from '../../model/datatypes.ts';
import type { XmlElement } from '../../parser/node.ts';
import { elementText } from '../../parser/value.ts';
import { capabilitiesHash, hashOfNode } from '../../rules/capabilities.ts';
import { hashSizes } from '../../rules/content-hashes.ts';
import { digest, fromBase64 } from '../../rules/digest.ts';
import { oneLetterAway } from '../../rules/one-letter.ts';
import { discoveryRegistry } from '../../rules/registry.ts';
import { textLength } from '../../rules/ranges.ts';
import { setAttribute, setAttributes } from './attributes.ts';
import { insertChild } from './children.ts';
import { plainText, setText } from './definitions.ts';
import { removeElement, removeElements } from './elements.ts';
import type { Repair, RepairTable, Spot } from './spot.ts';
import { valueAt } from './stanzas.ts';
import { valuesFor } from './values.ts';

const remove: Repair = (spot) => removeElement(spot, spot.element);

function hashOf({ source }: Spot, data: XmlElement, algorithm: string): string | undefined {
  const bytes = fromBase64(elementText(source, data));
  const hash = bytes === undefined ? undefined : digest(algorithm, bytes);
  return hash === undefined ? undefined : toHex(hash);
}

const avatarHash: Repair = (spot) => {
  const data =
    spot.element === undefined ? undefined : [...spot.element.elements()].find(({ local }) => local === 'data');
  const hash = data === undefined ? undefined : hashOf(spot, data, 'sha-1');
  return hash === undefined ? [] : setAttribute(spot, spot.element, 'id', hash);
};

const bobHash: Repair = (spot) => {
  const { element } = spot;
  const [, scheme = '', algorithm = '', rest = ''] =
    /^(cid:)?([\w.-]+)\+[0-9A-Fa-f]+(@.*)$/.exec(valueAt(spot, element, 'cid')) ?? [];
  const hash = element === undefined ? undefined : hashOf(spot, element, algorithm);
  return hash === undefined ? [] : setAttribute(spot, element, 'cid', `${scheme}${algorithm}+${hash}${rest}`);
};

const capsHash: Repair = (spot) => {
  const { element, source } = spot;
  const node = valueAt(spot, element, 'node');
  const claimed = hashOfNode(node);
  const actual =
    element === undefined || claimed === undefined
      ? undefined
      : capabilitiesHash(source, element, claimed.kind, claimed.algorithm);
  return claimed === undefined || actual === undefined
    ? []
    : setAttribute(spot, element, 'node', node.slice(0, node.length - claimed.value.length) + actual);
};

/** Names the function whose hashes are as long as the one that is written. */
const hashLength: Repair = (spot) => {
  const { element, source } = spot;
  if (element === undefined) return [];
  const name = element.local === 'hash' ? 'algo' : 'hash';
  const text = element.local === 'c' ? valueAt(spot, element, 'ver') : elementText(source, element).trim();
  const size = element.local === 'fingerprint' ? (text.length + 1) / 3 : fromBase64(text)?.length;
  const functions = Object.keys(hashSizes).filter((each) => hashSizes[each] === size);
  return functions.flatMap((each) => setAttribute(spot, element, name, each));
};

const discoEmpty: Repair = (spot) => {
  const names = [...(spot.element?.elements() ?? [])].map(({ local }) => local);
  const missing = [
    ...(names.includes('identity') ? [] : ['<identity category="client" type="pc"/>']),
    ...(names.includes('feature') ? [] : ['<feature var="http://jabber.org/protocol/disco#info"/>']),
  ];
  return insertChild(spot, spot.element, missing.join(''));
};

const featureNear: Repair = (spot) => {
  const near = discoveryRegistry(spot.document.model).nearFeature(valueAt(spot, spot.element, 'var'));
  return near === undefined ? [] : setAttribute(spot, spot.element, 'var', near);
};

/** Registered names near those that an identity has; swapped ones are put right. */
const identity: Repair = (spot) => {
  const { element } = spot;
  const { categories } = discoveryRegistry(spot.document.model);
  const [category, type] = [valueAt(spot, element, 'category'), valueAt(spot, element, 'type')];
  const types = categories.get(category);
  if (types === undefined && categories.get(type)?.has(category) === true)
    return setAttributes(spot, element, { category: type, type: category });
  const known = types === undefined ? [...categories.keys()].sort() : [...types].sort();
  const name = types === undefined ? 'category' : 'type';
  const value = types === undefined ? category : type;
  const near = oneLetterAway(value, known) ?? closest(value.slice(0, 40), known);
  const rest = known.filter((each) => each !== near);
  const pairs = types === undefined ? rest.filter((each) => categories.get(each)?.has(type) === true) : rest;
  const whole =
    types === undefined
      ? [...(near === undefined ? [] : [near]), ...pairs]
          .slice(0, 4)
          .flatMap((each) =>
            setAttributes(spot, element, { category: each, type: [...(categories.get(each) ?? [])].sort()[0] ?? type }),
          )
      : [];
  return [
    ...(near === undefined ? [] : setAttribute(spot, element, name, near)),
    ...pairs.slice(0, 4).flatMap((each) => setAttribute(spot, element, name, each)),
    ...whole,
  ];
};

const registrationRemove: Repair = (spot) => {
  const { element } = spot;
  const others = [...(element?.parent?.elements() ?? [])].filter(({ local }) => local !== 'remove');
  return removeElements(spot, others, 'Keep <remove/> alone');
};

const roomChange: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  if (element.attribute('jid') === undefined && element.attribute('nick') === undefined) {
    return element.attribute('affiliation') !== undefined
      ? setAttribute(spot, element, 'jid', 'juliet@example.org')
      : setAttribute(spot, element, 'nick', 'Juliet');
  }
  return element.attribute('jid') === undefined
    ? setAttribute(spot, element, 'role', 'participant')
    : setAttribute(spot, element, 'affiliation', 'member');
};

/** Ends within the text that they count, and in order. */
const textRange: Repair = (spot) => {
  const { element, source } = spot;
  const message = element?.parent?.parent;
  if (element === undefined || message === undefined) return [];
  const name = element.namespace === 'urn:xmpp:fallback:0' ? element.local : 'body';
  const length = textLength(message, name, { source });
  const [start, end] = [Number(valueAt(spot, element, 'start')), Number(valueAt(spot, element, 'end'))];
  const sorted = { start: String(Math.min(start, end)), end: String(Math.max(start, end)) };
  const fixes =
    start > end
      ? setAttributes(spot, element, sorted)
      : start === end
        ? setAttribute(spot, element, 'end', String(end + 1))
        : [];
  const clamped =
    length === undefined
      ? []
      : start < length
        ? setAttribute(spot, element, 'end', String(length))
        : setAttributes(spot, element, { start: '0', end: String(length) });
  return [...fixes, ...clamped, ...removeElement(spot, element)];
};

const uploadHeader: Repair = (spot) => {
  const { element, source } = spot;
  if (element === undefined) return [];
  const joined = plainText(source, element).replace(/\s*[\r\n]+\s*/g, ' ');
  const near = closest(valueAt(spot, element, 'name').slice(0, 40), ['Authorization', 'Cookie', 'Expires']);
  return [
    ...(near === undefined ? [] : setAttribute(spot, element, 'name', near)),
    ...setText(spot, element, joined),
    ...removeElement(spot, element),
  ];
};

const https: Repair = (spot) => {
  const { element } = spot;
  return valuesFor(compileType('httpsUri'), valueAt(spot, element, 'url'), 'url').flatMap((each) =>
    setAttribute(spot, element, 'url', each),
  );
};

/** Repairs of what extensions demand beyond the definitions of their elements. */
export const extensionRepairs: RepairTable = {
  'xmpp/avatar-hash': avatarHash,
  'xmpp/bob-hash': bobHash,
  'xmpp/caps-hash': capsHash,
  'xmpp/chat-state-single': remove,
  'xmpp/disco-duplicate': remove,
  'xmpp/disco-empty': discoEmpty,
  'xmpp/disco-feature-near': featureNear,
  'xmpp/disco-identity': identity,
  'xmpp/disco-identity-near': identity,
  'xmpp/forwarded-namespace': (spot) => setAttribute(spot, spot.element, 'xmlns', 'jabber:client'),
  'xmpp/hash-length': hashLength,
  'xmpp/mechanism-weak': (spot) => setAttribute(spot, spot.element, 'mechanism', 'SCRAM-SHA-256'),
  'xmpp/muc-status-code': remove,
  'xmpp/receipt-groupchat': remove,
  'xmpp/receipt-id': (spot) => setAttribute(spot, spot.element?.parent, 'id', '{{$id}}'),
  'xmpp/receipt-loop': remove,
  'xmpp/registration-remove': registrationRemove,
  'xmpp/room-change': roomChange,
  'xmpp/room-nickname': (spot) =>
    setAttribute(spot, spot.element, 'to', `${valueAt(spot, spot.element, 'to').replace(/\/$/, '')}/nickname`),
  'xmpp/text-range': textRange,
  'xmpp/upload-header': uploadHeader,
  'xmpp/upload-https': https,
};
