import type { PreparedJid } from '../../../protocols/xmpp/jid/index.ts';
import { randomUUID } from 'node:crypto';
import { discoInfo, discoItems } from '../disco.ts';
import { errorReply, refuse, resultReply, type Refusal } from '../errors.ts';
import type { Hub, Service } from '../hub.ts';
import { maxAllItems, maxName, maxNodes, maxOwnNodes, trim } from '../limits.ts';
import { element, XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import type { NodeStore } from './model.ts';
import { defaultConfig, PubSubNode, type NodeConfig } from './node.ts';
import { ownerRequest } from './owner.ts';
import { noSuchNode } from './problems.ts';
import { userRequest } from './user.ts';

const features = [
  'access-open',
  'config-node',
  'create-and-configure',
  'create-nodes',
  'delete-items',
  'delete-nodes',
  'instant-nodes',
  'item-ids',
  'meta-data',
  'persistent-items',
  'publish',
  'purge-nodes',
  'retract-items',
  'retrieve-affiliations',
  'retrieve-default',
  'retrieve-items',
  'retrieve-subscriptions',
  'subscribe',
];

/** Publish-subscribe (XEP-0060): leaf nodes, open to subscribers. */
export class PubSubService implements Service, NodeStore {
  readonly name = 'Publish-subscribe';
  readonly defaults = defaultConfig;
  readonly #domain: string;
  readonly #hub: Hub;
  readonly #nodes = new Map<string, PubSubNode>();

  constructor(domain: string, hub: Hub) {
    this.#domain = domain;
    this.#hub = hub;
  }

  find(id: string): PubSubNode | undefined {
    return this.#nodes.get(id);
  }

  all(): Iterable<PubSubNode> {
    return this.#nodes.values();
  }

  create(id: string | undefined, owner: string, config: NodeConfig): PubSubNode | Refusal {
    const nodeId = id ?? randomUUID();
    if (this.#nodes.has(nodeId)) return refuse('conflict', `The node ${nodeId} exists already.`);
    if (nodeId.length > maxName) return refuse('not-acceptable', `The id of a node has at most ${maxName} characters.`);
    if ([...this.#nodes.values()].filter((other) => other.owner === owner).length >= maxOwnNodes)
      return refuse('resource-constraint', `An account owns at most ${maxOwnNodes} nodes. Delete some first.`);
    if (this.#nodes.size >= maxNodes) return refuse('resource-constraint', `There are at most ${maxNodes} nodes.`);
    const node = new PubSubNode(nodeId, owner, config, (subscriber, event) => this.#notify(subscriber, event));
    this.#nodes.set(nodeId, node);
    return node;
  }

  remove(node: PubSubNode): void {
    this.#nodes.delete(node.id);
    node.deleted();
  }

  handle(stanza: XmlElement, from: PreparedJid, to: PreparedJid): void {
    if (stanza.name === 'presence') return;
    const outcome = this.#answer(stanza, from, to);
    const reply = outcome instanceof XmlElement || outcome === undefined ? outcome : errorReply(stanza, outcome);
    if (reply !== undefined) this.#hub.route(reply);
  }

  #answer(iq: XmlElement, from: PreparedJid, to: PreparedJid): XmlElement | Refusal | undefined {
    const type = iq.attr('type');
    if (iq.name !== 'iq' || to.local !== '')
      return refuse('service-unavailable', `${this.#domain} answers requests to itself only.`);
    const [payload] = iq.elements;
    if (payload === undefined || (type !== 'get' && type !== 'set')) return undefined;
    if (payload.is('pubsub', namespaces.pubsub)) {
      const outcome = userRequest(this, iq, payload, from);
      if (type === 'set') trim(this.#nodes.values(), maxAllItems);
      return outcome;
    }
    if (payload.is('pubsub', namespaces.pubsubOwner)) return ownerRequest(this, iq, payload, from.bare);
    if (type === 'get' && payload.is('query', namespaces.discoInfo)) return this.#info(iq, payload.attr('node'));
    if (type === 'get' && payload.is('query', namespaces.discoItems)) return this.#items(iq, payload.attr('node'));
    if (type === 'get' && payload.is('ping', namespaces.ping)) return resultReply(iq);
    return refuse('service-unavailable');
  }

  #info(iq: XmlElement, nodeId: string | undefined): XmlElement | Refusal {
    const all = [
      namespaces.discoInfo,
      namespaces.discoItems,
      namespaces.ping,
      namespaces.pubsub,
      ...features.map((feature) => `${namespaces.pubsub}#${feature}`),
    ];
    if (nodeId === undefined)
      return resultReply(iq, discoInfo([{ category: 'pubsub', type: 'service', name: this.name }], all));
    const node = this.#nodes.get(nodeId);
    if (node === undefined) return noSuchNode(nodeId);
    return resultReply(
      iq,
      discoInfo(
        [{ category: 'pubsub', type: 'leaf', name: node.config.title === '' ? nodeId : node.config.title }],
        all,
        nodeId,
      ),
    );
  }

  #items(iq: XmlElement, nodeId: string | undefined): XmlElement | Refusal {
    if (nodeId === undefined)
      return resultReply(iq, discoItems([...this.#nodes.keys()].map((node) => ({ jid: this.#domain, node }))));
    const node = this.#nodes.get(nodeId);
    if (node === undefined) return noSuchNode(nodeId);
    // An item has a name only (XEP-0060, 5.5).
    return resultReply(
      iq,
      discoItems(
        [...node.items.keys()].map((name) => ({ jid: this.#domain, name })),
        nodeId,
      ),
    );
  }

  /** Headlines: they reach those who are available, and are not stored. */
  #notify(subscriber: string, event: XmlElement): void {
    this.#hub.route(
      element(
        'message',
        namespaces.client,
        { from: this.#domain, to: subscriber, type: 'headline', id: randomUUID() },
        event,
      ),
    );
  }
}
