import { prepareJid, type PreparedJid } from '../../../protocols/xmpp/jid/index.ts';
import { refuse, resultReply, type Refusal } from '../errors.ts';
import { submittedForm } from '../forms.ts';
import { hasRoomFor, maxName, maxSubscriberCharacters, maxSubscribers } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { nodeConfig, readConfig, type PubSubNode } from './node.ts';
import type { NodeStore } from './model.ts';
import { nodeRequired, noSuchNode, pubsubProblem, unsupported } from './problems.ts';

/** One request in the namespace of subscribers and publishers (XEP-0060, 5.6 to 7). */
export function userRequest(
  store: NodeStore,
  iq: XmlElement,
  pubsub: XmlElement,
  from: PreparedJid,
): XmlElement | Refusal {
  const [action] = pubsub.elements;
  const set = iq.attr('type') === 'set';
  if (action?.ns !== namespaces.pubsub) return refuse('bad-request', 'The pubsub element names no action.');
  const nodeId = action.attr('node');
  if (action.name === 'create' && set) return create(store, iq, pubsub, nodeId, from.bare);
  if (action.name === 'subscriptions' && !set) return subscriptions(store, iq, nodeId, from);
  if (action.name === 'affiliations' && !set) return affiliations(store, iq, from.bare);
  if (nodeId === undefined || nodeId === '') return nodeRequired;
  const node = store.find(nodeId);
  if (node === undefined) return noSuchNode(nodeId);
  switch (action.name) {
    case 'publish':
      return set ? publish(node, iq, action, pubsub, from) : refuse('bad-request', 'Publishing is a set.');
    case 'retract':
      return set ? retract(node, iq, action, from.bare) : refuse('bad-request', 'Retracting is a set.');
    case 'items':
      return set ? refuse('bad-request', 'Items are asked for with a get.') : items(node, iq, action);
    case 'subscribe':
      return set ? subscribe(node, iq, action, from) : refuse('bad-request', 'Subscribing is a set.');
    case 'unsubscribe':
      return set ? unsubscribe(node, iq, action, from) : refuse('bad-request', 'Unsubscribing is a set.');
    case 'options':
      return unsupported('subscription-options');
    default:
      return refuse('bad-request', `<${action.name}/> is not an action of pubsub.`);
  }
}

function create(
  store: NodeStore,
  iq: XmlElement,
  pubsub: XmlElement,
  wanted: string | undefined,
  owner: string,
): XmlElement | Refusal {
  const configure = pubsub.child('configure');
  const form = configure === undefined ? undefined : submittedForm(configure, nodeConfig);
  const config = readConfig(form ?? new Map(), store.defaults);
  if (typeof config === 'string') return refuse('not-acceptable', config);
  const node = store.create(wanted === '' ? undefined : wanted, owner, config);
  if (!('id' in node)) return node;
  // Only an instant node's id is news to its creator (XEP-0060, 8.1.1).
  return resultReply(
    iq,
    wanted === node.id
      ? undefined
      : element('pubsub', namespaces.pubsub, {}, element('create', namespaces.pubsub, { node: node.id })),
  );
}

function publish(
  node: PubSubNode,
  iq: XmlElement,
  action: XmlElement,
  pubsub: XmlElement,
  from: PreparedJid,
): XmlElement | Refusal {
  if (!node.mayPublish(from.bare))
    return refuse(
      'forbidden',
      `Publishing to ${node.id} is for its owner (publish model ${node.config.publishModel}).`,
    );
  if (pubsub.child('publish-options') !== undefined) return unsupported('publish-options');
  const [item, ...more] = action.all('item');
  if (item === undefined) return pubsubProblem('bad-request', 'item-required', 'Publish an item.');
  if (more.length > 0) return refuse('bad-request', 'Publish one item at a time.');
  if (item.elements.length > 1)
    return pubsubProblem('bad-request', 'invalid-payload', 'An item has at most one payload element.');
  if ((item.attr('id')?.length ?? 0) > maxName)
    return refuse('not-acceptable', `The id of an item has at most ${maxName} characters.`);
  const id = node.publish(item.attr('id'), item.elements[0], from.full);
  return resultReply(
    iq,
    element(
      'pubsub',
      namespaces.pubsub,
      {},
      element('publish', namespaces.pubsub, { node: node.id }, element('item', namespaces.pubsub, { id })),
    ),
  );
}

