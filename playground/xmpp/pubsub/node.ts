import { randomUUID } from 'node:crypto';
import { dataForm, readBoolean } from '../forms.ts';
import { mostItems, maxName, maxNode, type Store } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { weight } from '../xml/serialize.ts';

export const nodeConfig = 'http://jabber.org/protocol/pubsub#node_config';
const publishModels = ['publishers', 'open', 'subscribers'] as const;

export type PublishModel = (typeof publishModels)[number];

export interface NodeConfig {
  readonly title: string;
  /** Whether items are kept. */
  readonly persist: boolean;
  readonly maxItems: number;
  readonly publishModel: PublishModel;
}

export const defaultConfig: NodeConfig = { title: '', persist: true, maxItems: 100, publishModel: 'publishers' };

/** One leaf node (XEP-0060, 4.1): open to every subscriber, with one owner. */
export class PubSubNode implements Store {
  readonly id: string;
  /** Bare JID; empty for a node that belongs to the service. */
  readonly owner: string;
  config: NodeConfig;
  /** JIDs, bare or full, as they were subscribed. */
  readonly subscribers = new Set<string>();
  /** Items by their id, the latest last. */
  readonly items = new Map<string, XmlElement>();
  #size = 0;
  readonly #send: (subscriber: string, event: XmlElement) => void;

  constructor(id: string, owner: string, config: NodeConfig, send: (subscriber: string, event: XmlElement) => void) {
    this.id = id;
    this.owner = owner;
    this.config = config;
    this.#send = send;
  }

  /** Whether somebody may publish here, by the node's publish model (XEP-0060, 7.1.5). */
  mayPublish(bare: string): boolean {
    if (bare === this.owner || this.config.publishModel === 'open') return true;
    const subscribed = [...this.subscribers].some((jid) => jid === bare || jid.startsWith(`${bare}/`));
    return this.config.publishModel === 'subscribers' && subscribed;
  }

  /** Keeps an item and tells the subscribers; the id is made up if there is none (XEP-0060, 7.1.2). */
  publish(id: string | undefined, payload: XmlElement | undefined, publisher: string): string {
    const itemId = id ?? randomUUID();
    const content = payload === undefined ? [] : [payload];
    if (this.config.persist) {
      this.#drop(itemId);
      const item = element('item', namespaces.pubsub, { id: itemId, publisher }, ...content);
      this.items.set(itemId, item);
      this.#size += weight(item);
      this.#trim();
    }
    this.#notify(
      element(
        'items',
        namespaces.pubsubEvent,
        { node: this.id },
        element('item', namespaces.pubsubEvent, { id: itemId, publisher }, ...content),
      ),
    );
    return itemId;
  }

  /** Takes an item away; false if it is not there. */
  retract(id: string, notify: boolean): boolean {
    if (!this.#drop(id)) return false;
    if (notify)
      this.#notify(
        element('items', namespaces.pubsubEvent, { node: this.id }, element('retract', namespaces.pubsubEvent, { id })),
      );
    return true;
  }

  purge(): void {
    this.#clear();
    this.#notify(element('purge', namespaces.pubsubEvent, { node: this.id }));
  }

  /** Tells the subscribers that the node is gone. */
  deleted(): void {
    this.#notify(element('delete', namespaces.pubsubEvent, { node: this.id }));
  }

  configure(config: NodeConfig): void {
    this.config = config;
    this.#trim();
    if (!config.persist) this.#clear();
  }

  /** Size of all items. */
  get size(): number {
    return this.#size;
  }

  dropOldest(): void {
    for (const id of this.items.keys()) {
      this.#drop(id);
      return;
    }
  }

  #trim(): void {
    while (this.items.size > this.config.maxItems || this.#size > maxNode) this.dropOldest();
  }

  /** Takes an item away; false if it is not there. */
  #drop(id: string): boolean {
    const item = this.items.get(id);
    if (item !== undefined) this.#size -= weight(item);
    return this.items.delete(id);
  }

  #clear(): void {
    this.items.clear();
    this.#size = 0;
  }

  #notify(event: XmlElement): void {
    for (const subscriber of this.subscribers)
      this.#send(subscriber, element('event', namespaces.pubsubEvent, {}, event));
  }
}

/** The form that configures a node (XEP-0060, 8.2). */
export function configForm(config: NodeConfig): XmlElement {
  return dataForm('form', nodeConfig, [
    { name: 'pubsub#title', type: 'text-single', label: 'Title', value: config.title },
    { name: 'pubsub#persist_items', type: 'boolean', label: 'Keep items', value: config.persist ? '1' : '0' },
    { name: 'pubsub#max_items', type: 'text-single', label: 'Items kept at most', value: String(config.maxItems) },
    {
      name: 'pubsub#publish_model',
      type: 'list-single',
      label: 'Who may publish',
      value: config.publishModel,
      options: publishModels,
    },
    { name: 'pubsub#access_model', type: 'list-single', label: 'Who may subscribe', value: 'open', options: ['open'] },
  ]);
}

/** Reads a form that was filled in; a text that says what is wrong with it otherwise. Fields that are left out keep their value. */
export function readConfig(form: ReadonlyMap<string, string>, before: NodeConfig): NodeConfig | string {
  const persist = readBoolean(form.get('pubsub#persist_items') ?? String(before.persist));
  const most = form.get('pubsub#max_items') ?? String(before.maxItems);
  const model = publishModels.find((known) => known === (form.get('pubsub#publish_model') ?? before.publishModel));
  if (persist === undefined) return 'pubsub#persist_items is a boolean.';
  if (most !== 'max' && !/^\d{1,4}$/.test(most)) return `pubsub#max_items is a number up to ${mostItems}, or "max".`;
  if (model === undefined) return `pubsub#publish_model is one of ${publishModels.join(', ')}.`;
  if ((form.get('pubsub#access_model') ?? 'open') !== 'open') return 'Only the access model "open" is offered.';
  const title = form.get('pubsub#title') ?? before.title;
  if (title.length > maxName) return `pubsub#title has at most ${maxName} characters.`;
  const maxItems = most === 'max' ? mostItems : Math.min(Number(most), mostItems);
  return { title, persist, maxItems, publishModel: model };
}
