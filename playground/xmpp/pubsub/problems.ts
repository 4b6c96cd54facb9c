import { refuse, type Refusal, type StanzaCondition } from '../errors.ts';
import { element } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';

/** A refusal with one of pubsub's own conditions (XEP-0060, 16.3). */
export function pubsubProblem(condition: StanzaCondition, own: string, text: string): Refusal {
  return refuse(condition, text, element(own, namespaces.pubsubErrors));
}

export function unsupported(feature: string): Refusal {
  return refuse(
    'feature-not-implemented',
    `The playground does not offer ${feature}.`,
    element('unsupported', namespaces.pubsubErrors, { feature }),
  );
}

export const nodeRequired = pubsubProblem('bad-request', 'nodeid-required', 'The request names no node.');
export const noSuchNode = (node: string): Refusal => refuse('item-not-found', `There is no node ${node}.`);