function retract(node: PubSubNode, iq: XmlElement, action: XmlElement, from: string): XmlElement | Refusal {
  const id = action.child('item')?.attr('id');
  if (id === undefined) return pubsubProblem('bad-request', 'item-required', 'Name the item to retract.');
  if (!node.mayPublish(from)) return refuse('forbidden', 'Retracting is for those who may publish.');
  const notify = ['1', 'true'].includes(action.attr('notify') ?? '1');
  return node.retract(id, notify) ? resultReply(iq) : refuse('item-not-found', `There is no item ${id}.`);
}

function items(node: PubSubNode, iq: XmlElement, action: XmlElement): XmlElement | Refusal {
  const most = action.attr('max_items');
  if (most !== undefined && !/^[1-9]\d{0,8}$/.test(most))
    return refuse('bad-request', 'max_items is a positive number.');
  const asked = action.all('item').map((item) => item.attr('id'));
  const missing = asked.find((id) => id === undefined || !node.items.has(id));
  if (asked.length > 0 && asked.includes(missing))
    return refuse('item-not-found', `There is no item ${missing ?? 'without an id'}.`);
  const all = [...node.items.values()].filter((item) => asked.length === 0 || asked.includes(item.attr('id')));
  const chosen = most === undefined ? all : all.slice(-Number(most));
  return resultReply(
    iq,
    element('pubsub', namespaces.pubsub, {}, element('items', namespaces.pubsub, { node: node.id }, ...chosen)),
  );
}

/** The JID that a request to subscribe or unsubscribe is about: the sender's own, bare or full (XEP-0060, 6.1.3.1). */
function ownJid(action: XmlElement, from: PreparedJid): string | Refusal {
  const jid = prepareJid(action.attr('jid') ?? '');
  if (jid?.bare === from.bare) return jid.full;
  return pubsubProblem(
    'bad-request',
    'invalid-jid',
    'One subscribes and unsubscribes oneself: the jid has to be your own.',
  );
}

function subscriptionElement(node: string, jid: string, subscription: 'subscribed' | 'none'): XmlElement {
  return element('subscription', namespaces.pubsub, { node, jid, subscription });
}

function subscribe(node: PubSubNode, iq: XmlElement, action: XmlElement, from: PreparedJid): XmlElement | Refusal {
  const jid = ownJid(action, from);
  if (typeof jid !== 'string') return jid;
  const { subscribers } = node;
  if (
    !subscribers.has(jid) &&
    (subscribers.size >= maxSubscribers || !hasRoomFor(jid, subscribers, maxSubscriberCharacters))
  )
    return refuse(
      'resource-constraint',
      `A node has at most ${maxSubscribers} subscribers of ${maxSubscriberCharacters} characters.`,
    );
  node.subscribers.add(jid);
  return resultReply(iq, element('pubsub', namespaces.pubsub, {}, subscriptionElement(node.id, jid, 'subscribed')));
}

function unsubscribe(node: PubSubNode, iq: XmlElement, action: XmlElement, from: PreparedJid): XmlElement | Refusal {
  const jid = ownJid(action, from);
  if (typeof jid !== 'string') return jid;
  if (!node.subscribers.delete(jid))
    return pubsubProblem('unexpected-request', 'not-subscribed', `${jid} is not subscribed to ${node.id}.`);
  return resultReply(iq);
}

function subscriptions(store: NodeStore, iq: XmlElement, nodeId: string | undefined, from: PreparedJid): XmlElement {
  const nodes = nodeId === undefined ? [...store.all()] : [...store.all()].filter((node) => node.id === nodeId);
  const own = (jid: string): boolean => jid === from.bare || jid.startsWith(`${from.bare}/`);
  const found = nodes.flatMap((node) =>
    [...node.subscribers].filter(own).map((jid) => subscriptionElement(node.id, jid, 'subscribed')),
  );
  return resultReply(
    iq,
    element('pubsub', namespaces.pubsub, {}, element('subscriptions', namespaces.pubsub, { node: nodeId }, ...found)),
  );
}

function affiliations(store: NodeStore, iq: XmlElement, from: string): XmlElement {
  const owned = [...store.all()].filter((node) => node.owner === from);
  const found = owned.map((node) => element('affiliation', namespaces.pubsub, { node: node.id, affiliation: 'owner' }));
  return resultReply(
    iq,
    element('pubsub', namespaces.pubsub, {}, element('affiliations', namespaces.pubsub, {}, ...found)),
  );
}
