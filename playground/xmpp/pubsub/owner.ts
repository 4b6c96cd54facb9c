import { refuse, resultReply, type Refusal } from '../errors.ts';
import { submittedForm } from '../forms.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { configForm, nodeConfig, readConfig, type PubSubNode } from './node.ts';
import { nodeRequired, noSuchNode, unsupported } from './problems.ts';
import type { NodeStore } from './model.ts';

/** One request in the owner's namespace (XEP-0060, 8). `from` is a bare JID. */
export function ownerRequest(store: NodeStore, iq: XmlElement, pubsub: XmlElement, from: string): XmlElement | Refusal {
  const [action] = pubsub.elements;
  const set = iq.attr('type') === 'set';
  if (action?.ns !== namespaces.pubsubOwner) return refuse('bad-request', 'The pubsub element names no action.');
  if (action.name === 'default' && !set) {
    return resultReply(
      iq,
      element(
        'pubsub',
        namespaces.pubsubOwner,
        {},
        element('default', namespaces.pubsubOwner, {}, configForm(store.defaults)),
      ),
    );
  }
  const nodeId = action.attr('node');
  if (nodeId === undefined || nodeId === '') return nodeRequired;
  const node = store.find(nodeId);
  if (node === undefined) return noSuchNode(nodeId);
  if (node.owner !== from) return refuse('forbidden', `Only the owner of ${nodeId} may do this.`);
  switch (action.name) {
    case 'configure':
      return set
        ? configure(node, iq, action)
        : resultReply(
            iq,
            owned(element('configure', namespaces.pubsubOwner, { node: nodeId }, configForm(node.config))),
          );
    case 'delete':
      if (!set) return refuse('bad-request', 'Deleting is a set.');
      store.remove(node);
      return resultReply(iq);
    case 'purge':
      if (!set) return refuse('bad-request', 'Purging is a set.');
      node.purge();
      return resultReply(iq);
    case 'subscriptions':
      return set ? unsupported('manage-subscriptions') : resultReply(iq, owned(subscribersOf(node)));
    case 'affiliations':
      return set ? unsupported('modify-affiliations') : resultReply(iq, owned(affiliationsOf(node)));
    default:
      return refuse('bad-request', `<${action.name}/> is not an owner's action.`);
  }
}

function owned(content: XmlElement): XmlElement {
  return element('pubsub', namespaces.pubsubOwner, {}, content);
}

function configure(node: PubSubNode, iq: XmlElement, action: XmlElement): XmlElement | Refusal {
  if (action.child('x', namespaces.dataForms)?.attr('type') === 'cancel') return resultReply(iq);
  const form = submittedForm(action, nodeConfig);
  if (form === undefined) return refuse('bad-request', `Send a form of the type ${nodeConfig}.`);
  const config = readConfig(form, node.config);
  if (typeof config === 'string') return refuse('not-acceptable', config);
  node.configure(config);
  return resultReply(iq);
}

function subscribersOf(node: PubSubNode): XmlElement {
  const subscriptions = [...node.subscribers].map((jid) =>
    element('subscription', namespaces.pubsubOwner, { jid, subscription: 'subscribed' }),
  );
  return element('subscriptions', namespaces.pubsubOwner, { node: node.id }, ...subscriptions);
}

function affiliationsOf(node: PubSubNode): XmlElement {
  return element(
    'affiliations',
    namespaces.pubsubOwner,
    { node: node.id },
    element('affiliation', namespaces.pubsubOwner, { jid: node.owner, affiliation: 'owner' }),
  );
}
